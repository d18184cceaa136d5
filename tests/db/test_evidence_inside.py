"""What lies in an archive or an office file is kept with its row, its beginning alone."""

from console.access import Role
from console.evidence.actions import evidence_of
from console.evidence.records_inside import Inside, Listed, Remark
from db.evidence_inside import FILES, LINES, packed, unpacked
from db.work import SqlBackend
from tests.parts import files, office
from tests.parts.world import settle


def test_what_is_kept_is_read_again_less_what_a_card_does_not_show() -> None:
    whole = Inside(
        "t", "a", ("s",), ("l",) * 60, (Listed("箱.jpg", 2**40),) * 60, 60, 2**50, (Remark.BOMB, Remark.CUT)
    )
    kept = unpacked(packed(whole))
    assert kept is not None
    assert (kept.lines, kept.files) == (("l",) * LINES, (Listed("箱.jpg", 2**40),) * FILES)
    assert (kept.title, kept.author, kept.parts, kept.count) == ("t", "a", ("s",), 60)
    assert (kept.total, kept.remarks) == (2**50, (Remark.BOMB, Remark.CUT))
    assert (packed(None), unpacked(None)) == (None, None)


def test_an_office_file_tells_its_first_lines_after_it_was_taken_in(backend: SqlBackend) -> None:
    world = settle(backend)
    case = world.case()
    files.evidence(world, office.word(["The box is crushed."]), case, name="letter.docx")
    (evidence,) = evidence_of(world.backend, world.actor(Role.AGENT), case.id)
    assert evidence.inside is not None
    assert evidence.inside.lines == ("The box is crushed.",)
