"""Decides which words on a page are labels, despite spacing, numbering and punctuation: 一、办 理 地 点：."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.readers.html.numbering import has_number, numbered, without_number
from guidelint.readers.table.lists import (
    COUNTERS,
    MATERIALS,
    OF_LISTS,
    as_key,
    belongs,
    describes_any_list,
    fits,
    list_led_by,
    list_of_columns,
    list_titled,
    names_materials,
)
from guidelint.vocabulary import FIELDS, RECORD

_ENDS = " \t\xa0\u3000:：*＊※【】"
_BLANK = re.compile(r"\s+")
_COLON = re.compile("[:：]")
_BRACKETED = re.compile("】[:：]?")
_GAP = re.compile(r"(?<=[一-龥]{4})(?:\s+(?=[\d一-龥《]|[（(][一1][）)])|(?=1[、.．](?!\d)))")
"""What ends a numbered label without a colon: 七、咨询电话 0591-83984999, 五、申请材料 身份证, 四、办理流程1、申请：….
"""
_BARE_GAP = re.compile(r"[一-龥]{4,10}\s++(?=《|[一-龥].{5})")
"""A possible label, without number and colon, before a text that is no phone number and no link: 受理条件 年满十八周岁.
"""
_NOTE = re.compile(r"(.+?)[（(]([^（）()]*)[）)]")
_SPELT = re.compile(r"^\d{1,2}(?![\d个天日])|的|^行政(?=许可|审批)")
"""Additions to labels that are ignored: 6 承诺时限, 申请的条件, 行政许可条件."""
_JOINED = re.compile("([一-龥]{4,8})[及、与和][一-龥]{2,8}")
"""A label of two parts, of which the first determines the content: 申报资料及办理条件."""
_BASIS = regex("(?!.*(?:费|减免|处罚|责))[一-龥、]{2,14}(?:法律|法规|政策|设定)依据")
"""The legal basis by any name: 设定行政许可的法律依据, 实施法律、法规依据."""
_OF_MATERIALS = regex(
    "(?!.*(?:其[他它]|[有相]关|规定|认为|要求|补正|[交供备带齐传持及和与]所需))"
    "(?:(?:申请)?主要|[《》一-龥]{0,16}(?:所需|[需应][要当]?提[供交])(?:提[供交])?的?)"
    "(?:(?:证件|表格)[及和、]|证件[（(]证明[）)])?(?:申[请报]|登记|办理)?[材资]料"
)
"""A heading of the materials that is no label: 需要提供的证件及材料, 主要申请材料."""
_BASES = FIELDS["legal_basis"].label
_REQUIREMENTS = regex("(?:申请|申办|设立|办理|取得)[一-龥]{2,20}(?:应当?|[需须]要?)?(?:具备|符合)的条件")
"""The conditions by any name: 设立民办学校应当具备的条件."""
_CONDITIONS = FIELDS["conditions"].label
_UNIT = re.compile(r"(?:单位[:：])?个?(工作日|自然日|小时|天|日|月)")
TITLE = re.compile(
    r"\s*+(?!(?:行政|政务|公共|便民|审批|许可|服务|权力|事项|[及和与、])++(?:办事|服务|办理)指南)(?:【(?:办事|服务|办理)指南】\s*+)?(?:[《“]([^《》“”]{2,60})[》”]|(.{2,60}?))(?:行政(?:审批|许可)事项)?(?:简版|简易)?"
    r"(?:(?:线[上下]|网上)?(?:办事|服务|办理|申办|申领|办证)指南|(?<=[^、.]{4})(?:办证须知|办理规程))(?:及[一-龥]{2,8})?"
    r"(?:[（(](?:暂行|试行)[）)])?\s*|\s*+【(?:办事|服务|办理)指南】\s*+(.{2,60}?)\s*"
)
"""The title of a guide, which names its matter; not 行政许可事项办事指南."""
_LONGEST = 30
_BEFORE = 5
"""The maximum length of a label's number and bracket: （一）【."""
_STRANGE = 20
"""The maximum length of an unknown label."""
SURE = 4
"""A word this long is a label anywhere; shorter ones (窗口, 名称) only beside a value in tables."""
NAMES = frozenset(
    (
        FIELDS["name"].label, "name", "名称", "事项", "事项内容", "主项名称", "子项名称", "办理项名称",
        "职权名称", "权力名称", "办理事项", "办事事项", "办事项目", "许可事项", "审批事项", "审批事项名称",
        "审批服务事项名称", "业务名称", "业务办理项名称", "行政审批事项名称", "行政许可事项名称", "公证事项",
    )
)  # fmt: skip
"""The labels that name a matter."""
FURNITURE = COUNTERS | {"操作"}
"""Columns that only number or link the rows."""

_OWN = frozenset(field.label for field in RECORD) - OF_LISTS.keys()
_BRIEF = frozenset(("条件", "程序", "期限", "时限"))
_NUMBERED = _OWN | _BRIEF
_REMEMBERED = 10_000


def name_in(headline: str) -> str | None:
    """The matter that a headline names, as a guide's title or by itself; None for a site or column."""
    found = TITLE.fullmatch(headline)
    if found:
        return titled(found)
    found = _how_to.fullmatch(headline)
    if found and _name.fullmatch(found[1]):
        return found[1]
    return headline.strip() if _name.fullmatch(headline) else None


def titled(found: re.Match[str]) -> str:
    """The matter named in a title."""
    names: list[str] = [*filter(None, found.groups())]
    return names[0]


_how_to = regex(r"\s*+([^、.]{4,60}?)(?:(?:办理|申办|办证|申领|业务)(?:流程|程序|须知|手续)|手续)\s*")
"""A headline that says how something is done: 独生子女证办理流程."""
_name = regex(
    r"\s*(?!欢迎)[^，。；！？:：|_]{4,60}(?<![网局厅会所府台室栏表])(?<!流程图)(?<!平台|门户|首页|频道|专栏|公开|公示|目录|清单|指南"
    "|流程|须知|中心|大厅|详情|汇编|通知|公告|办法|规定|服务|事项|信息)"
)


@lru_cache(maxsize=4)
def labels_of(names: frozenset[str]) -> Labels:
    """The `Labels` for these names, built once for all pages."""
    return Labels(names)


class Labels:
    """The labels that the dialects know."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = {as_key(name): name for name in sorted(names)}
        self._read: dict[str, tuple[str, str | None]] = {}

    def known(self, text: str) -> str | None:
        """The known label that a text is, None if it is none."""
        found = self._read.get(text)
        if found is not None:
            return found[1]
        return None if len(text) > _LONGEST + 8 else self.read(text)[1]

    def read(self, text: str) -> tuple[str, str | None]:
        """A text as a label, and the known label that it is, if any; cached by text."""
        found = self._read.get(text)
        if found is None:
            if len(text) > _LONGEST + 8:
                return clean(text), None
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            found = self._read[text] = clean(text), self._known(text)
        return found

    def _known(self, text: str) -> str | None:
        whole = as_key(clean(text))
        for bare in (whole, without_number(whole).lstrip(_ENDS)):
            note = _NOTE.fullmatch(bare)
            found = self._names.get(bare) or (self._names.get(note[1]) if note else None)
            if found:
                return found
        if names_materials(bare):
            return self._names.get(MATERIALS)
        plain = _SPELT.sub("", bare)
        if plain != bare and (found := self._names.get(plain)):
            return found
        if whole.endswith("依据") and _BASIS.fullmatch(bare):
            return self._names.get(_BASES)
        if whole.endswith("条件") and _REQUIREMENTS.fullmatch(bare):
            return self._names.get(_CONDITIONS)
        joined = _JOINED.fullmatch(bare)
        return self._names.get(joined[1]) if joined else None

    def heading(self, text: str) -> str | None:
        """The known label that a heading is; a short one only if it names a list or is numbered: 五、掌上办."""
        name = self.known(text)
        sure = name and (len(name) >= SURE or list_titled(name) or (name in _NUMBERED and numbered(text)))
        return name if sure else None

    def of_matters(self, columns: tuple[str, ...]) -> bool:
        """Whether columns are those of a table of matters: one is the name, another a matter's too."""
        of_matter = [column for column in columns if len(column) >= SURE and not describes_any_list(column)]
        named = NAMES.intersection(of_matter)
        return bool(named) and any(column not in named and self.known(column) for column in of_matter)

    def split(self, text: str) -> tuple[str, str] | None:
        """A known label and the text after its colon, `办理地点：…`; None for others, and for short labels."""
        found = self.pair(text)
        return found if found and is_sure(found[0]) else None

    def pair(self, text: str) -> tuple[str, str] | None:
        """The same, for short labels too: `份数：1`."""
        colon = (_BRACKETED if "【" in text[:_BEFORE] else _COLON).search(text, 0, _LONGEST)
        name = self.known(text[: colon.start()]) if colon else None
        if name is None:
            colon = _GAP.search(text, 0, _LONGEST) if numbered(text) else _BARE_GAP.match(text)
            name = self.known(text[: colon.end()]) if colon else None
        rest = text[colon.end() :].strip() if colon and name else ""
        if colon and colon.re is _BARE_GAP and any(map(self.known, rest.split())):
            return None  # the headings of a table: 受理条件 办理地点
        return (name, rest) if name else None


def is_sure(name: str) -> bool:
    """Whether a known name before a colon is a label anywhere: 版本, which only guides have, not 窗口."""
    return len(name) >= SURE or name in _OWN


def is_brief(name: str, text: str) -> bool:
    """Whether a text is labelled by a short word that is a label behind a number only: 2、条件：…."""
    return name in _BRIEF and has_number(text)


def is_of_materials(text: str) -> bool:
    """Whether a heading announces the materials in words of its own: 二、居民用户申请报装所需资料."""
    bare = without_number(text).strip(_ENDS)
    return bare.endswith(("材料", "资料")) and _OF_MATERIALS.fullmatch(bare) is not None


def is_short(text: str) -> bool:
    """Whether a text is short enough to be an unknown label."""
    return 0 < len(text) <= _STRANGE


def clean(text: str) -> str:
    """A label without blanks, trailing colon or asterisk."""
    return "".join(text.split()).strip(_ENDS)


def without_row_numbers(names: Iterable[str]) -> tuple[str, ...]:
    """The columns that describe their rows, without row numbers and the like."""
    return tuple([name for name in names if name not in FURNITURE])


def unit_of(label: str) -> str:
    """The unit of time given in a label in brackets, 承诺时限(工作日); else empty."""
    note = _NOTE.fullmatch(label)
    unit = _UNIT.fullmatch(note[2]) if note else None
    return unit[1] if unit else ""


@lru_cache(maxsize=1000)
def label_for(columns: tuple[str, ...], title: str | None) -> str | None:
    """The label for rows with these columns; "" if each row is a matter, None if they are neither."""
    named = list_titled(title) if title else None
    list_label = list_of_columns(columns)
    if title and named and (list_label == named or not (list_label or _of_matters(columns, named))):
        return title
    if list_label:
        return list_label
    titled_list = list_titled(columns[0]) if len(columns) > 1 else None
    if titled_list and fits(columns[1:], titled_list):
        return titled_list  # 办理环节 | 办理时限 | 审核标准
    return "" if _of_matters(columns) else None


def list_beside(columns: tuple[str, ...]) -> str | None:
    """The label of the list whose leading column stands beside the names of matters: 事项名称 | 材料名称."""
    return next(filter(None, map(list_led_by, columns)), None) if not NAMES.isdisjoint(columns) else None


def _of_matters(columns: tuple[str, ...], named: str = "") -> bool:
    """Whether two columns or more are a matter's own; columns of a list `named` do not count."""
    return sum(column in _OWN and not (named and belongs(column, named)) for column in columns) > 1
