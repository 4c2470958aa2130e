"""Make guides to measure with: the same bytes for the same arguments, `share` of them with a few defects."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

BODIES = ("水利局", "林业局", "市场监督管理局", "民政局", "自然资源局", "卫生健康局", "司法局", "交通运输局")
MATTERS = ("取水许可", "林木采伐许可", "食品经营许可", "社会团体登记", "建设用地规划许可", "医疗机构执业登记")
MATERIALS = ("申请书", "居民身份证", "营业执照", "可行性研究报告", "不动产权证书")


def record(number: int, rng: random.Random) -> dict[str, Any]:
    """One guide without defects, about 3 KB of YAML with five materials."""
    body, matter = rng.choice(BODIES), rng.choice(MATTERS)
    return {
        "name": f"{matter}（第{number}类）",
        "matter_type": "行政许可",
        "authority": f"某县{body}",
        "applicants": ["企业法人", "自然人"],
        "handling_type": "承诺件",
        "conditions": f"符合{matter}规划，有相应的场所和人员，年满18周岁",
        "location": f"某县城关镇人民路{number % 300 + 1}号政务中心{number % 4 + 1}楼{number % 30 + 1}号窗口",
        "hours": "工作日 上午9:00-12:00，下午13:00-17:00",
        "consultation": f"0999-4{number % 1000000:06d}",
        "complaint": "12345",
        "legal_basis": [
            {"title": "《中华人民共和国行政许可法》", "article": "第二十九条", "issuer": "全国人民代表大会"},
            {
                "title": "《中华人民共和国水法》",
                "article": "第四十八条",
                "issuer": "全国人民代表大会常务委员会",
            },
        ],
        "materials": [_material(name) for name in MATERIALS],
        "statutory_limit": "20个工作日",
        "promised_limit": f"{rng.randint(3, 8)}个工作日",
        "special_procedures": "无",
        "online": "是",
        "online_url": "https://zwfw.example.gov.cn/item",
        "online_depth": "四级",
        "visits": "0",
        "channels": ["窗口办理", "网上办理"],
        "steps": [
            {"name": name, "limit": limit, "content": f"{name}申请并核对材料", "role": f"{name}岗"}
            for name, limit in (
                ("受理", "1个工作日"),
                ("审查", "1个工作日"),
                ("决定", "1个工作日"),
                ("送达", "即时"),
            )
        ],
        "chargeable": "否",
        "online_payment": "否",
        "results": [
            {"name": f"{matter}证", "type": "证照", "sample": "https://zwfw.example.gov.cn/sample.jpg"}
        ],
        "delivery": ["窗口领取", "邮寄"],
    }


def _material(name: str) -> dict[str, Any]:
    form = name == "申请书"
    material = {
        "name": name,
        "type": "申请表格文书" if form else "证件证书证明",
        "original_or_copy": "原件",
        "form": "纸质/电子化",
        "originals": "1",
        "copies": "0",
        "necessity": "必要",
        "source": "申请人自备",
        "notes": "按要求填写并加盖公章",
    }
    if form:
        material |= {
            "blank_form": "https://zwfw.example.gov.cn/b.docx",
            "sample_form": "https://zwfw.example.gov.cn/s.docx",
        }
    return material


def _any_material(guide: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    chosen: dict[str, Any] = rng.choice(guide["materials"])
    return chosen


DEFECTS: tuple[Callable[[dict[str, Any], random.Random], object], ...] = (
    lambda guide, rng: guide.pop("location", None),
    lambda guide, rng: guide.update(hours="正常上班时间"),
    lambda guide, rng: guide.update(consultation="4221234"),
    lambda guide, rng: _any_material(guide, rng).pop("source", None),
    lambda guide, rng: _any_material(guide, rng).update(name="法律、法规规定的其他材料"),
    lambda guide, rng: guide.update(promised_limit="18个工作日"),
    lambda guide, rng: guide.update(legal_basis=["依据有关法律法规"]),
    lambda guide, rng: guide.update(online_depth="一级"),
)
"""What clerks do to guides."""


def spoil(guide: dict[str, Any], rng: random.Random) -> None:
    """Give a guide up to four of the defects that guides have."""
    for _ in range(rng.randint(1, 4)):
        rng.choice(DEFECTS)(guide, rng)


def records(count: int, share: float) -> list[dict[str, Any]]:
    """So many guides, that share of them with defects."""
    rng = random.Random(2021)
    made = []
    for number in range(count):
        guide = record(number, rng)
        if rng.random() < share:
            spoil(guide, rng)
        made.append(guide)
    return made


def write_yaml(folder: Path, count: int, share: float) -> None:
    """A folder of one YAML file a guide."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, guide in enumerate(records(count, share)):
        (folder / f"{number:06d}.yaml").write_text(_yaml(guide, ""), "utf-8")


def write_jsonl(path: Path, count: int, share: float) -> None:
    """A file of one JSON guide a line."""
    with path.open("w", encoding="utf-8") as file:
        for guide in records(count, share):
            file.write(json.dumps(guide, ensure_ascii=False) + "\n")


def _yaml(value: Any, indent: str) -> str:
    lines = []
    for key, item in value.items():
        if isinstance(item, list) and item and isinstance(item[0], dict):
            lines.append(f"{indent}{key}:\n")
            lines += [f"{indent}  - {_yaml(entry, indent + '    ').lstrip()}" for entry in item]
        elif isinstance(item, list):
            lines.append(f"{indent}{key}: [{', '.join(item)}]\n")
        else:
            lines.append(
                f"{indent}{key}: {json.dumps(item, ensure_ascii=False) if item in ('1', '0') else item}\n"
            )
    return "".join(lines)
