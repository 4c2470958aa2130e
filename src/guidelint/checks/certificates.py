"""Checks that no material is a certificate that was abolished."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar, Literal

from guidelint.checks.base import ABSENT, Check, Seen, Settings, Test
from guidelint.finding import SEVERITIES
from guidelint.record import Data
from guidelint.structs import Struct
from guidelint.tables import rows
from guidelint.values.numerals import half_width

_WORDS = 40
"""Signs of a name that are looked at; a longer one is no name."""


class _Certificate(Struct):
    name: str
    instead: str
    severity: str
    only_for: tuple[str, ...]
    since: str


class AbolishedCertificate(Check):
    """The name of a material asks for a certificate of the table `abolished_certificates`.

    Passed over: another paper that will do (或, the successor in the same name), the old one that is handed
    back (原…, 收回), matters about that certificate. With `severity`, only those of that severity count; info
    where old papers stay in use (未换照单位). {found}: the certificate; {instead}: what replaced it.
    """

    kind: ClassVar[str] = "abolished_certificate"
    says: ClassVar[tuple[str, ...]] = ("found", "instead", "instead_en")
    severity: Literal["", "error", "warning", "info"] = ""

    def compile(self, settings: Settings) -> Test:
        wanted, as_of = self.severity, settings.as_of

        def test(value: Any, item: Data, record: Data) -> Seen:
            if not isinstance(value, str):
                return ABSENT
            found = _demanded(half_width(value), record, as_of)
            if found is None or (wanted and wanted != _severity(found, value)):
                return None
            instead = found.instead
            return [
                (
                    None,
                    {
                        "found": found.name,
                        "instead": f"，现在是{instead}" if instead else "",
                        "instead_en": f"; it is {instead} now" if instead else "",
                    },
                )
            ]

        return test


def _demanded(name: str, record: Data, as_of: str) -> _Certificate | None:
    if len(name) > 4 * _WORDS or not _any_certificate().search(name) or _alternative().search(name):
        return None
    matter = str(record.get("name") or "")
    for certificate in _certificates():
        found = re.search(rf"(?<![原旧]){certificate.name}", name)
        if found and certificate.name not in matter and _concerns(certificate, name, matter, as_of):
            return certificate
    return None


def _concerns(certificate: _Certificate, name: str, matter: str, as_of: str) -> bool:
    also = certificate.instead and half_width(certificate.instead).partition("(")[0] in name
    if as_of < certificate.since or (also and not _listed().search(name)):
        return False
    return not certificate.only_for or any(word in matter for word in certificate.only_for)


def _severity(certificate: _Certificate, name: str) -> str:
    return "info" if _still_used().search(name) else certificate.severity


@cache
def _certificates() -> tuple[_Certificate, ...]:
    """The table, the gravest first."""
    table = (
        _Certificate(name, instead, severity, tuple(filter(None, only.split("、"))), since)
        for name, instead, severity, only, since, *_ in rows("abolished_certificates")
    )
    return tuple(sorted(table, key=lambda certificate: SEVERITIES.index(certificate.severity)))


@cache
def _any_certificate() -> re.Pattern[str]:
    return re.compile("|".join(certificate.name for certificate in _certificates()))


@cache
def _alternative() -> re.Pattern[str]:
    return re.compile(
        "或|/|任选|之一|统一社会信用代码|三证合一|多证合一|收回|缴回|交回|缴销|无需|不再|免提交|免于提交"
    )


@cache
def _listed() -> re.Pattern[str]:
    """Several papers in one name, all of them asked for."""
    return re.compile("[、和及]")


@cache
def _still_used() -> re.Pattern[str]:
    return re.compile("未换|尚未|没有换|未办理.{0,4}合一|旧证")
