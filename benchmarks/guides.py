"""One guide without defects, as a county platform would hold it."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any, NamedTuple

from places import COUNTY, Body, body, catalog_code
from words import (
    ACTIONS,
    APPLICANT_KINDS,
    CERTIFICATES,
    CONDITIONS,
    HOLDERS,
    LAWS,
    NOTES,
    OBJECTS,
    OFFICES,
    OWN_KINDS,
    OWN_PAPERS,
    PERSONAL,
    QUOTES,
    REPORT_SCOPES,
    REPORTS,
    STAGES,
    STEP_TEXTS,
    STEP_WORDS,
    SUBJECT_PAPERS,
)

Guide = dict[str, Any]
KINDS = ("行政许可", "行政许可", "行政确认", "其他行政权力", "公共服务", "行政给付")
PAPER_FORMS = ("纸质", "纸质/电子化", "电子化")
CITATIONS = 150
SITE = "https://zwfw.example.gov.cn"
_NUMERALS = "零一二三四五六七八九"


class Matter(NamedTuple):
    """What a guide is about."""

    number: int
    office: int
    body: Body
    subject: str
    title: str
    kind: str


def guide(number: int, rng: random.Random) -> Guide:
    """The guide of this number: the matters of a county go round its bodies."""
    matter = _matter(number)
    instant = rng.random() < 0.15
    online = rng.random()
    legal = [citation(rng.randrange(CITATIONS)) for _ in range(rng.randint(1, 3))]
    return (
        _identity(matter, rng, instant)
        | _contact(matter, rng)
        | {"legal_basis": legal, "conditions": _conditions(matter, rng)}
        | {"materials": _materials(matter, rng)}
        | _procedure(matter, rng, instant)
        | _depth(matter, rng, online)
        | _outcome(matter, rng)
    )


def _matter(number: int) -> Matter:
    county, place = divmod(number, COUNTY)
    turn, office = divmod(place, len(OFFICES))
    found = body(county, office)
    turn, subject = divmod(turn, len(found.subjects))
    turn, thing = divmod(turn, len(OBJECTS))
    kind = KINDS[(office + turn + thing) % len(KINDS)]
    word = {"行政许可": "许可", "行政确认": "认定", "行政给付": "补助给付"}.get(kind, "备案")
    title = f"{found.subjects[subject]}{OBJECTS[thing]}{word}"
    return Matter(number, office, found, found.subjects[subject], title + ACTIONS[turn % len(ACTIONS)], kind)


def _identity(matter: Matter, rng: random.Random, instant: bool) -> Guide:
    catalog = catalog_code(1 + KINDS.index(matter.kind), matter.office, matter.number)
    code = f"{matter.body.code}4{catalog}"
    return {
        "code": code,
        "catalog_code": catalog,
        "item_code": f"{code}01",
        "name": matter.title,
        "matter_type": matter.kind,
        "updated": f"2026-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}",
        "authority": matter.body.name,
        "authority_code": matter.body.code,
        "authority_nature": "法定机关",
        "region_code": matter.body.region_code,
        "exercise_level": "县级",
        "applicants": sorted(rng.sample(APPLICANT_KINDS, rng.randint(1, 3))),
        "handling_type": "即办件" if instant else "承诺件",
    }


def _contact(matter: Matter, rng: random.Random) -> Guide:
    windows = matter.body.windows
    first = windows[rng.randrange(len(windows))]
    told: Guide = {
        "location": first.location,
        "hours": first.hours,
        "consultation": first.phone,
        "complaint": matter.body.complaint,
    }
    if len(windows) > 1 and rng.random() < 0.3:
        told["windows"] = [
            {"name": each.name, "location": each.location, "hours": each.hours, "phone": each.phone}
            for each in windows[:2]
        ]
    return told


@lru_cache(maxsize=CITATIONS)
def citation(number: int) -> dict[str, str]:
    """One of the 150 citations: thirty laws with five articles each, two of which are quoted."""
    row, law = divmod(number, len(LAWS))
    title, last, issuer = LAWS[law]
    entry = {
        "title": f"《{title if title.endswith('条例') else '中华人民共和国' + title}》",
        "article": f"第{numeral(3 + (law * 7 + row * 11) % (last - 4))}条",
        "issuer": issuer,
    }
    if row in (1, 3):
        subject = OFFICES[number % len(OFFICES)].subjects[row]
        parts = [QUOTES[(number + more) % len(QUOTES)] for more in range(1 + number % 3)]
        entry["content"] = "。".join(parts).format(subject=subject)[:199] + "。"
    return entry


def numeral(number: int) -> str:
    """A number below 200 in Chinese."""
    if number >= 100:
        rest = number - 100
        return "一百" + ("" if not rest else "零" + _NUMERALS[rest] if rest < 10 else _ten(rest, "一"))
    return _ten(number, "") if number >= 10 else _NUMERALS[number]


def _ten(number: int, one: str) -> str:
    ten, unit = divmod(number, 10)
    return (one if ten == 1 else _NUMERALS[ten]) + "十" + (_NUMERALS[unit] if unit else "")


def _conditions(matter: Matter, rng: random.Random) -> str:
    told = rng.sample(CONDITIONS, rng.randint(2, 4))
    values = {
        "subject": matter.subject,
        "applicant": rng.choice(APPLICANT_KINDS),
        "count": rng.randint(2, 30),
        "area": rng.randint(20, 2000),
        "years": rng.randint(1, 5),
        "machines": rng.randint(1, 40),
        "distance": rng.randint(50, 500),
        "money": rng.randint(3, 800),
        "width": rng.randint(2, 6),
    }
    listed = "；".join(f"{at}.{text.format(**values)}" for at, text in enumerate(told, 1))
    return f"从事{matter.title.partition('（')[0]}的：{listed}。"


def _materials(matter: Matter, rng: random.Random) -> list[Guide]:
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
    """One of the twelve ways in which a paper is asked for; bodies copy from one another."""
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


def _procedure(matter: Matter, rng: random.Random, instant: bool) -> Guide:
    statutory = (
        rng.choice((10, 15, 20, 20, 20)) if matter.kind == "行政许可" else rng.choice((15, 20, 30, 45))
    )
    days = max(4, int(statutory * rng.uniform(0.2, 0.4)))
    late = max(1, days // 4)
    limits = ("当场",) * 4 if instant else (1, days - late - 2, late, 1)
    steps = [_step(matter, rng, *each) for each in zip(STAGES, limits, strict=True)]
    return {
        "statutory_limit": f"{statutory}个工作日",
        "promised_limit": "即办" if instant else f"自受理之日起{days}个工作日",
        "special_procedures": "无",
        "process": _process(matter, rng, instant, days),
        "steps": steps,
    }


def _step(matter: Matter, rng: random.Random, stage: str, limit: int | str) -> Guide:
    made = {
        "name": stage,
        "limit": limit if isinstance(limit, str) else f"{limit}个工作日",
        "content": rng.choice(STEP_TEXTS[stage]).format(what=rng.choice(STEP_WORDS)),
    }
    return made | {"role": rng.choice(STAGES[stage])} if rng.random() < 0.3 else made


def _process(matter: Matter, rng: random.Random, instant: bool, days: int) -> str:
    time = "当场办结" if instant else f"自受理之日起{days}个工作日内办结"
    way = rng.choice(("登录政务服务网", "通过政务服务网或者手机端", "在政务服务网上"))
    return f"申请人{way}提交{matter.title.partition('（')[0]}申请→受理→审查→决定→送达，{time}。"


def _depth(matter: Matter, rng: random.Random, roll: float) -> Guide:
    made: Guide = {
        "online": "是",
        "online_url": f"{SITE}/guide?item={matter.number}",
        "online_depth": "四级" if roll < 0.6 else "三级",
        "visits": "0" if roll < 0.75 else "1",
        "channels": ["网上办理", "快递申请"] if roll < 0.75 else ["窗口办理", "网上办理"],
        "express": "是",
    }
    if roll >= 0.75:
        made["visit_reason"] = rng.choice(("需到窗口核验原件", "需本人现场签名", "需现场采集影像"))
    if roll < 0.4:
        made |= {"mobile": "是", "mobile_url": f"{SITE}/m/guide?item={matter.number}"}
    return made


def _outcome(matter: Matter, rng: random.Random) -> Guide:
    permit = matter.kind == "行政许可"
    name = matter.title.partition("（")[0] + ("证" if permit else "通知书")
    made: Guide = {
        "results": [
            {
                "name": name,
                "type": "证照" if permit else "其他",
                "sample": f"{SITE}/file/{matter.number:08x}r.jpg",
            }
        ],
        "delivery": rng.choice(
            (["窗口领取", "邮寄送达"], ["邮寄送达"], ["窗口领取", "邮寄送达", "网上下载"])
        ),
    }
    if permit:
        made["remedies"] = (
            f"可以自知道该决定之日起60日内向{matter.body.county}人民政府申请行政复议，"
            "或者在六个月内向人民法院提起行政诉讼"
        )
    if rng.random() >= 0.12:
        return made | {"chargeable": "否", "online_payment": "否"}
    law = citation(rng.randrange(CITATIONS))
    fee = {
        "name": f"{matter.subject}工本费",
        "standard": f"{rng.randint(1, 40) * 5}元/件",
        "basis": law["title"] + law["article"],
    }
    return made | {"chargeable": "是", "fees": [fee], "online_payment": "是"}
