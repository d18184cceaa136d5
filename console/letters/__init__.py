"""Letters: what stands in them, and what the drawing of one promises."""
