"""The thirty rules as Schematron, by lxml, over one XML file of records: python by_schematron.py OUT PATH."""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
from lxml import etree, isoschematron
from shared_rules import SHARED, Shared

SINGULAR = {"legal_basis": "basis", "materials": "material", "steps": "step", "results": "result"}
"""What an element of a list is called in XML."""
_PLACE = re.compile(r"/record(?:\[(\d+)\])?")


def schematron() -> bytes:
    """The ruleset: one pattern per rule, XPath 1.0, with regular expressions replaced by tests of characters
    by position.
    """
    patterns = "".join(map(_pattern, SHARED))
    return f'<schema xmlns="http://purl.oclc.org/dsdl/schematron">{patterns}</schema>'.encode()


def _pattern(shared: Shared) -> str:
    context = "/records/record" + (f"/{shared.items}/{SINGULAR[shared.items]}" if shared.items else "")
    tested = f"({_test(shared)})"
    if shared.when:
        tested += (
            f" or not({' or '.join(f'{shared.when[0]}=&quot;{value}&quot;' for value in shared.when[1])})"
        )
    return (
        f'<pattern><rule context="{context}"><assert id="{shared.rule}" test="{tested}">{shared.rule}</assert>'
        "</rule></pattern>"
    )


def _test(shared: Shared) -> str:
    if shared.kind == "required":
        return shared.field
    if shared.kind == "any":
        return f"{shared.field} or {shared.extra[0]}"
    if shared.kind == "enum":
        return f"not({shared.field}) or " + " or ".join(
            f'{shared.field}="{each}"' for each in shared.extra
        ).replace('"', "&quot;")
    return f"not({shared.field}) or {_SHAPES[shared.rule]}"


def _digits(value: str) -> str:
    return f"not(translate({value}, '0123456789', ''))"


def _catalog(value: str) -> str:
    return (
        f"{_digits(f'substring({value}, 1, 6)')} and {_digits(f'substring({value}, 10)')} and "
        f"not(translate({value}, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', ''))"
    )


_SHAPES = {
    "identity.catalog-code": f"(string-length(catalog_code) = 12 and {_catalog('catalog_code')})",
    "identity.task-code": (
        f"(string-length(code) = 31 and contains('1234567', substring(code, 19, 1)) and "
        f"{_catalog('substring(code, 20)')} and "
        "not(translate(code, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', '')))"
    ),
    "contact.phone-area-code": (
        "(not(contains('0123456789', substring(consultation, 1, 1))) or (starts-with(consultation, '0') and "
        f"string-length(consultation) &gt; 2 and {_digits('substring(consultation, 1, 3)')}))"
    ),
}


def main() -> None:
    out, path = sys.argv[1:3]
    validator = isoschematron.Schematron(etree.fromstring(schematron()), store_report=True)
    validator.validate(etree.parse(path))
    failed = validator.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    with Path(out).open("w", encoding="utf-8") as file:
        for each in failed:
            place = _PLACE.search(each.get("location").replace("/records", "", 1))
            file.write(f"{int(place[1] or 1) - 1}\t{each.get('id')}\t\n")


if __name__ == "__main__":
    main()
