"""What a section of a list holds: elements by their labels, list items, or materials in lines."""

from __future__ import annotations

from guidelint.readers.html.labels import Labels
from guidelint.readers.html.lines import Value, after_label, value_of
from guidelint.readers.html.material_lines import is_note
from guidelint.readers.html.materials import REMARK, Entry, in_elements, materials_of, unnumbered, values_of
from guidelint.readers.html.section import Section
from guidelint.readers.table.lists import MATERIALS, describes_element, leading_column_of, list_titled


def elements_of(section: Section, source: str, labels: Labels) -> list[dict[str, Value]]:
    """The elements of a list section with elements' labels; each other line names an element."""
    list_label = list_titled(section.label)
    found = [labels.pair(line.text) for line in section.lines] if list_label else []
    known = [
        pair[0] if pair and list_label and describes_element(pair[0], list_label) else "" for pair in found
    ]
    if not list_label or set(known) <= {"", REMARK}:
        return []  # 备注： below materials is not an element
    if known[0] == section.label and set(known[1:]) == {""}:
        return []  # the heading once more: 收费标准 over 收费标准：分为两档：
    elements: list[tuple[str, Value]] = []
    for line, pair, label in zip(section.lines, found, known, strict=True):
        lines = after_label(line, pair[1], source) if pair and label else [unnumbered(source, line)]
        value = value_of(lines, (line.start, line.end), line.node)
        elements.append((label or leading_column_of(list_label), value))
    return in_elements(elements)


def entries_of(section: Section, source: str, labels: Labels) -> list[Value] | list[Entry]:
    """The entries of a list section: its list items, or for materials the materials in its lines."""
    list_label, lines = list_titled(section.label), section.lines
    entries = section.itemised() if list_label else []
    noted = list_label == MATERIALS and any(is_note(line.text) for line in lines)
    if entries and not noted and not any(labels.split(line.text) for line in lines):
        return values_of(source, entries, section.key)
    return materials_of(source, lines, section.key) if list_label == MATERIALS and len(lines) > 1 else []
