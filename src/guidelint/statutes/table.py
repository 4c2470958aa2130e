"""The table of last articles as rows and as a file, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable

from guidelint.statutes import Statute

Row = tuple[str, ...]
ARTICLE_TABLE = "law_articles"
_HEAD = """\
# Every known text of a law with the number of its last article; made by `guidelint tables refresh`.
# version: when this text was adopted or amended; in_force: from when it holds, as the text says.
# certainty V: the articles were counted in the text itself.
# That a law stands here does not say that it is in force.
name\tcategory\tversion\tin_force\tlast_article\tcertainty\tsource
"""


def article_rows(statutes: Iterable[Statute], source: str) -> list[Row]:
    """The rows of the table of last articles, in its order. `source` says where the texts are from."""
    return sorted(
        (law.name, law.category, law.version, law.in_force, str(law.last_article), "V", source)
        for law in statutes
    )


def article_table(rows: Iterable[Row]) -> str:
    """The table as its file holds it, with what the columns mean."""
    return _HEAD + "".join("\t".join(row) + "\n" for row in rows)


def changed_rows(old: Iterable[Row], new: Iterable[Row]) -> list[tuple[str, Row]]:
    """What differs between two tables, in order: + a new text of a law, - a lost one, ~ an altered row."""
    before, after = {row[::2][:2]: row for row in old}, {row[::2][:2]: row for row in new}
    changed = [("-", row) for key, row in before.items() if key not in after]
    changed += [("+", row) for key, row in after.items() if key not in before]
    changed += [("~", row) for key, row in after.items() if before.get(key, row)[:-1] != row[:-1]]
    return sorted(changed, key=lambda line: line[1])
