"""Checks that no material is a certificate that was abolished."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from guidelint.checks.base import ABSENT, Check, CheckResult, Settings, Test, here
from guidelint.finding import SEVERITIES
from guidelint.lean.regex import regex
from guidelint.lean.structs import Struct
from guidelint.lean.tuples import NamedTuple
from guidelint.record import Data
from guidelint.tables import rows
from guidelint.values.numerals import half_width

_WORDS = 40
"""Characters of a name that are looked at; a longer one is no name."""


class _Certificate(Struct):
    """`pattern`: how it is written; `only_for`, `except_for`: words that some, or no, name must have with it."""

    pattern: str
    instead: str
    severity: str
    only_for: tuple[str, ...]
    except_for: tuple[str, ...]
    since: str


class _Demand(NamedTuple):
    certificate: _Certificate
    written: str


class AbolishedCertificate(Check):
    """The name of a material asks for a certificate in the table `abolished_certificates`.

    Not reported: alternatives (或, the successor in the same name), an old certificate that is handed back
    (原…, 收回), matters about that certificate, and a proof with a similar name (税务登记证明). With
    `severity`, only entries of that severity count; info where old papers remain in use (未换照单位).
    {found}: the certificate as written; {instead}: what replaced it.
    """

    message_args = ("found", "instead", "instead_en")
    severity: Literal["", "error", "warning", "info"] = ""

    def compile(self, settings: Settings) -> Test:
        wanted, as_of = self.severity, settings.as_of

        def test(value: Any, item: Data, record: Data) -> CheckResult:
            if not isinstance(value, str):
                return ABSENT
            found = _demanded(half_width(value), record, as_of)
            if found is None or (wanted and wanted != _severity(found.certificate, value)):
                return None
            instead = found.certificate.instead
            return here(
                found=found.written,
                instead=f"，现在是{instead}" if instead else "",
                instead_en=f"; it is {instead} now" if instead else "",
            )

        return test


def _demanded(name: str, record: Data, as_of: str) -> _Demand | None:
    if len(name) > 4 * _WORDS or not _any_certificate.search(name) or _alternative.search(name):
        return None
    matter = str(record.get("name") or "")
    for certificate in _certificates():
        found = re.search(f"(?<![原旧])(?:{certificate.pattern})", name)
        about_it = re.search(certificate.pattern, matter)
        if found and not about_it and _concerns(certificate, name, matter, as_of):
            return _Demand(certificate, found[0])
    return None


def _concerns(certificate: _Certificate, name: str, matter: str, as_of: str) -> bool:
    listed = _listed.search(_in_brackets.sub("", name))
    if as_of < certificate.since or (_successor_in(certificate, name) and not listed):
        return False
    if any(word in matter or word in name for word in certificate.except_for):
        return False
    return not certificate.only_for or any(word in matter for word in certificate.only_for)


def _successor_in(certificate: _Certificate, name: str) -> bool:
    """Whether the name also contains the present certificate; if there are several for different kinds of
    authority, any of them.
    """
    papers = half_width(certificate.instead).partition("(")[0]
    return any(re.sub("(?<=权证)书$", "", paper) in name for paper in re.split("、|或者", papers) if paper)


def _severity(certificate: _Certificate, name: str) -> str:
    return "info" if _still_used.search(name) else certificate.severity


@cache
def _certificates() -> tuple[_Certificate, ...]:
    """The table, the gravest first."""
    table = (
        _Certificate(_pattern(name, spellings), instead, severity, _words(only), _words(but), since)
        for name, instead, severity, only, but, spellings, since, *_ in rows("abolished_certificates")
    )
    return tuple(sorted(table, key=lambda certificate: SEVERITIES.index(certificate.severity)))


def _pattern(name: str, spellings: str) -> str:
    """A certificate as it is written; 税务登记证明 is a proof and no 税务登记证."""
    names = f"{name}|{spellings}" if spellings else name
    return f"(?:{names})(?!明)" if name.endswith("证") else f"(?:{names})"


def _words(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("、")))


@regex
def _any_certificate() -> str:
    return "|".join(certificate.pattern for certificate in _certificates())


_alternative = regex(
    "或|/|任选|之一|统一社会信用代码|三证合一|多证合一|收回|缴回|交回|缴销|无需|不再|免提交|免于提交"
)
_in_brackets = regex(r"\((?!含|包括|和|及)[^()]*\)")
"""What stands in brackets behind a paper for those who have no such paper yet; 含 asks for it as well."""
_listed = regex("[、和及]")
"""Several papers in one name, all of them asked for."""
_still_used = regex("未换|尚未|没有换|未办理.{0,4}合一|旧证")
