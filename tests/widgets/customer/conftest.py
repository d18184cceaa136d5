"""The desk of the workspace's tests, lent to the customer's page."""

from tests.widgets.queue.conftest import here, sit

__all__ = ("here", "sit")
