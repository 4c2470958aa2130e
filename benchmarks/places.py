"""The counties and authorities of generated guides: names, codes with true check characters, windows."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import NamedTuple

from words import AREA_CODES, COUNTY_SIGNS, HOURS, OFFICES, REGION_CODES, STREETS, TOWNS

COUNTY = 3382
"""So many guides has a county; guide 3382 is the first of the second."""
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class Window(NamedTuple):
    """A window of an authority."""

    name: str
    location: str
    hours: str
    phone: str


class Body(NamedTuple):
    """One office of one county; `complaint` is never the number of one of its windows."""

    name: str
    code: str
    county: str
    region_code: str
    area_code: str
    complaint: str
    subjects: tuple[str, ...]
    windows: tuple[Window, ...]


def county_name(county: int) -> str:
    """The name of an invented county: two characters, more from the four hundredth on; no two are alike."""
    signs = len(COUNTY_SIGNS)
    rest, second = divmod(county, signs)
    rest, first = divmod(rest, signs)
    name = COUNTY_SIGNS[(first + 3 * second) % signs] + COUNTY_SIGNS[(second * 7 + 3) % signs]
    while rest:
        rest, more = divmod(rest, signs)
        name += COUNTY_SIGNS[more]
    return f"{name}县"


@lru_cache(maxsize=256)
def body(county: int, office: int) -> Body:
    """One of the thirty authorities of a county, always the same."""
    rng = random.Random(county * 100 + office)
    name = county_name(county)
    region = REGION_CODES[county % len(REGION_CODES)]
    area = AREA_CODES[region[:4]]
    first = 4_000_000 + county % 1000 * 1000 + office * 10
    return Body(
        f"{name}{OFFICES[office].name}",
        credit_code(region, county * 100 + office),
        name,
        region,
        area,
        rng.choice((f"{area}-{first + 9}", f"{area}-{first + 9}；12345", "12345")),
        OFFICES[office].subjects,
        tuple(_window(rng, name, area, office, number, first) for number in range(rng.randint(1, 4))),
    )


def _window(rng: random.Random, county: str, area: str, office: int, number: int, first: int) -> Window:
    door = f"{county}{rng.choice(TOWNS)}{rng.choice(STREETS)}{rng.randint(1, 300)}号"
    where = rng.choice(
        (
            f"县政务服务中心{rng.randint(1, 4)}楼{office + 1}号窗口",
            f"办公楼{rng.randint(1, 3)}楼{rng.randint(101, 120)}室",
        )
    )
    phone = rng.choice((f"{area}-{first + number}", f"{area}-{first + number}", f"{area}{first + number}"))
    return Window(f"{number + 1}号窗口", f"{door}{where}", rng.choice(HOURS), phone)


def credit_code(region: str, serial: int) -> str:
    """A unified social credit code with true check characters (GB 32100, GB 11714)."""
    organisation = f"{serial + 600_000:08d}"
    rest = 11 - sum(w * int(s) for w, s in zip(_ORGANISATION_WEIGHTS, organisation, strict=True)) % 11
    code = f"11{region}{organisation}{ {10: 'X', 11: '0'}.get(rest, str(rest)) }"
    total = sum(weight * SIGNS.index(sign) for weight, sign in zip(_WEIGHTS, code, strict=True))
    return code + SIGNS[-total % 31]


def catalog_code(kind: int, office: int, serial: int) -> str:
    """A catalogue code: 43, two digits for the kind, two for the office, three characters and three digits."""
    sequence, sub = divmod(serial, 1000)
    high, low = divmod(sequence, 961)
    signs = SIGNS[high % 31] + SIGNS[low // 31] + SIGNS[low % 31]
    return f"43{kind:02d}{office + 10:02d}{signs}{sub:03d}"
