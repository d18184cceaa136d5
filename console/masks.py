"""How personal data look to a role that reads them masked, whatever feature shows them."""

DOT = "•"
TAIL = 2  # last digits of a phone that stay readable
HEAD = 4  # first characters of a phone that stay readable: country and area


def mask_email(value: str) -> str:
    """Return the address with all but its first letter and its domain dotted: h•••••@example.com."""
    local, at, domain = value.partition("@")
    return f"{local[:1]}{DOT * 5}{at}{domain}"


def mask_phone(value: str) -> str:
    """Return the number with its middle digits dotted: +1 604 ••• ••82."""
    digits = [i for i, c in enumerate(value) if c.isdecimal()]
    hidden = set(digits[HEAD - 1 : -TAIL] if len(digits) > HEAD + TAIL else digits[:-TAIL])
    return "".join(DOT if i in hidden else c for i, c in enumerate(value))


def mask_words(value: str) -> str:
    """Return dots in place of a text; how long it was is not told."""
    return DOT * 5 if value else ""
