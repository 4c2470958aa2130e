"""The vocabulary of a record: every canonical field with its Chinese label, its type and its code list.

Names, labels and types are those of the contract, in the order in which a guide is written; the code lists
are national (GB/T 39046-2020 annex A and the exchange tables of the national platform).
"""

from __future__ import annotations

from typing import Literal

from guidelint.lean.tuples import NamedTuple

Kind = Literal["text", "texts", "limit", "items", "any"]
"""text: one text · texts: a list of texts · limit: text or {value, unit, note} · items: a list of mappings."""


class Field(NamedTuple):
    """One field; `values` is the closed list of labels, empty when any text will do."""

    name: str
    label: str
    kind: Kind = "text"
    values: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def children(self) -> dict[str, Field]:
        """The fields of an element, by name; empty unless kind is items."""
        return {child.name: child for child in self.fields}


STRUCK_OUT = frozenset(("", "/", "／", "\\", "-", "--", "—", "——"))
"""What stands in each cell of an element that there is none of."""
FLAG = ("是", "否")
MATTER_TYPES = (
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查",
    "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务",
)  # fmt: skip
LEVELS = ("国家级", "省级", "市级", "县级", "镇（乡、街道）级", "村（社区）级", "分级管理")
NATURES = ("法定机关", "授权组织", "受委托组织", "其他")
CANCELLED = "取消"
HANDLING_TYPES = ("即办件", "承诺件")
SERVICE_MODES = ("依申请", "主动服务")
MATERIAL_TYPES = ("证件证书证明", "申请表格文书", "其他")
ORIGINAL_OR_COPY = ("原件", "复印件", "原件和复印件", "原件或复印件")
MATERIAL_FORMS = ("纸质", "电子化", "纸质/电子化")
NECESSITIES = ("必要", "非必要", "容缺后补")
SOURCES = ("申请人自备", "政府部门核发", "中介机构出具", "其他")
RESULT_TYPES = ("证照", "批文", "其他", "无")

WINDOW = (
    Field("name", "窗口名称"),
    Field("location", "办理地点"),
    Field("hours", "办理时间"),
    Field("phone", "联系电话"),
    Field("complaint", "投诉电话"),
)
LEGAL_BASIS = (
    Field("title", "法律法规名称"),
    Field("document_number", "依据文号"),
    Field("article", "条款号"),
    Field("content", "条款内容"),
    Field("issuer", "颁布机关"),
    Field("effective", "实施日期"),
)
MATERIAL = (
    Field("name", "材料名称"),
    Field("type", "材料类型", values=MATERIAL_TYPES),
    Field("original_or_copy", "原件/复印件", values=ORIGINAL_OR_COPY),
    Field("form", "材料形式", values=MATERIAL_FORMS),
    Field("originals", "原件份数"),
    Field("copies", "复印件份数"),
    Field("necessity", "材料必要性", values=NECESSITIES),
    Field("necessity_note", "非必要时办理情形"),
    Field("source", "来源渠道", values=SOURCES),
    Field("source_note", "来源渠道说明"),
    Field("issuer", "出具单位"),
    Field("blank_form", "空白表格", "texts"),
    Field("sample_form", "示例样表", "texts"),
    Field("exempt", "免提交", values=FLAG),
    Field("basis", "要求提供材料的依据"),
    Field("specification", "材料规格"),
    Field("criteria", "受理标准"),
    Field("notes", "填报须知"),
    Field("remark", "备注"),
)
STEP = (
    Field("name", "环节名称"),
    Field("limit", "办理时限", "limit"),
    Field("content", "办理内容"),
    Field("role", "办理人员"),
    Field("result", "办理结果"),
    Field("counted", "是否计入时限", values=FLAG),
)
FEE = (
    Field("name", "收费项目名称"),
    Field("standard", "收费标准"),
    Field("basis", "收费依据"),
    Field("reducible", "是否允许减免", values=FLAG),
    Field("reduction_basis", "减免依据"),
)
RESULT = (
    Field("name", "结果名称"),
    Field("type", "结果类型", values=RESULT_TYPES),
    Field("sample", "结果样本", "texts"),
)
SUPPRESSION = (
    Field("rule", "规则"),
    Field("path", "路径"),
    Field("reason", "理由"),
    Field("until", "有效期至"),
    Field("owner", "责任人"),
)

RECORD: tuple[Field, ...] = (
    Field("code", "实施编码"),
    Field("catalog_code", "基本编码"),
    Field("item_code", "业务办理项编码"),
    Field("local_code", "地方编码"),
    Field("name", "事项名称"),
    Field("matter_type", "事项类型", values=MATTER_TYPES),
    Field("service_mode", "服务方式", values=SERVICE_MODES),
    Field("state", "事项状态", values=("在用", "暂停", CANCELLED)),
    Field("version", "版本"),
    Field("updated", "更新日期"),
    Field("authority", "实施主体"),
    Field("authority_code", "实施主体代码"),
    Field("authority_nature", "实施主体性质", values=NATURES),
    Field("delegate", "委托部门"),
    Field("region", "辖区"),
    Field("region_code", "行政区划代码"),
    Field("exercise_level", "行使层级", values=LEVELS),
    Field("power_source", "权力来源"),
    Field("applicants", "服务对象", "texts"),
    Field("handling_type", "办件类型", values=HANDLING_TYPES),
    Field("conditions", "受理条件"),
    Field("location", "办理地点"),
    Field("hours", "办理时间"),
    Field("consultation", "咨询方式"),
    Field("complaint", "监督投诉方式"),
    Field("windows", "办理窗口", "items", fields=WINDOW),
    Field("legal_basis", "设定依据", "items", fields=LEGAL_BASIS),
    Field("materials", "申请材料", "items", fields=MATERIAL),
    Field("no_materials", "无需材料的说明"),
    Field("statutory_limit", "法定办结时限", "limit"),
    Field("promised_limit", "承诺办结时限", "limit"),
    Field("limit_exemption", "特殊事项"),
    Field(
        "special_procedures",
        "特别程序",
        "items",
        fields=(Field("name", "特别程序名称"), Field("limit", "特别程序时限", "limit")),
    ),
    Field("online", "是否网办", values=FLAG),
    Field("online_url", "网办地址"),
    Field("online_depth", "网上办理深度"),
    Field("mobile", "掌上办", values=FLAG),
    Field("mobile_url", "移动端地址"),
    Field("visits", "到办事现场次数"),
    Field("visit_reason", "必须现场办理原因"),
    Field("channels", "办理形式", "texts"),
    Field("express", "物流快递", values=FLAG),
    Field("process", "办理流程"),
    Field("steps", "办理环节", "items", fields=STEP),
    Field("flowchart", "流程图", "texts"),
    Field("chargeable", "是否收费", values=FLAG),
    Field("fees", "收费项目", "items", fields=FEE),
    Field("online_payment", "网上支付", values=FLAG),
    Field("results", "办理结果", "items", fields=RESULT),
    Field("delivery", "送达方式", "texts"),
    Field("intermediary_services", "中介服务", "texts"),
    Field("faq", "常见问题", "items", fields=(Field("question", "问题"), Field("answer", "答案"))),
    Field("remedies", "复议诉讼"),
    Field("themes_person", "自然人主题", "texts"),
    Field("themes_legal", "法人主题", "texts"),
    Field("cross_region_scope", "通办范围"),
    Field("reused", "引用标准事项", values=FLAG),
    Field("published", "已发布", values=FLAG),
    Field("extra", "未映射", "any"),
    Field("guidelint_ignore", "忽略", "items", fields=SUPPRESSION),
)
FIELDS: dict[str, Field] = {field.name: field for field in RECORD}

TEXT_ENTRY: dict[str, str] = {
    "legal_basis": "title",
    "materials": "name",
    "windows": "location",
    "special_procedures": "name",
    "steps": "name",
    "fees": "name",
    "results": "name",
    "faq": "question",
}
"""A list of items may be given as texts: the field of the element that such a text is."""

EMPTY_WORDS: frozenset[str] = frozenset(
    (
        "",
        "无",
        "无。",
        "暂无",
        "暂无数据",
        "空",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "null",
        "none",
        "nan",
        "nil",
        "n/a",
        "#n/a",
    )
)
"""Spellings that mean *nothing was written*, compared after trimming and case folding."""

NOTHING_IS_A_VALUE: frozenset[str] = frozenset(
    (
        "special_procedures", "special_procedures.name", "limit_exemption", "intermediary_services",
        "no_materials", "statutory_limit", "materials.notes", "materials.remark", "fees.standard", "results.type",
    )
)  # fmt: skip
"""Fields in which 无 is an answer; `list.field` for the fields of elements."""

PLACEHOLDERS: frozenset[str] = frozenset(
    (
        "待定", "待补充", "待完善", "待填", "待填写", "待确定", "待更新", "暂定", "待录入", "tbd", "todo", "xx", "xxx",
        "xxxx", "×××", "××", "××××", "测试", "测试数据", "测试事项", "test", "详见窗口", "见附件", "详见附件", "见备注",
        "详见备注", "见窗口", "见窗口公示", "详见窗口公示", "详见公示", "同上", "略", "undefined", "null", "nan", "none",
        "—", "——", "...", "……", "…", "?", "？", "？？", "??", "???", "待核实", "暂缺", "未填写", "暂未填写", "无数据",
        "请输入", "请填写", "请选择", "具体见附件", "暂无内容", "无内容", "暂无数据", "暂无信息", "暂未提供", "[object object]",
        "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!",
    )
)  # fmt: skip
"""Words that stand where a value should be, compared after trimming and case folding."""

DASHES: frozenset[str] = frozenset(("—", "——"))
"""Placeholders that also strike out a cell which does not apply."""

NOT_ALWAYS_ASKED: frozenset[str] = frozenset(
    (
        "item_code", "local_code", "delegate", "power_source", "windows.location", "windows.hours", "windows.phone",
        "windows.complaint", "legal_basis.document_number", "legal_basis.article", "materials.originals",
        "materials.copies", "materials.necessity_note", "materials.source_note", "materials.issuer",
        "materials.blank_form", "materials.sample_form", "materials.basis", "materials.specification",
        "materials.criteria", "no_materials", "statutory_limit.note", "promised_limit.note", "special_procedures.name",
        "special_procedures.limit", "online_url", "mobile_url", "visit_reason", "steps.role", "steps.result",
        "flowchart", "fees.name", "fees.standard", "fees.basis", "fees.reducible", "fees.reduction_basis",
        "online_payment", "results.sample", "delivery", "themes_person", "themes_legal", "cross_region_scope",
    )
)  # fmt: skip
"""Fields that do not apply to every matter, or to every element: a lone dash in them says so. Where they do, a rule
of their own asks for them."""
_LIMIT_PARTS = ((".unit", "单位"), (".note", "说明"))
"""The parts of a time limit that stand beside its number."""


def label(path: str) -> str:
    """The Chinese label of a dotted field (`materials.source` → 来源渠道); the last name itself when unknown."""
    for part, word in _LIMIT_PARTS:
        if path.endswith(part):
            return label(path.removesuffix(part)) + word
    head, _, tail = path.partition(".")
    field = FIELDS.get(head)
    if field is None:
        return path
    if not tail:
        return field.label
    child = field.children.get(tail)
    return child.label if child else tail


NOT_BY_APPLICATION: frozenset[str] = frozenset(("行政处罚", "行政强制", "行政征收", "行政检查"))
"""Matter types that are not started by an application unless `service_mode` says so."""
