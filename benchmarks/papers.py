"""Generates the materials that a guide requires."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

from matters import CITATIONS, Matter, citation
from words import (
    CERTIFICATES,
    HOLDERS,
    NOTES,
    OFFICES,
    OWN_KINDS,
    OWN_PAPERS,
    PERSONAL,
    REPORT_SCOPES,
    REPORTS,
    SUBJECT_PAPERS,
)

Guide = dict[str, Any]
SITE = "https://zwfw.example.gov.cn"
PAPER_FORMS = ("纸质", "纸质/电子化", "电子化")


def materials(matter: Matter, rng: random.Random) -> list[Guide]:
    """The matter's form and two to six documents, all with different names."""
    made = [_form(matter, rng)]
    seen = set()
    for sort in rng.sample(
        (_personal, _certificate, _own, _report, _own, _certificate), rng.choice((3, 3, 4, 4, 5, 6))
    ):
        material = sort(matter, rng)
        stem = material["name"].partition("（")[0]
        if stem not in seen:
            seen.add(stem)
            made.append(material)
    return made


def _form(matter: Matter, rng: random.Random) -> Guide:
    file = f"{SITE}/file/{matter.number:08x}"
    return {
        "name": f"{matter.subject}{'变更' if '变更' in matter.title else ''}申请表",
        "type": "申请表格文书",
        "original_or_copy": "原件",
        "form": rng.choice(("纸质", "纸质/电子化")),
        "originals": str(rng.randint(1, 3)),
        "copies": "0",
        "necessity": "必要",
        "source": "申请人自备",
        "blank_form": f"{file}b.docx",
        "sample_form": f"{file}s.docx",
    }


@lru_cache(maxsize=8192)
def _variant(name: str, sort: str, variant: int) -> Guide:
    """One of the twelve ways of requiring a document, since authorities copy from each other."""
    rng = random.Random(f"{name} {variant}")
    copies = rng.randint(0, 3)
    made: Guide = {
        "name": name,
        "type": sort,
        "original_or_copy": "原件和复印件" if copies else "原件",
        "form": rng.choice(("纸质/电子化", "电子化") if sort == "证件证书证明" else PAPER_FORMS),
        "originals": "1",
        "copies": str(copies),
        "necessity": "必要",
    }
    if variant == 1:
        made |= {"necessity": "非必要", "necessity_note": "委托他人办理的提交"}
    elif variant == 2:
        made |= {"necessity": "容缺后补", "necessity_note": f"受理后{rng.randint(2, 5)}个工作日内补交"}
    note = rng.choice(NOTES)
    return made | {"notes": note} if note else made


def _paper(name: str, sort: str, rng: random.Random, **more: str) -> Guide:
    return _variant(name, sort, rng.randrange(12)) | more


def _issued(matter: Matter, issuer: str) -> str:
    return matter.body.county + issuer if issuer.endswith(("局", "中心", "会", "大队")) else issuer


def _personal(matter: Matter, rng: random.Random) -> Guide:
    name, issuer = rng.choice(PERSONAL)
    source = {"source": "政府部门核发", "issuer": _issued(matter, issuer)}
    return _paper(name + rng.choice(HOLDERS), "证件证书证明", rng, **source)


def _certificate(matter: Matter, rng: random.Random) -> Guide:
    name, issuer = rng.choice(CERTIFICATES)
    source = {"source": "政府部门核发", "issuer": _issued(matter, issuer)}
    return _paper(name, "证件证书证明", rng, **source)


def _own(matter: Matter, rng: random.Random) -> Guide:
    name = rng.choice(OWN_PAPERS) + rng.choice(OWN_KINDS)
    if rng.random() < 0.2:
        name = OFFICES[matter.office].subjects[0] + rng.choice(SUBJECT_PAPERS)
    return _paper(name, "其他", rng, source="申请人自备")


def _report(matter: Matter, rng: random.Random) -> Guide:
    name, issuer = rng.choice(REPORTS)
    name += rng.choice(REPORT_SCOPES)
    law = citation(sum(name.encode()) % CITATIONS)
    basis = law["title"] + law["article"]
    return _paper(name, "其他", rng, source="中介机构出具", issuer=issuer, basis=basis)
