"""Validates codes of authorities and matters: unified social credit code, catalogue, task and handling-item
codes.

Encoded: GB 32100-2015 (alphabet, weights, check character), GB 11714 (the organisation code, characters 9 to
17), and the structure of matter codes used by public services (12, 31 and 33 characters). Codes are taken as
written except for surrounding blanks; full-width characters are outside every alphabet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from guidelint.lean.regex import regex

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

CreditCodeProblem = Literal["length", "alphabet", "check", "organisation", "organisation9"]
CatalogCodeProblem = Literal["length", "alphabet", "digits"]
TaskCodeProblem = Literal["length", "alphabet", "level", "catalog"]
ItemCodeProblem = Literal["length", "task", "sequence"]

_ROUNDED = regex(r"\d(?:\.\d+)?[Ee]\+\d{2}")


def is_rounded(code: str) -> bool:
    """Whether a code was converted to a number by a spreadsheet program: 1.14306E+31."""
    return "+" in code and _ROUNDED.fullmatch(code.strip()) is not None


@lru_cache(maxsize=4096)
def uscc_problem(code: str) -> CreditCodeProblem | None:
    """Why a text is no unified social credit code (18 characters); None if it is one.

    organisation9: the nine-character organisation code used before 2015. alphabet: one of I O S V Z, a
    lower-case letter or another character. check: character 18 (GB 32100). organisation: character 17 (GB
    11714).
    """
    code = code.strip()
    if _organisation_code.fullmatch(code):
        return "organisation9"
    if len(code) != 18:
        return "length"
    if any(character not in _CHARACTERS for character in code):
        return "alphabet"
    total = sum(
        weight * _CHARACTERS.index(character) for weight, character in zip(_WEIGHTS, code[:17], strict=True)
    )
    if _CHARACTERS[-total % 31] != code[17]:
        return "check"
    return None if _check_character(code[8:16]) == code[16] else "organisation"


def catalog_code_problem(code: str) -> CatalogCodeProblem | None:
    """Why a text is no catalogue code: 2 characters region, 2 kind, 2 department, 3 sequence, 3 sub-item (00Y
    for an item that has sub-items).

    alphabet: a character that no such code has (I O S V Z, lower-case letters); digits: a letter outside the
    sequence.
    """
    code = code.strip()
    if len(code) != 12:
        return "length"
    if any(character not in _CHARACTERS for character in code):
        return "alphabet"
    return None if code[:6].isdigit() and (code[9:].isdigit() or code[9:] == "00Y") else "digits"


@lru_cache(maxsize=1024)
def task_code_problem(code: str) -> TaskCodeProblem | None:
    """Why a text does not have the structure of a task code: credit code (18 characters), level 1 to 7,
    catalogue code.

    Check characters are tested by `uscc_problem` on the first part.
    """
    if _task_code.fullmatch(code):
        return None
    code = code.strip()
    if len(code) != 31:
        return "length"
    if any(character not in _CHARACTERS for character in code[:18]):
        return "alphabet"
    if code[18] not in "1234567":
        return "level"
    return "catalog" if catalog_code_problem(code[19:]) else None


def handle_item_code_problem(code: str, task_code: str) -> ItemCodeProblem | None:
    """Why a text is no handling-item code: the task code and two digits.

    If `task_code` is empty, the first 31 characters must have the structure of one.
    """
    code, task_code = code.strip(), task_code.strip()
    if len(code) != 33:
        return "length"
    if (task_code and code[:31] != task_code) or task_code_problem(code[:31]):
        return "task"
    return None if code[31:].isascii() and code[31:].isdigit() else "sequence"


def split_task_code(code: str) -> tuple[str, str, str] | None:
    """Credit code, level and catalogue code of a task code with the right structure; else None."""
    code = code.strip()
    return None if task_code_problem(code) else (code[:18], code[18], code[19:])


def _check_character(characters: str) -> str:
    pairs = zip(_ORGANISATION_WEIGHTS, characters, strict=True)
    rest = 11 - sum(weight * int(character, 36) for weight, character in pairs) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


_task_code = regex(f"[{_CHARACTERS}]{{18}}[1-7][0-9]{{6}}[{_CHARACTERS}]{{3}}[0-9]{{3}}")
_organisation_code = regex("[0-9A-Z]{8}-?[0-9X]")
