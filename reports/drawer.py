"""The Drawer that main hands to the letters."""

from console.letters.records import DisputeAnswer, Drawn, LetterContent
from reports.dispute_letter import dispute_content
from reports.letter import draw_letter
from reports.readback import pictures


class Letters:
    """Draws letters with reportlab, in embedded fonts; keeps nothing between two of them."""

    def dispute_answer(self, facts: DisputeAnswer) -> Drawn:
        """Return the answer to a dispute. Raises: CannotDraw, NotAsWritten, Invalid."""
        return draw_letter(dispute_content(facts), facts.recipient.language)

    def letter(self, content: LetterContent, asked: str) -> Drawn:
        """Return any letter; `asked` is the language the person wishes. Raises: CannotDraw, NotAsWritten."""
        return draw_letter(content, asked)

    def pictures(self, pdf: bytes, width: int) -> list[bytes]:
        """Return each page of a finished letter as PNG, `width` pixels wide."""
        return pictures(pdf, width)
