"""A person: who they are, what they bought, how it travelled, what was paid, which cases there are."""

from widgets.screens.customer.page import Wanted
from widgets.screens.customer.screen import CustomerScreen

__all__ = ["CustomerScreen", "Wanted"]
