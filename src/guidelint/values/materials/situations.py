"""Reads in which situations a material is handed in: 委托他人办理的提供, （如有）, 涉及林地的…, 小型项目可免.

Two questions are asked of the same wording. `tells_situation` is generous: who or when is told in some way.
`only_some` is strict: some applicants surely need not hand the material in; how it is handed in (无需提供原件),
what must be done with it (如有涂改须签字) and what another paper is for are no such words.
"""

from __future__ import annotations

from functools import lru_cache

from guidelint.lean.regex import regex
from guidelint.values.materials.material_names import is_form_name

_IF = "(?:如果|如(?=有|需|为|是|系|属|涉及|委托|代|由|非|无|不|未|已|遗失|变更|存在|采用|选择)|倘若|若(?!干))"
_HAND_IN = "(?:提供|提交)"
_MUST = "(?:则|请|还|另|须|需|应当?|要){0,3}"
_ABOUT = "(?:属于?(?![地实])|涉及)"
_LONGEST = 1000
"""The maximum length of a note on one material."""


@lru_cache(maxsize=4096)
def tells_situation(text: str) -> bool:
    """Whether a note tells who hands a material in, or when; 如实填写 and 填写时字迹清晰 tell how."""
    return _situation.search(text[:_LONGEST]) is not None and not only_optional(text)


def only_optional(text: str) -> bool:
    """Whether a note says no more than that the material is optional: 否, 可不提供, 根据实际情况提供."""
    return _optional.fullmatch(text.strip(" 。.")) is not None


@lru_cache(maxsize=4096)
def name_tells_situation(name: str) -> bool:
    """Whether a material's name does, in a bracket or at its head: 委托书（如有）, 涉及林地的使用证."""
    marks = "；".join(_bracket.findall(name))
    return _head.match(name) is not None or tells_situation(marks)


@lru_cache(maxsize=4096)
def only_some(text: str, name: str) -> str | None:
    """The words of a note by which only some applicants hand in the material of this name."""
    for sentence in _ends.split(text[:_LONGEST]):
        found = _some.search(sentence) or _if_so.search(sentence)
        if found and not _how.search(found[0]):
            return found[0].strip("，, （(")
        spared = _spares.search(sentence) and _spared.search(sentence)
        if spared and not _shared.search(sentence) and _is_it(spared["what"], name):
            return spared[1]
    return None


def only_some_by_name(name: str) -> str | None:
    """The words of a material's name that limit it to some applicants; a form is for all of them."""
    plain = "（" not in name and "(" not in name and name[:1] not in _FIRST_OF_HEAD
    return None if plain else _only_some_by_name(name)


@lru_cache(maxsize=4096)
def _only_some_by_name(name: str) -> str | None:
    marked = _mark.search(name)
    if marked:
        return marked[0]
    found = _head.match(name)
    return found[0].rstrip("，,") if found and not is_form_name(name) else None


def case_titled(title: str) -> str | None:
    """The case in which the materials below a group title are needed, without its number; None for other titles."""
    found = _case.fullmatch(title.strip())
    return found[1] if found else None


def _is_it(what: str, name: str) -> bool:
    """Whether what need not be handed in is the material itself: nothing else is named, or each part of its name.

    不需提供委托书 leaves the rest of 经办人身份证明和委托书 to be handed in.
    """
    what = what.strip("。 ")
    pairs = [what[at : at + 2] for at in range(len(what) - 1)]
    parts = [part for part in _and.split(name) if len(part) > 1]
    return not what or (bool(parts) and all(any(pair in part for pair in pairs) for part in parts))


@regex
def _optional() -> str:
    rarely_holds = "特殊(?:情况|情形)|有?需要时?|按需|(?:根据|按照?|依)(?:具体|实际)?(?:情况|需要)"
    return (
        f"(?:该|此|本)?(?:项|材料)?(?:为|属于?)?(?:否|选填|可选|[非不]是?必[要须需填]|可以?不|{rarely_holds})"
        "(?:材料|提供|提交|而定|[时下的项]){0,3}"
    )


_and = regex("[、及和与]")
_ends = regex("[。；;\n]+")
_bracket = regex("[（(]([^（()）]*)[)）]")
_FIRST_OF_HEAD = frozenset("如倘若属涉委代")
"""The characters with which a match of `_head` may begin."""
_head = regex(f"(?:{_IF}|{_ABOUT})[^，,。；;]{{1,30}}[，,的]|(?:委托|代办|代理)[^，,。；;]{{0,8}}办理的")
"""A name that begins with its situation."""


@regex
def _mark() -> str:
    acts = f"(?:{_ABOUT}|委托|代办|代理|非(?:本人|法定代表人|负责人))[^（()）]{{0,20}}(?:的|时|{_HAND_IN})"
    return f"[（(](?:[如若]有|[如若]需|非必要|{_IF}[^（()）]{{2,20}}|{acts})[)）]"


@regex
def _some() -> str:
    """仅指…, 仅…提供, 委托他人办理的提供, 非本人办理提供, where nothing else is named that is handed in.

    法定代表人的提供 says whose it is, not when.
    """
    end = "(?=[，,）)]|$)"
    when = "(?:委托|代办|代理|变更|注销|延续|遗失|涉及|属于)[^，,]{0,12}时"
    who = "(?:委托|代办|代理|涉及|属|变更|注销|延续|遗失|申请|办理|从事|使用|选择|持有|通过|[非未不无有为是系已])"
    return (
        f"(?<!不)仅指[^，,]{{0,40}}|^仅(?![需须要提可用])[^，,]{{2,20}}{_HAND_IN}|"
        f"(?:^|[，,])(?:[^，,]{{0,12}}{who}[^，,]{{1,20}}的|{when})[，,]?{_MUST}{_HAND_IN}{end}|"
        f"(?:^|[，,])(?:非(?!必)|未成年|委托|代办|代理)[^，,的由]{{1,16}}{_HAND_IN}{end}"
    )


_if_so = regex(f"(?:^|[，,（(]){_IF}[^，,请应可须提]{{1,20}}(?:[，,]?{_MUST}{_HAND_IN})?[)）]?$")
"""A condition at the end of a sentence, apart from the handing in: 如有变更, 若有代理人，请提供."""
_how = regex(
    "盖|签|注明|附|翻译|说明|咨询|联系|拨打|告知|补|清晰|完整|有效|真实|最新|打印|填写|疑问|误|符合[要规]|复印件|原件|"
    "(?:申请人|本人|当事人|单位)的|须(?!提)|需(?!提|$)"
)
"""Words on how a material must look, or what else is to be done."""
_spares = regex("可免|可不|不需|无需|免提|免于|除外")
"""Every exemption contains one of these words; a quick test."""


@regex
def _spared() -> str:
    how = "原件|复印件|纸质|书面|电子|实体"
    return (
        "((?:[^，,（()）]{1,20}的[，,])?[^，,（()）]{0,20}?(?:可免(?!费)|可不(?:提供|提交|编制|单独)|[不无]需(?:提供|提交)|免于?提交|(?<!规定)(?<!原件)(?<!复印件)的除外))"
        f"(?!的|{how})(?P<what>[^，,（(]{{0,30}})"
    )


@regex
def _shared() -> str:
    """What is looked up, made on the spot or handed in otherwise is needed of all; a fee may be waived."""
    looked_up = (
        "共享|[核查][验对实查]|(?:可|能|[线网])[查询]|查询|比对|调取|获取|认证|系统|数据|网上|在线|联网"
    )
    return f"{looked_up}|电子证照|电子件|工作人员|现场[拍打]|费可免"


@regex
def _situation() -> str:
    when = "(?<![及同按小临平实随准定])(?<!填写)(?<!填报)(?<!申请)(?<!提交)(?<!领取)(?<!受理)(?<!办理)时(?!间|限|效|段)"
    needed = (
        "情形|情况(?!说明)|涉及|属于|委托|代办|代理|除外|适用|任选|之一|选其?一|可免(?!费)|可不|"
        "[不无]需(?:提供|提交)"
    )
    of_whom = "(?:非(?!必)|已婚|未婚|离异|丧偶|外籍|外省|外地)[^，,。；;\n]{0,12}"
    of_all = (
        "请|须|需|应|由|可|要|必须|申请|当事|本人|办事|双方|所有|均|全部|一律|现场|窗口|线[上下]|网上|到|同时|一并|自行|"
        "如实|及时|尽快|按|原件|复印|纸质|电子|盖章|加盖|签字|无需|不需|或|与|和"
    )
    return (
        rf"{when}|如(?![实下上图期何同])|若(?!干)|仅|凡|{needed}|的(?:[，,。；;、）)]|$|提|须|需|应|由)|"
        rf"(?:^|[，,。；;\n])(?:(?!{of_all})[^，,。；;\n]{{2,16}}{_HAND_IN}|{of_whom})(?=[，,。；;\n]|$)"
    )


@regex
def _case() -> str:
    number = r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．])?\s*"
    of_all = "共[同用通性]|通用|基本|均[需须应要]|都[需须应要]|所有"
    who = "个人|自然人|单位|企业|法人|个体工商户"
    what = "(?:首次|初次|新)(?:申[请报办领]|办|设立|核发)|[设成]立|变更|延[续期]|换[证发领]|补[办领发证]|遗失|注销|增项"
    case = (
        f"情[形况][一二三四五六七八九十\\d]|(?:{who}|机构|个体户|本人|代理人|委托|代办)[^材资]{{0,6}}"
        f"(?:申[请报办领]|办理|新办|变更|的)|{what}|(?:{who})(?=[：:]?$)"
    )
    return rf"\A{number}((?!.*(?:{of_all})).{{0,20}}(?:{case}).{{0,24}}?)[：:]?"
