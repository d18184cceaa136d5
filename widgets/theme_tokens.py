"""The colours, sizes and faces that everything on the screen is made of; no other file names a colour."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final


class Scheme(StrEnum):
    """The two looks of the window."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a colour says; an icon or a word beside it always says the same."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    WARNING = "warning"
    DANGER = "danger"


class Face(Enum):
    """The few kinds of type: pixel size and weight."""

    BODY = (13, 400)
    STRONG = (13, 600)
    TITLE = (17, 600)
    CAPTION = (11, 600)
    SMALL = (11, 400)

    @property
    def pixels(self) -> int:
        """The height of the letters in device-independent pixels."""
        return self.value[0]

    @property
    def weight(self) -> int:
        """The weight on the scale of CSS and OpenType, 400 is regular."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme as "#RRGGBB"; a "soft" one is the ground under text of its name."""

    background: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    neutral: str
    neutral_soft: str
    hover: str
    rail: str
    rail_text: str
    rail_chosen: str
    rail_chosen_text: str

    def of(self, tone: Tone) -> tuple[str, str]:
        """Return the text colour and the ground of `tone`."""
        return getattr(self, tone.value), getattr(self, f"{tone.value}_soft")


LIGHT: Final = Tokens(
    background="#F6F7F9",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#E3E6EB",
    text="#1B2330",
    muted="#667085",
    accent="#2457D6",
    accent_soft="#E8EEFC",
    on_accent="#FFFFFF",
    good="#117A4B",
    good_soft="#E3F4EB",
    warning="#9A5B00",
    warning_soft="#FDF0DA",
    danger="#B42318",
    danger_soft="#FCE8E6",
    neutral="#5A6478",
    neutral_soft="#EDF0F4",
    hover="#F3F5F8",
    rail="#111A2C",
    rail_text="#9DA9BF",
    rail_chosen="#2B3447",
    rail_chosen_text="#FFFFFF",
)

DARK: Final = Tokens(
    background="#0F141C",
    panel="#161C26",
    raised="#1B2330",
    line="#2A3342",
    text="#E7EBF2",
    muted="#93A0B4",
    accent="#7BA2FF",
    accent_soft="#1E2C4B",
    on_accent="#0F141C",
    good="#5CC796",
    good_soft="#14352A",
    warning="#F0B45B",
    warning_soft="#3A2B12",
    danger="#FF8F85",
    danger_soft="#3E1D1B",
    neutral="#A3AFC2",
    neutral_soft="#232D3C",
    hover="#212B3A",
    rail="#0A0E15",
    rail_text="#8290A8",
    rail_chosen="#252B36",
    rail_chosen_text="#FFFFFF",
)

OF_SCHEME: Final = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}

GAP_HAIR: Final = 4
GAP_SMALL: Final = 8
GAP: Final = 12
GAP_LARGE: Final = 16
GAP_HUGE: Final = 24
RADIUS: Final = 8
RADIUS_CARD: Final = 10
RADIUS_CHIP: Final = 9
CONTROL_HEIGHT: Final = 32
