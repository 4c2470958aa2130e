"""SARIF locations of findings: URIs, regions in files, and paths in records."""

from __future__ import annotations

import re
from typing import Any

from guidelint.finding import Location, RecordRef, Related
from guidelint.location import Region
from guidelint.reporters.sarif.text import escape

Json = dict[str, Any]

SNIPPET_LIMIT = 500
"""Code points of a line that are still quoted; a source of one endless line would be copied per finding."""

_DRIVE = re.compile(r"[A-Za-z]:/")
_ENCODED = re.compile(r"[^A-Za-z0-9_.~/-]")


def uri(source: str) -> str:
    """The percent-encoded URI of a path with forward slashes; relative ones stay relative (RFC 3986)."""
    if _DRIVE.match(source):
        return f"file:///{source[:2]}{_quote(source[2:])}"
    if source.startswith("//"):
        return f"file:{_quote(source)}"
    if source.startswith("/"):
        return f"file://{_quote(source)}"
    return _quote(source.removeprefix("./"))


def _quote(path: str) -> str:
    """Percent-encodes a path; names that are not UTF-8 keep their bytes. `urllib.parse` takes 4 ms to load."""
    return _ENCODED.sub(_percent, path)


def _percent(character: re.Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in character[0].encode("utf-8", "surrogateescape")])


def physical(location: Location, line_text: str = "") -> Json:
    """A `physicalLocation`, with a snippet if the text of the region's first line is known.

    SARIF requires `region.snippet` to be the region's own text and `contextRegion` to be wider than it, so a
    line is split between the two, and a region of several lines has neither.
    """
    region = location.region
    body = lines_of(region)
    place: Json = {"artifactLocation": {"uri": uri(location.source)}, "region": body}
    text = _own_text(region, line_text)
    if text:
        body["snippet"] = {"text": text}
    if text and text != line_text:
        place["contextRegion"] = {"startLine": region.line, "snippet": {"text": line_text}}
    return place


def lines_of(region: Region) -> Json:
    """The four numbers of a SARIF `region` given by lines."""
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _own_text(region: Region, line_text: str) -> str:
    if len(line_text) > SNIPPET_LIMIT:
        return ""
    if region.cell is not None:
        return line_text
    if region.line != region.end_line:
        return ""
    return line_text[region.column - 1 : region.end_column - 1]


def logical(path: str, record: RecordRef | None, region: Region | None) -> list[Json]:
    """The `logicalLocations`: the path in the record, then the cell or XPath if the source has them."""
    places = [_in_record(path, record)] if path else []
    if region is not None and region.cell is not None:
        places.append(_named(region.cell, region.cell.rpartition("!")[2], "cell"))
    if region is not None and region.xpath is not None:
        kind = "attribute" if "/@" in region.xpath else "element"
        places.append(_named(region.xpath, region.xpath.rpartition("/")[2], kind))
    return places


def _in_record(path: str, record: RecordRef | None) -> Json:
    owner = "" if record is None else f"{record.code or record.name or f'#{record.index}'}/"
    kind = "object" if path == "$" else "value" if path.endswith("]") else "property"
    return _named(owner + path, path.rpartition(".")[2], kind)


def _named(full: str, name: str, kind: str) -> Json:
    return {"name": name or full, "fullyQualifiedName": full, "kind": kind}


def related(places: tuple[Related, ...]) -> list[Json]:
    """The `relatedLocations`, numbered from 0 in the order of the finding."""
    return [_related(number, place) for number, place in enumerate(places)]


def _related(number: int, place: Related) -> Json:
    region = None if place.location is None else place.location.region
    answer: Json = {"id": number}
    if place.location is not None:
        answer["physicalLocation"] = physical(place.location)
    answer["logicalLocations"] = logical(place.path, place.record, region)
    if place.message:
        answer["message"] = {"text": escape(place.message)}
    return answer
