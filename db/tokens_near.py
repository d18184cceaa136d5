"""What of a word is kept so that one typing error, or a piece from its middle, still leads to it.

A word and each of it with one letter left out are kept as numbers: two words a typing error apart (a letter
left out, put in, replaced, or two swapped) share at least one of these. `is_one_edit` then looks.
"""

from zlib import crc32

SHORTEST_KEPT = 4  # letters; every second shorter word is one error away from another
SHORTEST_TYPED = 3  # one may have been left out
SHORTEST_ENDING = 3
LONGEST_ENDING = 24


def with_one_left_out(word: str) -> set[str]:
    """Return the word with each of its letters left out in turn."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def near_keys(kind: str, word: str) -> list[int]:
    """Return the numbers under which a word is kept, and looked for, among a kind's words."""
    return sorted({crc32(f"{kind}:{form}".encode()) for form in {word, *with_one_left_out(word)}})


def is_one_edit(typed: str, kept: str) -> bool:
    """Tell whether one typing error makes one of the other."""
    if abs(len(typed) - len(kept)) > 1:
        return False
    if len(typed) != len(kept):
        shorter, longer = sorted((typed, kept), key=len)
        return shorter in with_one_left_out(longer)
    apart = [i for i, (a, b) in enumerate(zip(typed, kept, strict=True)) if a != b]
    if len(apart) != 2:  # noqa: PLR2004 -- letters that two words may swap
        return len(apart) == 1
    i, j = apart
    return j == i + 1 and (typed[i], typed[j]) == (kept[j], kept[i])


def endings(word: str) -> list[str]:
    """Return what stands from each letter but the first on; a piece from the middle begins one of these."""
    return [word[i : i + LONGEST_ENDING] for i in range(1, len(word) - SHORTEST_ENDING + 1)]
