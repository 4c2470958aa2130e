"""Defects of materials and forms."""

from __future__ import annotations

import random
from collections.abc import Callable

from papers import Guide
from spoiling import Defect, Defects, change_item

DEFECTS = Defects()


def _material(
    rule: str, area: str, path: str, wanted: Callable[[Guide], bool], **changed: str | None
) -> None:
    """Define a defect of one suitable material; a field changed to None is removed."""

    def change(guide: Guide, rng: random.Random) -> str | None:
        places = [at for at, each in enumerate(guide.get("materials", ())) if wanted(each)]
        if not places:
            return None
        at = rng.choice(places)
        change_item(guide["materials"], at, changed)
        return f"$.materials[{at}]{path}"

    DEFECTS.append(Defect(rule, area, change))


def _paper(material: Guide) -> bool:
    return material.get("type") != "申请表格文书"


def _form(material: Guide) -> bool:
    return material.get("type") == "申请表格文书"


def _not_electronic(material: Guide) -> bool:
    return _paper(material) and material.get("form") != "电子化"


def _silent_on_form(material: Guide) -> bool:
    return _paper(material) and not any(word in material.get("notes", "") for word in ("件", "页"))


def _issued(material: Guide) -> bool:
    return "issuer" in material


_material("materials.name-missing", "materials", ".name", _paper, name=None)
_material("materials.type-missing", "materials", ".type", _paper, type=None, original_or_copy=None)
_material("materials.form-missing", "materials", ".form", _silent_on_form, form=None, original_or_copy=None)
_material("materials.source-missing", "materials", ".source", _paper, source=None)
_material("materials.necessity", "materials", ".necessity", _paper, necessity="是")
_material("materials.copies-missing", "materials", ".copies", _not_electronic, originals=None, copies=None)
_material("materials.copies-range", "materials", ".originals", _not_electronic, originals="100")
_material("materials.issuer-missing", "materials", ".issuer", _issued, issuer=None)
_material("materials.catch-all", "materials", ".name", _paper, name="法律、法规规定的其他材料")
_material("materials.unbounded-etc", "materials", ".name", _paper, name="技术人员职称证书等")
_material("text.term", "materials", ".name", _issued, name="法人身份证")
_material("text.placeholder", "materials", ".specification", _paper, specification="见附件")
_material("forms.blank-missing", "materials", ".blank_form", _form, blank_form=None)
_material("forms.sample-missing", "materials", ".sample_form", _form, sample_form=None)


@DEFECTS.defect("materials.duplicate", "materials")
def _same_paper_twice(guide: Guide, rng: random.Random) -> str | None:
    if not guide.get("materials"):
        return None
    guide["materials"].append(dict(guide["materials"][-1]))
    return f"$.materials[{len(guide['materials']) - 1}].name"
