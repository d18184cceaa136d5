"""What an import remembers of millions of lines in few bytes each: keys, groups and sets, kept in arrays."""

from array import array
from collections.abc import Iterator, Mapping, Sequence

from console.imports.records import Place

NOBODY = 0xFFFF_FFFF  # the owner of a line that belongs to no record
FULL = 0.6  # of its places that a table of keys may fill
SMALLEST = 1024


class Keys:
    """Keys numbered from 0 in the order they came; some 30 bytes each, however long they are.

    A key is known by 64 bits of Python's own digest, which nobody outside can foresee. Who reads a record
    again compares the key itself, so that two keys of one digest (one chance in a million at five million
    keys) would be noticed, never joined.
    """

    def __init__(self) -> None:
        self._room = SMALLEST
        self._hashes = array("q", bytes(8 * SMALLEST))
        self._numbers = array("I", bytes(4 * SMALLEST))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, key: str) -> int:
        """Return the number of a key, a new one where it was not there."""
        digest = hash(key) or 1
        hashes, last = self._hashes, self._room - 1
        at = digest & last
        while (found := hashes[at]) != digest:
            if not found:
                hashes[at], self._numbers[at] = digest, self._count
                self._count += 1
                if self._count > FULL * self._room:
                    self._grow()
                return self._count - 1
            at = (at + 1) & last
        return self._numbers[at]

    def find(self, key: str) -> int | None:
        """Return the number of a key, None where it is not there."""
        digest = hash(key) or 1
        hashes, last = self._hashes, self._room - 1
        at = digest & last
        while (found := hashes[at]) != digest:
            if not found:
                return None
            at = (at + 1) & last
        return self._numbers[at]

    def _grow(self) -> None:
        before, numbers = self._hashes, self._numbers
        self._room *= 2
        last = self._room - 1
        self._hashes = hashes = array("q", bytes(8 * self._room))
        self._numbers = array("I", bytes(4 * self._room))
        for digest, number in zip(before, numbers, strict=True):
            if digest:
                at = digest & last
                while hashes[at]:
                    at = (at + 1) & last
                hashes[at], self._numbers[at] = digest, number


class Groups:
    """Which lines belong to each record, in their order; eight bytes a line."""

    def __init__(self, owners: Sequence[int], count: int) -> None:
        """Group lines by `owners`: the record's number at each line, NOBODY for lines of no record."""
        self._starts = starts = array("I", bytes(4 * (count + 1)))
        for owner in owners:
            if owner != NOBODY:
                starts[owner] += 1
        total = 0
        for number in range(count + 1):
            total += starts[number]
            starts[number] = total
        self._lines = lines = array("I", bytes(4 * total))
        for line in range(len(owners) - 1, -1, -1):
            owner = owners[line]
            if owner != NOBODY:
                starts[owner] -= 1
                lines[starts[owner]] = line

    def __getitem__(self, number: int) -> Sequence[int]:
        """Return the lines of a record."""
        return self._lines[self._starts[number] : self._starts[number + 1]]

    def between(self, first: int, after: int) -> Sequence[int]:
        """Return the lines of the records from `first` on, `after` not among them."""
        return self._lines[self._starts[first] : self._starts[after]]


class Places:
    """A set of lines; a bit each."""

    def __init__(self) -> None:
        self._bits: dict[str, bytearray] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, place: Place) -> bool:
        bits, (byte, bit) = self._bits.get(place.file, b""), divmod(place.line, 8)
        return byte < len(bits) and bool(bits[byte] >> bit & 1)

    def add(self, place: Place) -> bool:
        """Put a line in; tell whether it is new."""
        if place in self:
            return False
        bits, (byte, bit) = self._bits.setdefault(place.file, bytearray()), divmod(place.line, 8)
        if byte >= len(bits):
            bits.extend(bytes(byte + 1 - len(bits)))
        bits[byte] |= 1 << bit
        self._count += 1
        return True


class Faults(Mapping[int, Place]):
    """The refused line of each record that has one, by the record's number; eight bytes where any has."""

    def __init__(self) -> None:
        self._new: list[tuple[int, Place]] = []
        self._files: list[str] = []
        self._at = array("Q")  # 0, or the file's number from 1 on above the line's 40 bits

    def __len__(self) -> int:
        return sum(map(bool, self._at))

    def __iter__(self) -> Iterator[int]:
        return (number for number, at in enumerate(self._at) if at)

    def __getitem__(self, number: int) -> Place:
        at = self._at[number] if number < len(self._at) else 0
        if not at:
            raise KeyError(number)
        return Place(self._files[(at >> 40) - 1], at & ((1 << 40) - 1))

    def blame(self, number: int, place: Place) -> None:
        """Note the line for which a record is refused, if it is the first."""
        if number in self:
            return
        if place.file not in self._files:
            self._files.append(place.file)
        if number >= len(self._at):
            self._at.frombytes(bytes(8 * (number + 1 - len(self._at))))
        self._at[number] = (self._files.index(place.file) + 1 << 40) | place.line
        self._new.append((number, place))

    def found(self) -> list[tuple[int, Place]]:
        """Return what was noted since it was asked before."""
        new, self._new = self._new, []
        return new
