"""The workspace of disputes: the queue, the case in work, and what one must know for it."""

from widgets.screens.queue.opening import open_dispute_dialog
from widgets.screens.queue.screen import QueueScreen

__all__ = ["QueueScreen", "open_dispute_dialog"]
