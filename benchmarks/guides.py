"""Generates one guide without defects, as a county platform would store it."""

from __future__ import annotations

import random

from matters import CITATIONS, KINDS, Matter, citation, matter_of
from papers import SITE, Guide, materials
from places import catalog_code
from words import APPLICANT_KINDS, CONDITIONS, STAGES, STEP_TEXTS, STEP_WORDS


def guide(number: int, rng: random.Random) -> Guide:
    """The guide with this number, about one matter, with random choices."""
    matter = matter_of(number)
    instant = rng.random() < 0.15
    online = rng.random()
    legal = [citation(rng.randrange(CITATIONS)) for _ in range(rng.randint(1, 3))]
    return (
        _identity(matter, rng, instant)
        | _contact(matter, rng)
        | {"legal_basis": legal, "conditions": _conditions(matter, rng)}
        | {"materials": materials(matter, rng)}
        | _procedure(matter, rng, instant)
        | _depth(matter, rng, online)
        | _outcome(matter, rng)
    )


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
