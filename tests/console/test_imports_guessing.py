"""Columns are matched to fields by their names in eight languages and by the looks of their cells."""

from pathlib import Path

import pytest

from console.imports.detecting import Guess
from console.imports.draft import House, draft, named_after
from console.imports.guessing import Place, guess_columns, guess_moments, guess_state, known_names
from console.imports.profile import profile_from
from tests.parts.exports import ORDERS, header_of, made_up, written

HOUSE = House("", "Asia/Tokyo", "JPY")


def columns(*names: str, **cells: list[str]) -> dict[str, str]:
    found = guess_columns({**{name: [] for name in names}, **cells})
    return {f"{place.entity}.{place.field}": guess.value for place, guess in found.items()}


@pytest.mark.parametrize(
    ("number", "placed", "price"),
    [
        ("Order number", "Order date", "Unit price"),
        ("注文番号", "注文日時", "単価"),
        ("订单编号", "下单时间", "单价"),
        ("訂單編號", "下單時間", "單價"),
        ("주문번호", "주문일시", "단가"),
        ("Bestellnummer", "Bestelldatum", "Einzelpreis"),
        ("Numéro de commande", "Date de commande", "Prix unitaire"),
        ("Número de pedido", "Fecha del pedido", "Precio unitario"),
        ("Número do pedido", "Data da compra", "Preço unitário"),
    ],
)
def test_columns_are_known_in_eight_languages(number: str, placed: str, price: str) -> None:
    found = columns(number, placed, price)
    assert found == {"order.number": number, "order.placed_at": placed, "item.price": price}


def test_an_email_is_known_by_its_looks_and_a_wrong_name_is_not_believed() -> None:
    found = columns(contact=["a@example.com", "b@example.org"], price=["red", "blue"])
    assert found == {"account.email": "contact"}


def test_a_guess_by_name_is_surer_than_one_by_looks() -> None:
    found = guess_columns({"E-Mail": ["a@example.com"], "x": []})
    assert found[Place("account", "email")] == Guess("E-Mail", 0.95)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["2026-11-23 14:05:00"], ""),
        (["2026/11/23"], ""),
        (["23.11.2026 14:05", "01.02.2026 09:00"], "%d.%m.%Y %H:%M"),
        (["01/02/2026", "23/11/2026"], "%d/%m/%Y"),
        (["01/02/2026", "11/23/2026"], "%m/%d/%Y"),
        (["2026年11月23日"], "%Y年%m月%d日"),
    ],
)
def test_the_form_of_dates_is_the_one_that_reads_them_all(cells: list[str], form: str) -> None:
    assert guess_moments({"d": cells}).value == form


def test_a_date_that_two_forms_read_is_doubted() -> None:
    assert guess_moments({"d": ["01/02/2026"]}).sure < 0.6


@pytest.mark.parametrize(
    ("word", "ours"),
    [("発送済み", "shipped"), ("Storniert", "cancelled"), ("wc-processing", "paid"), ("?", "")],
)
def test_a_shops_word_for_a_state_is_known_or_asked_for(word: str, ours: str) -> None:
    assert guess_state(word) == ours


def test_no_name_stands_for_two_fields_of_one_record() -> None:
    for entity, fields in known_names().items():
        every = [name for names in fields.values() for name in names]
        assert (entity, len(every)) == (entity, len(set(every)))


@pytest.mark.parametrize("shop", ["base", "eccube4", "shopify"])
def test_a_draft_for_a_real_export_is_a_profile_that_works(
    shared_data: Path, tmp_path: Path, shop: str
) -> None:
    how = ORDERS[shop]
    lines = [line for order in made_up(8) for line in how.lines(order)]
    path = tmp_path / "Export 2026.csv"
    path.write_bytes(written(header_of(shared_data, how.header), lines, how.encoding))
    profile = profile_from(draft(path, named_after(path, HOUSE)).text, "draft")
    assert (profile.name, profile.encoding) == ("export-2026", how.encoding)
    assert profile.entities.keys() >= {"account", "order", "item", "payment"}
