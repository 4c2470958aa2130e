"""Whether a guide knows its own mind about agents: the applicant in person, or somebody for him."""

from __future__ import annotations

from typing import Any

from guidelint.checks.base import Check, CheckResult
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data


class ProxyConflict(Check):
    """A guide must not require the applicant in person and also allow an agent without saying when which
    applies.

    An agent allowed to some applicants (法人可以委托…) or for some purposes (补领可以委托…) is no conflict.

    Conditions, reason for a visit, process and steps, and answers are read. The path is the field that allows
    the agent; {found} is what it says.
    """

    message_args = ("found",)

    def test(self, value: Any, item: Data, record: Data) -> CheckResult:
        texts = _texts_on_presence(record)
        whole = "\n".join([text for _, text in texts])
        if not ("本人" in whole or "亲自" in whole or "不得" in whole):
            return None
        if not _in_person.search(whole) or _distinguished.search(whole):
            return None
        for path, text in texts:
            for found in _by_agent.finditer(text):
                if _of_all.search(text, max(0, found.start() - 40), found.start()):
                    return [(path, {"found": found[0]})]
        return None


_FIELDS = ("conditions", "visit_reason", "process")
_PARTS = (("steps", "content"), ("faq", "answer"))


def _texts_on_presence(record: Data) -> list[tuple[Path, str]]:
    """The texts that say who must come, each with its path."""
    texts: list[tuple[Path, Any]] = [((name,), record.get(name)) for name in _FIELDS]
    for name, part in _PARTS:
        elements = enumerate(record.get(name) or ())
        texts += [(("$", name, number, part), element.get(part)) for number, element in elements]
    return [(path, text) for path, text in texts if text]


_in_person = regex(
    "(?:须|需|应)(?:要|当)?[^，。；;\n]{0,8}本人[^，。；;\n]{0,6}(?:到场|到现场|前往|办理)|本人(?:须|需|应当|必须)到(?:场|现场|窗口)|本人(?:须|需|应当|必须)?亲自(?!签|填|书写)|"
    "(?:须|需|应)(?:要|当)?(?:亲自|本人亲自)(?!签|填|书写)|(?<!代理人)(?<!机构)(?<!人员)不得(?:由他人)?(?:代办|代理)(?!双方)"
)
_by_agent = regex(
    "(?<!不)(?:可以?|允许|支持)(?:由|委托)?[^，。；;\n]{0,6}(?:代办|代理|委托|代为)|"
    "(?:委托他人|由他人代)[^，。；;\n]{0,6}[均也亦]可"
)
_of_all = regex(
    "(?:^|[，。；;：:→\n、（(])\\s*(?:申请人|当事人|本人|办事人|申请|办理|业务|也|亦|或者?|同时|但|且|并|均){0,4}$"
)
"""A clause that so far names nobody but the applicant, and nothing but the application."""
_distinguished = regex(
    "(?:委托|代办|代理)[^，。；;\n]{0,8}(?:须|需|应)|确因|因病|因故|特殊|不便|无法|不能|除外|的除|未成年|未满|监护人|高龄"
)
