"""The command line: one file a noun; the same actions as the window, the same permissions and audit."""
