"""The style sheet, made from the tokens. It sets colours and boxes only: fonts come from theme_fonts."""

from widgets.theme_marks import Marks
from widgets.theme_tokens import (
    CONTROL_HEIGHT,
    GAP_SMALL,
    RADIUS,
    RADIUS_CARD,
    RADIUS_CHIP,
    Tokens,
    Tone,
)


def sheet(t: Tokens, marks: Marks) -> str:
    """Return the whole style sheet for the tokens of one scheme; `marks` has its few pictures."""
    return "\n".join(
        (_ground(t), _text(t), _buttons(t), _fields(t), _choices(t, marks), _cards(t), _bars(t), _frame(t))
    )


def _ground(t: Tokens) -> str:
    return f"""
    QWidget {{ color: {t.text}; }}
    QMainWindow, QWidget[ground="background"] {{ background: {t.background}; }}
    QDialog {{ background: {t.raised}; }}
    QWidget[ground="panel"] {{ background: {t.panel}; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px 8px; }}
    QMenu {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: 4px; }}
    QMenu::item {{ padding: 6px 20px 6px 12px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QScrollArea[ring="true"] {{ border: 2px solid transparent; background: transparent; }}
    QScrollArea[ring="true"]:focus {{ border: 2px solid {t.accent}; border-radius: {RADIUS}px; }}
    QScrollArea[ring="false"], QScrollArea > QWidget > QWidget[ground="none"], QStackedWidget {{
        background: transparent; border: none; }}
    """


def _text(t: Tokens) -> str:
    tones = "\n".join(f'QLabel[tone="{tone}"] {{ color: {t.of(tone)[0]}; }}' for tone in Tone)
    return f"""
    QLabel {{ background: transparent; border: none; }}
    QLabel[key="true"] {{ background: {t.neutral_soft}; color: {t.neutral}; border-radius: 4px;
        padding: 3px 7px; }}
    QLabel[tone="muted"] {{ color: {t.muted}; }}
    QLabel[struck="true"] {{ text-decoration: line-through; }}
    {tones}
    """


def _buttons(t: Tokens) -> str:
    inner = CONTROL_HEIGHT - 2
    chips = "\n".join(_chip(t, tone) for tone in Tone)
    return f"""
    QPushButton {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
        border-radius: {RADIUS}px; padding: 0 13px; min-height: {inner}px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:pressed {{ background: {t.neutral_soft}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 12px; min-height: {inner - 2}px; }}
    QPushButton:disabled {{ color: {t.muted}; background: {t.neutral_soft}; border-color: {t.line}; }}
    QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
    QPushButton[look="danger"] {{ background: {t.danger}; color: {t.on_accent}; border-color: {t.danger}; }}
    QPushButton[look="primary"]:focus, QPushButton[look="danger"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[look="primary"]:disabled, QPushButton[look="danger"]:disabled {{
        color: {t.muted}; background: {t.neutral_soft}; border-color: {t.line}; }}
    QPushButton[look="quiet"] {{ background: transparent; color: {t.accent}; border-color: transparent; }}
    QPushButton[look="quiet"]:hover {{ background: {t.accent_soft}; }}
    QPushButton[look="quiet"]:focus {{ border: 2px solid {t.accent}; }}
    QPushButton[look="link"] {{ background: transparent; color: {t.accent}; border-color: transparent;
        border-radius: 6px; padding: 0 3px; min-height: 20px; }}
    QPushButton[look="link"]:hover {{ background: {t.accent_soft}; }}
    QPushButton[look="link"]:focus {{ border: 2px solid {t.accent}; padding: 0 2px; min-height: 18px; }}
    QPushButton[look="link"]:disabled {{ color: {t.muted}; background: transparent; }}
    QPushButton[look="tab"] {{ background: {t.neutral_soft}; color: {t.neutral}; border-color: transparent;
        border-radius: 13px; min-height: 24px; padding: 0 13px; }}
    QPushButton[look="tab"]:hover {{ border-color: {t.line}; }}
    QPushButton[look="tab"]:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
    QPushButton[look="tab"]:focus {{ border: 2px solid {t.accent}; padding: 0 12px; min-height: 22px; }}
    {chips}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
        padding: 4px; }}
    QToolButton:hover {{ background: {t.hover}; }}
    QToolButton:focus {{ border: 1px solid {t.accent}; background: {t.accent_soft}; }}
    QToolButton[tight="true"] {{ padding: 1px; }}
    QToolButton::menu-indicator {{ image: none; }}
    """


def _chip(t: Tokens, tone: Tone) -> str:
    ink, ground = t.of(tone)
    name = f'QPushButton[look="chip"][tone="{tone}"]'
    return f"""
    {name} {{ background: {ground}; color: {ink}; border: 1px solid {ground};
        border-radius: {RADIUS_CHIP}px; padding: 0 9px; min-height: 18px; }}
    {name}:hover, {name}:checked {{ border-color: {ink}; }}
    {name}:focus {{ border: 2px solid {t.accent}; padding: 0 8px; min-height: 16px; }}
    {name}:disabled {{ color: {t.muted}; background: {t.neutral_soft}; border-color: {t.neutral_soft}; }}
    """


def _fields(t: Tokens) -> str:
    edits = "QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox"
    focus = ", ".join(f"{each}:focus" for each in edits.split(", "))
    off = ", ".join(f"{each}:disabled" for each in edits.split(", "))
    wrong = ", ".join(f'{each}[wrong="true"]' for each in edits.split(", "))
    inner = CONTROL_HEIGHT - 2
    return f"""
    {edits} {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
        border-radius: {RADIUS}px; padding: 1px 9px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {inner - 2}px; }}
    QTextEdit, QPlainTextEdit {{ padding: 5px; }}
    {wrong} {{ border: 1px solid {t.danger}; }}
    {focus} {{ border: 2px solid {t.accent}; padding: 0 8px; }}
    QTextEdit:focus, QPlainTextEdit:focus {{ padding: 4px; }}
    {off} {{ color: {t.muted}; background: {t.neutral_soft}; }}
    QTextEdit[bare="true"], QPlainTextEdit[bare="true"], QLineEdit[bare="true"] {{ background: transparent;
        border: none; padding: 0; }}
    QLineEdit[bare="true"] {{ padding: 0 2px; min-height: 20px; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line}; outline: none;
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
    """


def _choices(t: Tokens, marks: Marks) -> str:
    return f"""
    QComboBox {{ padding: 1px 11px; }}
    QComboBox:focus {{ padding: 0 10px; }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QDateTimeEdit::drop-down {{ border: none; background: transparent; width: 28px; }}
    QDateTimeEdit::down-arrow {{ image: url("{marks.path("chevron", t.muted)}"); width: 16px; height: 16px; }}
    QComboBox::down-arrow {{ image: url("{marks.path("chevron", t.muted)}"); width: 16px; height: 16px; }}
    QCheckBox, QRadioButton {{ spacing: {GAP_SMALL}px; background: transparent; border: 2px solid transparent;
        border-radius: 6px; padding: 2px; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; background: {t.raised};
        border: 1px solid {t.muted}; border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background: {t.accent};
        border: 1px solid {t.accent}; }}
    QCheckBox::indicator:checked {{ image: url("{marks.path("tick", t.on_accent)}"); }}
    QRadioButton::indicator:checked {{ image: url("{marks.path("dot", t.on_accent)}"); }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border: 1px solid {t.line}; }}
    """


def _cards(t: Tokens) -> str:
    soft = "\n".join(
        f'QFrame[card="{tone}"] {{ background: {t.of(tone)[1]}; border: 1px solid {t.of(tone)[1]};'
        f" border-radius: {RADIUS_CARD}px; }}\n"
        f'QFrame[chip="{tone}"] {{ background: {t.of(tone)[1]}; border: none;'
        f" border-radius: {RADIUS_CHIP}px; }}"
        for tone in Tone
    )
    return f"""
    QFrame[card="plain"] {{ background: {t.raised}; border: 1px solid {t.line};
        border-radius: {RADIUS_CARD}px; }}
    {soft}
    QFrame[card="plain"][over="true"] {{ border: 2px solid {t.accent}; background: {t.accent_soft}; }}
    QFrame[rule="across"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[float="true"] {{ background: {t.raised}; border: 1px solid {t.accent};
        border-radius: {RADIUS_CARD}px; }}
    """


def _bars(t: Tokens) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ height: 10px; margin: 2px; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; border: none; width: 0; height: 0; }}
    QSplitter::handle {{ background: {t.line}; }}
    QSplitter::handle:hover {{ background: {t.accent}; }}
    QProgressBar {{ background: {t.neutral_soft}; border: none; border-radius: 3px; max-height: 6px;
        min-height: 6px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
    QAbstractItemView {{ background: {t.panel}; border: none; outline: none; }}
    QListView[bare="true"], QListView[picker="true"] {{ background: transparent; }}
    QListView[picker="true"]::item {{ padding: 0 10px; min-height: 30px; border-radius: 6px;
        color: {t.text}; }}
    QListView[picker="true"]::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QListView[picker="true"]::item:hover {{ background: {t.hover}; }}
    QListView:focus, QTableView:focus, QTreeView:focus {{ border: none; }}
    """


def _frame(t: Tokens) -> str:
    return f"""
    QLabel[brand="true"] {{ background: {t.accent}; color: {t.on_accent}; border-radius: {RADIUS}px; }}
    QFrame[rail="true"] {{ background: {t.rail}; border: none; }}
    QToolButton[rail="true"] {{ background: transparent; color: {t.rail_text}; border: 2px solid transparent;
        border-radius: {RADIUS}px; padding: 6px 2px 4px 2px; }}
    QToolButton[rail="true"]:hover {{ color: {t.rail_chosen_text}; }}
    QToolButton[rail="true"]:checked {{ background: {t.rail_chosen}; color: {t.rail_chosen_text}; }}
    QToolButton[rail="true"]:focus {{ border: 2px solid {t.accent}; }}
    QFrame[bar="top"] {{ background: {t.panel}; border: none; border-bottom: 1px solid {t.line}; }}
    QFrame[search="true"] {{ background: {t.background}; border: 1px solid {t.line};
        border-radius: {RADIUS}px; }}
    QFrame[search="true"][near="true"] {{ border: 1px solid {t.accent}; background: {t.panel}; }}
    """
