"""Drives the real window through the main jobs, in both themes, with or without a display."""

from widgets.tour.run import TourStep, run

__all__ = ["TourStep", "run"]
