"""What people type into the search field, drawn from what a store holds."""

import random

from sqlalchemy import text

from benchmarks.store import Size
from db.work import SqlWork

QUERIES = 200  # of each kind
COMMON_NAMES = ("yama", "y", "naka", "k", "mi", "ta", "sa", "an", "ma", "山", "田", "花")
COMMON_THINGS = (
    "teapot",
    "figure",
    "small red",
    "large black",
    "doll",
    "kettle blue",
    "s",
    "急須",
    "crushed",
)
LATIN = "SELECT text FROM account_name WHERE account_id = :id AND text GLOB '[A-Z]* *' LIMIT 1"
KANJI = "SELECT text FROM account_name WHERE account_id = :id AND text GLOB '[一-龠]*' LIMIT 1"
KANA = "SELECT text FROM account_name WHERE account_id = :id AND text GLOB '[ァ-ヺ]*' LIMIT 1"
MAIL = "SELECT value FROM account_contact WHERE account_id = :id AND kind = 'e-mail'"
PHONE = "SELECT value FROM account_contact WHERE account_id = :id AND kind = 'phone'"
STREET = "SELECT city || lines FROM account_address WHERE account_id = :id"
PRODUCT = "SELECT product FROM order_item WHERE order_id = :id LIMIT 1"
ORDER = "SELECT number FROM shop_order WHERE id = :id"
TRACKING = "SELECT tracking FROM parcel WHERE id = :id"


class Samples:
    """Draws what is typed; the same dice draw the same."""

    def __init__(self, work: SqlWork, size: Size, dice: random.Random) -> None:
        self._work, self._most, self._dice = work, size.accounts, dice

    def texts(self, sql: str, count: int = QUERIES) -> list[str]:
        """Return `count` texts of a column; `sql` gives one by :id."""
        found: list[str] = []
        while len(found) < count:
            row = self._work.session.execute(text(sql), {"id": self._dice.randint(1, self._most)}).first()
            if row and row[0]:
                found.append(row[0])
        return found

    def keystrokes(self, texts: list[str]) -> list[str]:
        """Return every beginning of the texts, as many as are measured."""
        typed = [t[:n] for t in texts for n in range(1, len(t) + 1)]
        return self._dice.sample(typed, min(QUERIES, len(typed)))

    def kinds(self) -> dict[str, list[str]]:
        """Return the queries by kind."""
        kanji_names = [n.replace(" ", "") for n in self.texts(KANJI)]
        return {
            "order number": self.texts(ORDER),
            "every keystroke of an order number": self.keystrokes(self.texts(ORDER, 60)),
            "tracking": self.texts(TRACKING),
            "phone, last four": [t[-4:] for t in self.texts(PHONE)],
            "name, two tokens": self.texts(LATIN),
            "two kanji inside a name": [
                n[i : i + 2] for n in kanji_names for i in [self._dice.randrange(len(n) - 1)]
            ],
            "every keystroke of a name": self.keystrokes(
                self.texts(LATIN, 60) + self.texts(KANJI, 60) + self.texts(KANA, 60)
            ),
            "every keystroke of an e-mail": self.keystrokes(self.texts(MAIL, 60)),
            "product words": [" ".join(self._some(t.split(), 2)) for t in self.texts(PRODUCT)],
            "14 characters of an address": [t[:14] for t in self.texts(STREET)],
            "several common words": [
                f"{self._dice.choice(COMMON_NAMES)} {self._dice.choice(COMMON_THINGS)}"
                for _ in range(QUERIES)
            ],
            "name with a typing error": [self._mistyped(t) for t in self.texts(LATIN)],
            "piece from inside an e-mail": [t[2 : t.index("@") + 3] for t in self.texts(MAIL)],
        }

    def _some(self, words: list[str], count: int) -> list[str]:
        return self._dice.sample(words, min(count, len(words)))

    def _mistyped(self, name: str) -> str:
        """Return a name with two letters of its last word swapped."""
        at = self._dice.randrange(name.rindex(" ") + 1, len(name) - 1)
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
