"""Real responses and exports of platforms: each is recognised, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidelint.dialects import find_rows, known_columns, read_record
from guidelint.readers import read, reader_for
from guidelint.record import Record
from linting import DIALECTS

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real answers are not here")


def records(name: str) -> list[Record]:
    path = SAMPLES / name
    reader = reader_for(path.suffix)
    assert reader is not None
    content = path.read_bytes() if reader.takes == "bytes" else path.read_text("utf-8")
    tree = read(reader, content, known_columns(DIALECTS))
    found = [read_record(row, number) for number, row in enumerate(find_rows(DIALECTS, tree.root))]
    return [record for record in found if record is not None]


def test_guangxi() -> None:
    (record,) = records("guangxi_api/audit_item_answer.json")
    data = record.data
    assert record.dialect == "guangxi"
    assert (data["name"], data["handling_type"], data["online_depth"]) == (
        "政府投资项目审批——可行性研究报告审批", "承诺件", "三级",
    )  # fmt: skip
    assert (len(data["materials"]), len(data["legal_basis"]), len(data["faq"])) == (9, 5, 1)
    assert data["windows"][0]["phone"] == "0777—6428820"
    assert sorted(str(problem.path[0]) for problem in record.problems) == [
        "applicants", "matter_type", "promised_limit", "special_procedures", "special_procedures",
        "statutory_limit",
    ]  # fmt: skip


def test_fujian_exchange_with_every_value_in_a_list() -> None:
    (record,) = records("fujian/service_info.json")
    assert record.dialect == "fujian-exchange"
    assert (record.data["name"], record.data["local_code"], record.data["promised_limit"]) == (
        "中学生招生计划", "350128102FK00101", "0工作日",
    )  # fmt: skip
    assert record.origin(("hours",)) == ("Case", "Body", 0, "ServiceInfo", 0, "OfficeTime", 0)


def test_jinan_with_pages_inside_json() -> None:
    found = records("jinan/workguide_api_answer.json")
    assert [record.dialect for record in found] == ["jinan"] * 3
    data = found[0].data
    assert (data["authority"], data["statutory_limit"], data["promised_limit"], data["consultation"]) == (
        "济南市槐荫区张庄路街道办事处", "1个工作日", "1个工作日内", "87524298",
    )  # fmt: skip
    assert "<关于积极推进企业退休人员社会化管理服务工作的意见>" in data["legal_basis"][0]["title"]
    assert [item["necessity"] for item in data["materials"]] == ["必要"] * 3
    assert found[1].origin(("consultation",)) == ("data", "content", 1, "content")
