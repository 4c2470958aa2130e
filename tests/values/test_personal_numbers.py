"""Identity numbers, bank cards and mobiles in a form, and how a report shows them."""

from __future__ import annotations

import pytest

from guidelint.tables import data_folder
from guidelint.values.identity.identity_number import (
    find_identity_numbers,
    identity_problem,
    is_specimen_number,
)
from guidelint.values.identity.personal_numbers import (
    find_bank_cards,
    find_personal_numbers,
    has_check_digit,
    is_specimen_card,
)

EVERY = frozenset(("identity_number", "bank_card", "mobile"))
NUMBERS = [
    ("430623199003074215", None),
    ("11010519491231002X", None),
    ("11010519491231002x", None),
    ("440524188001010014", None),
    ("430623199003074216", "check"),
    ("430623199002304215", "date"),
    ("430623199013014215", "date"),
    ("430623220003074215", "date"),
    ("430623170003074215", "date"),
    ("170623199003074215", "region"),
    ("43062319900307421Y", "sign"),
    ("43062319900307X215", "sign"),
    ("930623199003074215", "sign"),
    ("43062319900307421", "length"),
    ("430623900307421", "length"),
    ("４３０６２３１９９００３０７４２１５", "sign"),
]


@pytest.mark.parametrize(("number", "problem"), NUMBERS)
def test_what_an_identity_number_lacks(number: str, problem: str | None) -> None:
    assert identity_problem(number) == problem


def test_every_province_of_the_table_of_divisions_has_identity_numbers() -> None:
    divisions = (data_folder() / "region_codes.txt").read_text("utf-8").splitlines()
    provinces = {code[:2] for code in divisions if code[:2].isdigit()} - {"10"}  # 100000 is the country
    assert len(provinces) > 30
    assert {p for p in provinces if identity_problem(f"{p}0623199003074215") == "region"} == set()


IN_TEXTS = [
    ("身份证号430623199003074215。", ["430623199003074215"]),
    ("４３０６２３１９９００３０７４２１５", ["430623199003074215"]),
    ("4\t3\t0\t6\t2\t3\t1\t9\t9\t0\t0\t3\t0\t7\t4\t2\t1\t5\t", ["430623199003074215"]),
    ("430623199003074216", ["430623199003074216"]),
    ("430623********4215", []),
    ("430623XXXXXXXXXXXX", []),
    ("1430623199003074215", []),
    ("4306231990030742150", []),
    ("A430623199003074215", []),
    ("134306235074069319", []),
]


@pytest.mark.parametrize(("text", "numbers"), IN_TEXTS)
def test_identity_numbers_are_found_in_a_text(text: str, numbers: list[str]) -> None:
    assert find_identity_numbers(text) == numbers


LUHN = [
    ("79927398713", True),
    ("79927398710", False),
    ("6228480402564890018", True),
    ("6228480402564890081", False),
    ("0", False),
    ("", False),
    ("６２", False),
]


@pytest.mark.parametrize(("number", "expected"), LUHN)
def test_the_check_digit_of_a_card(number: str, expected: bool) -> None:
    assert has_check_digit(number) is expected


CARDS = [
    ("卡号6228480402564890018", ["6228480402564890018"]),
    ("6228 4804 0256 4890 018", ["6228480402564890018"]),
    ("4111-1111-1111-1111", ["4111111111111111"]),
    ("6228480402564890017", []),
    ("6228********0018", []),
    ("0000000000000000", []),
    ("7992739871300000", []),
    ("62284804025648900185", []),
    ("430623199003074215", []),
    ("430623199003074216", []),
    ("编码 6228480402564890018A", []),
]


@pytest.mark.parametrize(("text", "numbers"), CARDS)
def test_cards_are_found_in_a_text(text: str, numbers: list[str]) -> None:
    assert find_bank_cards(text) == numbers


def test_an_identity_number_is_no_card_even_with_a_luhn_digit() -> None:
    number = next(n for d in range(10) if has_check_digit(n := f"43062319900307421{d}"))
    assert find_bank_cards(number) == []


SPECIMENS = [
    ("11010519491231002X", True),
    ("110101199003071233", True),
    ("123456199003074215", True),
    ("430623199003074215", False),
    ("430623199001011234", False),
]


@pytest.mark.parametrize(("number", "expected"), SPECIMENS)
def test_a_number_that_everybody_knows_is_made_up(number: str, expected: bool) -> None:
    assert is_specimen_number(number) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("4111111111111111", True), ("6222021234567890123", True), ("6228480402564890018", False)],
)
def test_a_card_that_everybody_knows_is_made_up(number: str, expected: bool) -> None:
    assert is_specimen_card(number) is expected


SHOWN = [
    ("430623199003074215", [("430623********4215", False)]),
    ("13800138000", [("138****8000", True)]),
    ("13973012468", [("139****2468", False)]),
    ("13912345678", [("139****5678", True)]),
    ("13088888888", [("130****8888", True)]),
    ("6228480402564890018", [("622848*********0018", False)]),
    ("13973012468，13973012468", [("139****2468", False)]),
    ("0730-4221234 12345 430623199003074216", []),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_a_report_shows_numbers_masked(text: str, shown: list[tuple[str, bool]]) -> None:
    assert [(n.masked, n.made_up) for n in find_personal_numbers(text, EVERY)] == shown


def test_an_identity_number_with_a_wrong_check_sign_is_like_one() -> None:
    found = find_personal_numbers("430623199003074216", frozenset(("identity_like",)))
    assert [number.sort for number in found] == ["identity_like"]
