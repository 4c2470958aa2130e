"""Labels of guides that the dialect of Chinese labels knows, as kinds of documents have them."""

from __future__ import annotations

from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from linting import DIALECTS


@pytest.mark.parametrize(
    ("row", "data"),
    [
        (  # 行政许可事项实施规范
            {
                "行政许可事项名称": "取水许可", "决定机关": "水利局", "准予行政许可的条件": "有水源",
                "申请材料名称": "（1）申请书（2）论证报告", "办理行政许可的程序环节": "受理、决定",
                "法定审批时限": "20个工作日", "承诺审批时限": "5个工作日", "办理行政许可是否收费": "否",
                "审批结果名称": "取水许可证",
            },
            {
                "name": "取水许可", "authority": "水利局", "conditions": "有水源",
                "materials": [{"name": "申请书"}, {"name": "论证报告"}], "process": "受理、决定",
                "statutory_limit": "20个工作日", "promised_limit": "5个工作日", "chargeable": "否",
                "results": [{"name": "取水许可证"}],
            },
        ),
        (  # townships and notaries
            {
                "公证事项": "声明公证", "事项类别": "公共服务", "办事类型": "承诺件", "申请受理机关": "公证处",
                "材料清单": "1.身份证；2.声明书", "最快办结时限": "3日", "线下办理流程": "申请、出证", "收费": "不收费",
                "承办机构及联系电话": "公证处 0730-4220000", "监督渠道": "0730-4221111",
            },
            {
                "name": "声明公证", "matter_type": "公共服务", "handling_type": "承诺件", "authority": "公证处",
                "materials": [{"name": "身份证"}, {"name": "声明书"}], "promised_limit": "3日",
                "process": "申请、出证", "fees": [{"standard": "不收费"}], "chargeable": "否",
                "consultation": "公证处 0730-4220000", "complaint": "0730-4221111",
            },
        ),
        (  # catalogues of a county's matters
            {
                "事项名称": "收养登记", "办理主体": "民政局", "服务地点": "政务大厅",
                "行使依据": "《民法典》第一千一百零五条",
            },
            {
                "name": "收养登记", "authority": "民政局", "location": "政务大厅",
                "legal_basis": [{"title": "《民法典》第一千一百零五条"}],
            },
        ),
        (  # lists of what is done at once
            {
                "办理项名称": "取水许可", "环节和流程": "受理、决定",
                "申请材料及数量": "1.申请书（三份）；2.报告（一份）",
            },
            {
                "name": "取水许可", "process": "受理、决定",
                "materials": [{"name": "申请书（三份）"}, {"name": "报告（一份）"}],
            },
        ),
    ],
)  # fmt: skip
def test_labels_give_their_fields(row: dict[str, Any], data: dict[str, Any]) -> None:
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert (record.data, record.problems) == (data, ())
