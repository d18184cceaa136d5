"""Which language a letter is written in, and how its address is laid out."""

from babel import Locale, UnknownLocaleError

from console.letters.records import Recipient

WRITTEN = ("en", "ja")  # languages in which the wording of letters exists


def letter_language(asked: str) -> str:
    """Return the language to write in: the asked one where its wording exists, else English."""
    short = asked.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return short if short in WRITTEN else "en"


def is_fallback(asked: str) -> bool:
    """Answer whether the letter is not in the asked language, which it then says."""
    return bool(asked) and letter_language(asked) != asked.replace("_", "-").split("-", maxsplit=1)[0].lower()


def language_name(code: str, in_language: str) -> str:
    """Return a language's name for people: "French"; the code itself where nobody knows it."""
    try:
        name = Locale.parse(code, sep="-" if "-" in code else "_").get_language_name(in_language)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def address_block(recipient: Recipient, language: str, home: str) -> tuple[str, ...]:
    """Return the lines of the address window.

    Inside Japan a Japanese letter names the person last and with 様. Abroad, the country stands last, in
    English: the post of the country it is sent from must read it (Universal Postal Union).
    """
    name = recipient.name.strip()
    named = (f"{name} 様" if language == "ja" else name,) if name else ()
    lines = tuple(line for line in recipient.address_lines if line.strip())
    if language == "ja" and recipient.country == "JP":
        return lines + named
    country = country_name(recipient.country) if recipient.country != home else ""
    if country and not (lines and lines[-1].strip().casefold() == country.casefold()):
        lines += (country,)
    return named + lines


def country_name(code: str) -> str:
    """Return a country's English name; empty for a code that is none."""
    return str(Locale("en").territories.get(code.upper(), "")) if code else ""
