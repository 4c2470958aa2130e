"""The lists of a guide as tables show them: names of their sheets, groups and columns, and keys of matters."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any, TypeGuard

from guidelint.lean.tuples import NamedTuple
from guidelint.values.identity.credit_code import is_rounded
from guidelint.vocabulary import FIELDS, RECORD, Field

COUNTERS = frozenset(
    ("序号", "行号", "编号", "材料序号", "依据序号", "环节序号", "窗口序号", "No", "No.", "NO", "NO.", "#")
)
"""Columns that only number the rows of a table, or the elements of a list in it."""
_BEFORE_NUMBERS = frozenset(("栏次", "列次", "栏目", "甲", "乙", "丙", "丁"))
"""Cells that may precede the numbers in a row that numbers the columns."""

MATERIALS = FIELDS["materials"].label
GROUP = "分组标题"
"""The key of a row that is no element, but the title of a group of elements below it: 一、网上提交的材料."""
NUMBER = "事项序号"
"""The key column if matters lack codes or share them: a number that is meaningless outside its source."""
KEYS = (
    NUMBER, "业务办理项编码", "item_code", "实施编码", "事项实施编码", "code", "事项唯一编码", "事项编码", "事项编号",
    "唯一码", "唯一编码", "地方编码", "地方实施编码", "local_code", "task_code", "TASK_CODE", "task_guid",
    "TASK_GUID", "row_guid", "ROW_GUID", "ITEM_ID",
)  # fmt: skip
"""Columns by which a list table may be joined to the matters, most exact first."""
NAME_KEYS = ("事项名称", "name", "task_name", "TASK_NAME")
"""Columns used as keys if there is no code."""
OF_MATTERS = frozenset((*KEYS, *NAME_KEYS))
"""Columns that identify a matter, by a code or its name."""

ADDRESSES = frozenset(
    (
        "网办地址", "网上办理地址", "在线办理地址", "online_url",
        "移动端地址", "移动端办理地址", "掌上办地址", "mobile_url",
    )
)  # fmt: skip
"""Columns whose texts are URLs."""
FILES = frozenset(
    (
        "空白表格", "空表", "空白样表", "blank_form", "示例样表", "样表", "示范文本", "事例样表", "sample_form",
        "材料填写样本", "结果样本", "样本", "样例", "审批结果样本", "sample", "流程图", "办理流程图", "flowchart",
    )
)  # fmt: skip
"""Columns whose texts are file names."""
FLOWCHART = "流程图"
DRAWN = frozenset(
    (
        "办理流程", "流程", "办理程序", "办理基本流程", "办事流程", "审批流程", "工作流程", "申办流程", "许可程序",
        "process", FLOWCHART, "办理流程图", "flowchart",
    )
)  # fmt: skip
"""Columns in which a picture may replace the text."""


class ListWords(NamedTuple):
    """How a list is recognised: words in titles of sheets or groups, its leading column, its other columns."""

    titles: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    prefix: str = "\0"


_WORDS: dict[str, ListWords] = {
    "materials": ListWords(
        (
            "材料", "所需材料", "申报材料", "提交材料", "办理材料", "申办材料", "需提交材料", "申报资料", "申请资料",
            "所需资料", "提交资料", "报送材料", "申领材料", "办证材料", "申领资料", "办理资料",
            "申请材料名称、来源、数量及介质要求",
        ),
        ("材料名称",),
        (
            "份数", "必要性", "是否必要", "是否必需", "是否必备材料", "原件数量", "复印件数量",
            "原件或复印件", "介质要求", "提交形式", "纸质材料份数", "纸质材料规格", "开具单位",
            "出具机构", "空表", "空白样表", "样表", "示范文本", "事例样表", "是否免提交",
            "该材料免提交", "填表须知", "填写须知", "来源说明",
        ),
        "材料",
    ),
    "legal_basis": ListWords(
        (
            "依据", "法律依据", "法定依据", "办理依据", "实施依据", "审批依据", "许可依据", "设立依据", "职权依据",
            "权力依据", "服务依据", "政策依据", "办事依据",
        ),
        ("法律法规名称", "依据名称", "法律名称"),
        ("文号", "条款", "制定机关", "发布机关"),
    ),
    "special_procedures": ListWords(
        ("特殊环节", "特殊程序"), ("特别程序名称", "特殊环节名称"), (), "特殊环节"
    ),
    "steps": ListWords(
        ("环节", "办理步骤", "流程环节"),
        ("环节名称", "环节"),
        ("办理时限", "办理人", "办理人员", "审查标准", "审核标准"),
        "环节",
    ),
    "fees": ListWords(("收费", "收费标准"), ("收费项目名称",), ("允许减免",)),
    "results": ListWords(
        ("结果", "审批结果"), ("结果名称", "审批结果名称"), ("审批结果类型", "审批结果样本")
    ),
    "windows": ListWords(("窗口", "受理窗口"), ("窗口名称",), ("窗口地址", "窗口电话"), "窗口"),
    "faq": ListWords(("问答", "常见问答"), ("问题", "问"), ("答",)),
}  # fmt: skip
_NO_WORDS = ListWords()
OF_LISTS: dict[str, Field] = {field.label: field for field in RECORD if field.kind == "items"}
"""The lists of a guide, by label."""
_SUFFIX = re.compile("(?<!信息|清单|目录|列表|明细|情况)(?<!表)(?:信息|清单|目录|列表|明细|情况|表)+$")
_BRACKETS = re.compile("[（(][^（）()]*[）)]$")
_OF_THE_MATTER = frozenset((*FIELDS, *(field.label for field in RECORD)))
_EVERY = [field for parent in RECORD for field in (parent, *parent.fields)]
_OF_MANY = frozenset(field.label for field in _EVERY if field.kind == "texts")
_OPTIONS = frozenset(field.label for field in _EVERY if field.values) | {FIELDS["online_depth"].label}


def may_hold_many(column: str) -> bool:
    """Whether a cell of a column may contain several texts."""
    return column in _OF_MANY


def text_in_cell(column: str, text: str) -> str | list[str]:
    """The text of a cell; for a column that may contain several texts, the list if they are written as JSON.

    `convert` writes texts so that contain a separator.
    """
    if column not in _OF_MANY or not text.lstrip().startswith('["'):
        return text
    try:
        found: list[Any] = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if all(isinstance(item, str) for item in found) else text


@lru_cache(maxsize=1000)
def list_titled(title: str) -> str | None:
    """The label of the list that a sheet, group or column prefix is titled after; None for other titles."""
    plain = _BRACKETS.sub("", title.strip())
    bare = _SUFFIX.sub("", plain)
    for label, field in OF_LISTS.items():
        titles = {label, field.name, field.name.removesuffix("s"), *_words(label).titles}
        if plain in titles or bare in titles:
            return label
    return None


def _words(label: str) -> ListWords:
    return _WORDS.get(OF_LISTS[label].name, _NO_WORDS)


def as_key(text: str) -> str:
    """A key normalised for comparison: without blanks and line breaks, with brackets of one width."""
    text = text.strip()
    return text if text.isalnum() else "".join(text.split()).replace("(", "（").replace(")", "）")


def serves_as_key(value: object) -> TypeGuard[str]:
    """Whether a value can identify a matter: a text, and not a code rounded by a spreadsheet program."""
    return isinstance(value, str) and not is_rounded(value)


def counts_columns(cells: Iterable[str]) -> bool:
    """Whether the cells of a row number the columns: 1 | 2 | 3, or 栏次 | 1 | 2 | 3."""
    texts = [text.strip("（）() ") for text in cells]
    while texts and texts[0] in _BEFORE_NUMBERS:
        del texts[0]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def names_materials(title: str) -> bool:
    """Whether a title is that of the list of materials, such as 材料清单 or 申请材料信息."""
    return "材料" in title and list_titled(title) == MATERIALS


def belongs(column: str, label: str) -> bool:
    """Whether a column below a title of a list can describe its elements, that is, is not the matter's own."""
    field = OF_LISTS[label]
    return column not in _OF_THE_MATTER or any(column in (child.label, child.name) for child in field.fields)


def describes_element(column: str, label: str) -> bool:
    """Whether a column describes elements of a list, and nothing else."""
    prefixed = column.startswith(_words(label).prefix) and column not in _OF_THE_MATTER
    return prefixed or column in exclusive_columns(label)


def leading_column_of(label: str) -> str:
    """The leading column of a list."""
    return (*_words(label).heads, OF_LISTS[label].fields[0].label)[0]


def fits(columns: Collection[str], label: str) -> bool:
    """Whether the columns below a list's title are its elements': none can be the matter's own, or the
    leading one is among them and all others can be the list's.
    """
    if exclusive_columns(label).issuperset(columns):
        return True
    leads = any(head in columns for head in _words(label).heads)
    return leads and all(belongs(column, label) for column in columns)


def list_led_by(column: str) -> str | None:
    """The label of the list with this leading column; None for other columns."""
    if column in _OF_THE_MATTER:
        return None
    return next((FIELDS[name].label for name, words in _WORDS.items() if column in words.heads), None)


@cache
def exclusive_columns(label: str) -> frozenset[str]:
    """The columns that only elements of this list can have."""
    words = _words(label)
    children = {name for child in OF_LISTS[label].fields for name in (child.label, child.name)}
    return frozenset(children - _OF_THE_MATTER) | {*words.heads, *words.others}


def describes_any_list(column: str) -> bool:
    """Whether a column can only describe elements of some list."""
    return column in _of_any_list()


@cache
def _of_any_list() -> frozenset[str]:
    return frozenset().union(*map(exclusive_columns, OF_LISTS))


def of_options(columns: Collection[str]) -> bool:
    """Whether most columns have fixed options (事项类型, 是否收费), and none is a key of matters or leads a list.

    Such are the sheets in which templates keep the options of their drop-down menus.
    """
    options = _OPTIONS.intersection(columns)
    keyed = any(column in OF_MATTERS or list_led_by(column) or list_titled(column) for column in columns)
    return not keyed and 2 * len(options) > len(columns)


def describes(column: str, label: str) -> bool:
    """Whether a column of a list's table describes its elements, or numbers them."""
    of_child = column in _OF_THE_MATTER and belongs(column, label)
    return of_child or column in exclusive_columns(label) or column in COUNTERS


def flat_lists(columns: Iterable[str]) -> dict[str, str]:
    """Column → label of its list, in a table with columns of the matter and of its lists side by side.

    A list is present if its leading column is (材料名称 for the materials).
    """
    columns = list(columns)
    found: dict[str, str] = {}
    for name, words in _WORDS.items():
        if not any(head in columns for head in words.heads):
            continue
        label = FIELDS[name].label
        for column in columns:
            if describes_element(column, label):
                found.setdefault(column, label)
    return found


def list_of_columns(columns: Iterable[str]) -> str | None:
    """The list to which most columns belong, at least two and more than are the matter's; else None."""
    columns = [column for column in columns if column not in OF_MATTERS]
    flat = flat_lists(columns)
    counts = {label: list(flat.values()).count(label) for label in flat.values()}
    best = max(counts, key=lambda label: counts[label], default=None)
    matter = sum(column in _OF_THE_MATTER and column not in flat for column in columns)
    return best if best is not None and counts[best] >= 2 and counts[best] > matter else None
