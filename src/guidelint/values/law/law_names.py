"""Finds the names of laws in running text: between 《》, and unmarked ones such as 食品安全法."""

from __future__ import annotations

from guidelint.lean.regex import regex

_LONGEST_TITLE = 200
_LONGEST_NAME = 44
_SHORT_NAMES = ("宪法", "刑法", "水法", "民法典")
OTHER_MARKS = frozenset('〉>＞”"」』')
"""Closing marks of names that are not in 《》: 〈婚姻法〉第五条."""
_GENERIC_STEMS = (
    "管理", "实施", "工作", "具体", "行政", "地方", "国家", "部门", "操作", "议事", "暂行", "一般",
)  # fmt: skip


def find_titles(text: str) -> list[tuple[int, int]]:
    """Start and end of each title with its 《》, the outermost of nested ones; an unclosed 《 holds none."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _marks.finditer(text):
        if found[0] == "《":
            opened.append(found.start())
        elif opened:
            pairs.append((opened.pop(), found.end()))
    titles: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        inside = titles and end <= titles[-1][1]
        if not inside and 2 < end - start <= _LONGEST_TITLE + 2 and text[start + 1 : end - 1].strip():
            titles.append((start, end))
    return titles


def name_before(text: str, position: int) -> tuple[int, int] | None:
    """Start and end of the unmarked name that ends at `position` or at a bracket just before it.

    None for words that only point back or at law in general (本法, 该条例, 有关规定, 依法).
    """
    end = position
    while end and position - end < 3 and _near.match(text, end - 1):
        end -= 1
    bracket = _bracket.search(text, max(0, end - 62), end)
    end = bracket.start() if bracket else end
    if text[end - 1 : end] in OTHER_MARKS:
        end -= 1
    run = _run.search(text, max(0, end - _LONGEST_NAME), end)
    if run is None:
        return None
    start = run.start() + _lead_length(run[0])
    return (start, end) if _is_name(text[start:end]) else None


def names_law(text: str) -> bool:
    """Whether the text contains an unmarked name of a law.

    Stricter than `name_before`, as no article confirms the name: a 办法, 规定 or 决定 needs a subject
    (…登记管理规定, 关于…的决定).
    """
    for found in _ending.finditer(text):
        run = _run.search(text, max(0, found.start() - _LONGEST_NAME), found.end())
        name = run[0][_lead_length(run[0]) :] if run else ""
        if _is_name(name) and (found[0] in ("法", "法典", "条例") or _tells_of.search(name)):
            return True
    return False


def _lead_length(run: str) -> int:
    """The length of the words before the name: 申请人应当根据 in 申请人应当根据行政许可法."""
    length = 0
    for found in reversed(list(_lead.finditer(run))):
        if _is_name(run[found.end() :]):
            length = found.end()
            break
    while length < len(run) and _first_sign.match(run, length) and _is_name(run[length + 1 :]):
        length += 1
    return length


def _is_name(name: str) -> bool:
    if name in _SHORT_NAMES:
        return True
    ending = _name_end.search(name)
    if ending is None or ending.start() < 2:
        return False
    stem = name[: ending.start()]
    if stem in _GENERIC_STEMS or _points_back.search(stem):
        return False
    if stem.endswith("的") and "关于" not in stem:
        return False
    return ending[0] != "法" or not _no_law.search(stem)


_marks = regex("[《》]")
_near = regex(r"[，,、：:\s]")
_bracket = regex(r"[（(][^（）()]{0,60}[）)]$")
_run = regex("[\u4e00-\u9fff]+$")
_name_end = regex("(?:法典|条例|办法|规定|细则|决定|规则|通则|总则|法)$")
_ending = regex("法典|条例|办法|规定|细则|决定|规则|通则|总则|法(?![律定人院治制官庭学令务医理]|规(?!定))")


@regex
def _tells_of() -> str:
    """The pattern of a 办法, 规定 or 决定 with a subject."""
    subject = "管理|登记|程序|暂行|特别|若干|监督|实施|使用|处理|处罚|保护|公开|许可|审批|备案"
    return rf"关于.{{4,{_LONGEST_NAME}}}的..$|.{{4}}(?:{subject})(?:办法|规定|细则|规则)$"


_lead = regex(
    "根据|依据|依照|按照|违反|符合|适用|参照|遵照|遵守|执行|落实|贯彻|详见|参见|以及|应当|属于|对照|"
    "依(?![法据照])|按(?![照摩揭劳])|(?:法|条例|办法|规定|细则|规则|条|款|项)[和及与或]"
)
_first_sign = regex("[依按据及与和或在由]|见(?!义)|原(?![产子料油木种始材])")
_points_back = regex(
    "(?:(?<!基)[本该此其](?:实施)?|上述|前述|前款|前条|有关|相关|以上|下列|这些|其他|其它|现行|法律|法规|规章|国家|"
    "上级|政策|文件|主管部门|人民政府|县政府|市政府|省政府|明文|另有|另行|按|作出|做出|所|等|条|款|项)$|"
    "(?:有关|相关|上级).{0,6}$"
)
_no_law = regex("(?:[依执方做合非违看手想说守普犯枉知送立办书打语变法]|(?<!公)司|(?<!预)算|(?<!适)用)$")
"""Stems that form a common word with 法, not a law: 执法, 方法, 依法."""
