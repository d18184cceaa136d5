"""A case in work: who it is, what can be done, what stands on the timeline."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from console.access import Role
from console.cases.actions import timeline_of
from console.cases.labels import CHANNEL
from console.cases.records import CaseState, Channel, EntryKind
from console.customers.actions import reveal_account
from console.disputes.facts_actions import record_product
from console.disputes.guidance import Citation
from console.disputes.records import IdentityCheck, Kind, Question
from console.letters.actions import hand_over_letter
from console.letters.records_register import KeptAddress, Letter, NewLetter
from console.money import Money
from tests.parts.accessibility import assert_named, assert_reading_order
from tests.parts.disputes import decided, opened, ready
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.labels import Label
from widgets.kit.masked import Masked
from widgets.screens.queue.chips import ChipRow

pytestmark = pytest.mark.window


def email(bench: Bench) -> Masked:
    card = bench.screen.context.customer
    assert card is not None
    return next(iter(card.contacts.values()))


def answer_why(bench: Bench, reason: str) -> None:
    field = bench.dialog().findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText(reason)
    bench.press("Reveal")


def issued(here: World, case_id: int) -> Letter:
    """Return a letter that is issued on a decided case."""
    with here.backend.begin() as work:
        decision = work.disputes.get(case_id).decision
        assert decision is not None
        new = NewLetter(
            case_id=case_id,
            template="dispute-answer",
            asked="ja",
            language="ja",
            to=KeptAddress("Hanako Yamada", ("12 Example Street",), "CA", "ja"),
            sha256="0" * 64,
            pdf=b"%PDF-1.7 made up",
            pages=1,
            decision_id=decision.id,
            issued_by=here.actor(Role.AGENT).operator_id,
            issued_at=here.backend.now(),
        )
        letter = work.letters.add(new)
        agent = here.actor(Role.AGENT).operator_id
        work.timeline.add(case_id, here.backend.now(), EntryKind.LETTER, agent, f"letter:{letter.id}")
        return letter


def test_contact_data_are_masked_until_a_reason_is_given(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    assert "hanako" not in email(bench).shown
    email(bench)._eye.click()
    answer_why(bench, "The customer is on the line")
    bench.until(lambda: email(bench).shown == "hanako@example.com")


def test_a_reveal_stands_on_the_timeline_of_its_case(sit: Open, here: World) -> None:
    bench = sit()
    case_id = opened(here).case.id
    bench.show(case_id)
    email(bench)._eye.click()
    answer_why(bench, "The customer is on the line")
    told = "Personal data revealed: The customer is on the line · agent one"
    bench.until(lambda: any(e.title == told for e in bench.screen.work.timeline._entries))
    assert timeline_of(here.backend, here.actor(Role.AGENT), case_id)[-1].kind is EntryKind.REVEAL


def test_a_reason_is_asked_once_a_case(sit: Open, here: World) -> None:
    case_id = opened(here).case.id
    reveal_account(here.backend, here.actor(Role.AGENT), here.account_id, reason="call", case_id=case_id)
    bench = sit()
    bench.show(case_id)
    assert "hanako" not in email(bench).shown
    email(bench)._eye.click()
    assert email(bench).shown == "hanako@example.com"


def test_stepping_back_from_the_reason_shows_nothing(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    email(bench)._eye.click()
    bench.dialog().reject()
    bench.quiet()
    assert "hanako" not in email(bench).shown


def test_an_auditor_finds_nothing_to_press(sit: Open, here: World) -> None:
    bench = sit(Role.AUDITOR)
    bench.show(ready(here))
    head = bench.screen.work.head
    assert not any(b.isVisible() for b in (head.assign, head.decide, head.letter, head.close_case))
    assert not bench.screen.work.composer.isVisible()
    assert not bench.screen.context.asked.record.isEnabled()


def test_a_case_is_renamed_where_it_stands_and_back(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here, title="Box").case.id)
    bench.key(Qt.Key.Key_F2)
    bench.typed("Box crushed")
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: bench.page.case.title == "Box crushed")
    bench.undo()
    bench.until(lambda: bench.page.case.title == "Box")


def test_a_case_is_given_to_a_colleague_and_back(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_A)
    picker = bench.picker()
    assert [picker.list.item(i).text() for i in range(2)] == ["privacy-officer one", "supervisor one"]
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: bench.page.case.owner_id == here.actor(Role.SUPERVISOR).operator_id)
    bench.undo()
    bench.until(lambda: bench.page.case.owner_id == here.actor(Role.AGENT).operator_id)


def test_a_decided_case_is_closed_and_open_again(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(decided(here))
    bench.screen.work.head.close_case.click()
    bench.until(lambda: bench.page.case.state is CaseState.CLOSED)
    assert not bench.screen.work.composer.isVisible()
    bench.undo()
    bench.until(lambda: bench.page.case.state is CaseState.DECIDED)


def test_the_order_stands_as_it_was_and_says_what_changed(sit: Open, here: World) -> None:
    case_id = opened(here).case.id
    with here.backend.begin() as work:
        order = work.orders.get(here.order_id)
        items = tuple(replace(i, price=Money(50_000, "JPY")) for i in order.items)
        work.orders.save(replace(order, items=items))
    bench = sit()
    bench.show(case_id)
    words = " ".join(label.text() for label in bench.screen.context._order.findChildren(Label))
    assert "¥48,600 · alipay" in words
    assert "Since the dispute was opened: amount, items" in words


def test_each_fact_refreshes_what_the_policy_says(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    asked = bench.screen.context.asked
    assert bench.screen.context._blocks.isVisible()
    bench.screen.verbs.identity(IdentityCheck.PHONE)
    bench.until(lambda: bench.page.dispute.identity)
    asked.product.setPlainText("A figure in a crushed box")
    asked.record.click()
    bench.until(lambda: bench.page.dispute.product)
    bench.until(lambda: not bench.page.view.guidance.blocks)
    assert not bench.screen.context._blocks.isVisible()


def test_an_answer_pressed_again_is_taken_back(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(ready(here))
    row = bench.screen.context.asked.questions._rows[Question.ITEM_DAMAGED]
    assert isinstance(row, ChipRow)
    row._chips["no"].click()
    bench.until(lambda: bench.page.dispute.answer(Question.ITEM_DAMAGED) == "no")
    row._chips["no"].click()
    bench.until(lambda: bench.page.dispute.answer(Question.ITEM_DAMAGED) is None)


def test_evidence_is_ticked_and_undone(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(ready(here))
    asked, tick = next(iter(bench.screen.context.asked.evidence._ticks.items()))
    tick.click()
    bench.until(lambda: [s.asked for s in bench.page.dispute.shown] == [asked])
    bench.undo()
    bench.until(lambda: not bench.page.dispute.shown and not tick.isChecked())


def test_the_kind_can_be_changed_while_nothing_is_decided(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(ready(here))
    bench.screen.verbs.kind(Kind.QUALITY)
    bench.until(lambda: (bench.page.view.guidance.citation or Citation("", (), "")).clause == "D-02")
    assert "Kind changed: Quality or function · agent one" in " ".join(bench.titles())


def test_the_product_field_keeps_what_was_refused(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    asked = bench.screen.context.asked
    asked.product.setPlainText("x" * 4_001)
    asked.record.click()
    bench.until(lambda: asked.product_problem.text)
    assert len(asked.product.toPlainText()) == 4_001


def test_the_timeline_tells_facts_and_decisions_in_words(sit: Open, here: World) -> None:
    case_id = decided(here)
    bench = sit()
    bench.show(case_id)
    told = " | ".join(bench.titles())
    assert "山田 花子 · Hanako Yamada · Another way · dispute opened · agent one" in told
    assert "Identity checked: Answered from the verified e-mail address · agent one" in told
    assert "Decided: Decline with reason · agent one" in told


def test_a_fact_taken_back_stays_struck_out(sit: Open, here: World) -> None:
    case_id = ready(here)
    record_product(here.backend, here.actor(Role.AGENT), case_id, None)
    bench = sit()
    bench.show(case_id)
    entries = bench.screen.work.timeline._entries
    assert [e.withdrawn for e in entries if e.title.startswith("What the product")] == [True]


def test_a_letter_is_made_void_from_the_timeline_and_back(sit: Open, here: World) -> None:
    case_id = decided(here)
    letter = issued(here, case_id)
    bench = sit()
    bench.show(case_id)
    bench.screen.letters.do("void", letter.id)
    bench.until(lambda: bench.page.letters[letter.id].state.value == "void")
    bench.undo()
    bench.until(lambda: bench.page.letters[letter.id].state.value == "issued")


def test_a_letter_is_handed_over_from_the_timeline(sit: Open, here: World) -> None:
    case_id = decided(here)
    letter = issued(here, case_id)
    bench = sit()
    bench.show(case_id)
    bench.screen.letters.do("hand-over", letter.id)
    bench.press("Record")
    bench.until(lambda: bench.page.case.state is CaseState.ANSWERED)
    assert f"Letter handed over: {CHANNEL[Channel.LETTER]}, agent one" in " ".join(bench.titles())


def test_a_hand_over_taken_back_can_be_undone(sit: Open, here: World) -> None:
    case_id = decided(here)
    letter = issued(here, case_id)
    agent = here.actor(Role.AGENT)
    now = here.backend.now()
    hand_over_letter(here.backend, agent, letter.id, channel=Channel.PHONE, at=now, person="Post office")
    bench = sit()
    bench.show(case_id)
    bench.screen.letters.do("take-back", letter.id)
    bench.until(lambda: bench.page.case.state is CaseState.DECIDED)
    bench.undo()
    bench.until(lambda: bench.page.case.state is CaseState.ANSWERED)


def test_escape_leads_back_to_the_queue_and_enter_to_recording(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_Return)
    assert bench.screen.work.composer.editors["note"].hasFocus()
    bench.key(Qt.Key.Key_Escape)
    assert bench.screen.queue.list.hasFocus()


def test_the_way_to_letter_and_customer(sit: Open, here: World) -> None:
    bench = sit()
    case_id = decided(here)
    bench.show(case_id)
    bench.screen.work.head.setFocus()
    bench.key(Qt.Key.Key_W)
    bench.key(Qt.Key.Key_B)
    assert bench.went == [("letter", case_id), ("customer", here.account_id)]


def test_every_control_has_a_name(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(ready(here))
    assert_named(bench.screen)
    bench.screen.work.decide()
    assert_named(bench.screen)


def test_tab_follows_reading_order_in_each_pane(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(ready(here))
    for pane in (bench.screen.queue, bench.screen.work.head, bench.screen.work.composer):
        assert_reading_order(pane)


def test_every_verb_stands_in_the_palette_with_a_key_of_its_own(sit: Open) -> None:
    commands = sit().screen.commands()
    keys = [command.key for command in commands]
    assert all(keys)
    assert len(set(keys)) == len(keys)
