"""Drives the real window through the main jobs, in both themes, with or without a display."""

from widgets.tour.driver import TourStep
from widgets.tour.run import run

__all__ = ["TourStep", "run"]
