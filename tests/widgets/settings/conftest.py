"""The desk of the workspace's tests, lent to the pages of the settings."""

from tests.widgets.queue.conftest import here, sit

__all__ = ("here", "sit")
