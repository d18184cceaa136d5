"""What an organisation and an operator decide for themselves."""

from widgets.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
