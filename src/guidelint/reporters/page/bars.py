"""Bar charts as inline SVG, without libraries or network, and with alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidelint.reporters.page.markup import element, escaped

_WIDTH = 1000
_HEIGHT = 20


def stacked(parts: Mapping[str, int], title: str, texts: Mapping[str, str], whole: int = 0) -> str:
    """One stacked bar, its parts by CSS class; `texts` gives the text of each part.

    `whole` is the number that fills the bar (default: the sum), so that the bars of a table are comparable.
    """
    described = " · ".join(f"{texts[name]} {count}" for name, count in parts.items())
    whole = max(whole, sum(parts.values()), 1)
    return _svg(title, described, "".join(_parts(parts, whole)))


def meter(percent: float, bound: float, title: str, texts: str) -> str:
    """A bar for a percentage, with a line at the required value; no bar below 0."""
    width = round(max(0.0, min(100.0, percent)) * _WIDTH / 100)
    kind = "met" if percent >= bound else "unmet"
    line = round(bound * _WIDTH / 100)
    marks = _rectangle(0, width, kind) + _rectangle(line - 2, 4, "bound")
    return _svg(title, texts, marks)


def legend(texts: Mapping[str, str]) -> str:
    """The legend: colour swatches with texts."""
    items = (
        element("li", f'<span class="swatch {name}"></span>{escaped(text)}') for name, text in texts.items()
    )
    return element("ul", "".join(items), class_="legend")


def _parts(parts: Mapping[str, int], whole: int) -> Iterator[str]:
    start = done = 0
    for name, count in parts.items():
        done += count
        end = done * _WIDTH // whole
        if count:
            yield _rectangle(start, max(end - start, 2), name)
        start = end


def _rectangle(x: int, width: int, kind: str) -> str:
    return f'<rect class="{kind}" x="{x}" y="0" width="{width}" height="{_HEIGHT}"/>'


def _svg(title: str, described: str, marks: str) -> str:
    return (
        f'<svg role="img" class="bar" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none">'
        f"<title>{escaped(title)} · {escaped(described)}</title><desc>{escaped(described)}</desc>"
        f'<rect class="track" x="0" y="0" width="{_WIDTH}" height="{_HEIGHT}"/>{marks}</svg>'
    )
