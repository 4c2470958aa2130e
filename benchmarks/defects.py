"""Seeds defects in generated guides as clerks make them; each states the rule that it breaks and the
location, as oracle.

A defect changes one area of a guide; a guide never gets two defects in one area, so that none hides another.
"""

from __future__ import annotations

import random

import defects_of_course
import defects_of_head
import defects_of_papers
from papers import Guide
from spoiling import Defect, Fault

DEFECTS: list[Defect] = [*defects_of_head.DEFECTS, *defects_of_papers.DEFECTS, *defects_of_course.DEFECTS]


def spoil(guide: Guide, rng: random.Random) -> list[Fault]:
    """Add one to four defects in different areas to a guide; returns the expected findings, unordered."""
    wanted, faults, areas = rng.randint(1, 4), [], set()
    for each in rng.sample(DEFECTS, len(DEFECTS)):
        if each.area in areas:
            continue
        path = each.spoil(guide, rng)
        if path is not None:
            areas.add(each.area)
            faults.append(Fault(each.rule, path))
        if len(faults) == wanted:
            break
    return faults
