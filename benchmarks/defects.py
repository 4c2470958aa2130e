"""What clerks do to guides: each defect says which rule it breaks and where, so that the guides are their own oracle.

A defect changes one area of a guide; a guide never gets two defects of one area, so that none hides another.
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
    """Give a guide one to four defects of different areas; what must be found, in no order."""
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
