"""Reads values that answer another field than that of their key: 原件 under 材料类型, 网上办理 under 服务方式."""

from __future__ import annotations

from guidelint.dialects.candidates import raw_values
from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column, Level
from guidelint.dialects.dotted_names import Row
from guidelint.dialects.row_state import Pass, bare
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data
from guidelint.values.text.text_lists import split_texts
from guidelint.vocabulary import FIELDS, FLAG, SOURCES, Field

_PROMISED = "promised_limit"
_SOURCE = "materials.source"
_ISSUERS = ("issuer", "source_note")
"""The fields that may hold the issuer of a material, the first one preferred."""


def answers_another(run: Pass, target: Data, row: Row, asked: tuple[Level, Column, Path]) -> bool:
    """Store an option in the element's field to which it belongs, if that is empty (原件 under 材料类型); whether
    it was one.

    Some exports name the columns of materials this way. The field under which it was found is left unread.
    """
    level, column, path = asked
    raw, origin = next(((raw, at) for raw, at in raw_values(row, column) if raw), ("", ()))
    text = raw.strip() if isinstance(raw, str) else ""
    if not text or text in column.field.values or decoded(column.codes or {}, text) is not None:
        return False
    columns = _by_name(level)
    fields = [field for field in FIELDS[str(path[0])].fields if field.values and field.values != FLAG]
    options = [(field.name, _option(field, columns.get(field.name), text)) for field in fields]
    options = [(name, option) for name, option in options if option]
    if len(options) != 1:
        return column.dotted == _SOURCE and _names_issuer(run, target, row, asked, (text, origin))
    name, option = options[0]
    other = columns.get(name)
    if name in target or (
        other and any(_option(other.field, other, bare(raw)) for raw, _ in raw_values(row, other))
    ):
        return False
    run.put(target, name, option, (*path[:-1], name), origin)
    if column.field.name not in target:
        run.broken.add(path)
    return True


def take_answer(run: Pass, target: Data, row: Row, asked: tuple[Level, Column, Path]) -> None:
    """The same for an option that was read under its own key, where it is none: as if it had not been read."""
    _, column, path = asked
    name = column.field.name
    read = target.pop(name, None)
    if answers_another(run, target, row, asked):
        run.problems = [problem for problem in run.problems if problem.path != path]
        if name in target:
            run.broken.discard(path)
    elif read is not None:
        target[name] = read


def _names_issuer(
    run: Pass, target: Data, row: Row, asked: tuple[Level, Column, Path], found: tuple[str, Path]
) -> bool:
    """Read an authority given as a material's source as its issuer; whether it was one and is not named elsewhere."""
    from guidelint.values.materials.issuers import is_authority, names_nobody

    level, _, path = asked
    text, origin = found
    columns = _by_name(level)
    free = [
        n
        for n in _ISSUERS
        if n not in columns or not any(bare(raw) for raw, _ in raw_values(row, columns[n]))
    ]
    if not free or not is_authority(text):
        return False
    run.put(target, str(path[-1]), SOURCES[1], path, origin)
    if not names_nobody(text):
        run.put(target, free[0], text, (*path[:-1], free[0]), origin)
    return True


def _by_name(level: Level) -> dict[str, Column]:
    """The columns of a level; a platform lacks some fields."""
    return {column.field.name: column for column in level.columns}


def _option(field: Field, column: Column | None, text: str) -> str:
    """The option of a field that a text is, or stands for in its column; empty if it is none."""
    return text if text in field.values else decoded((column and column.codes) or {}, text) or ""


def take_limit(run: Pass, target: Data) -> None:
    """For a guide without limits, use as promised limit a 办理时间 counted in working days: 5个工作日内办结."""
    text = target["hours"]
    if not isinstance(text, str) or not _counted.search(text) or _clock.search(text):
        return
    del target["hours"]
    origin: Path = run.trace.pop(("hours",), ()) if run.trace is not None else ()
    run.put(target, _PROMISED, text, (_PROMISED,), origin)


_counted = regex("[0-9一二三四五六七八九十]个?工作日")
"""A number of working days."""
_clock = regex("[0-9][:：点时]|[上下]午|周[一二三四五六日末]|星期|节假日")
"""Words for days and hours of opening."""


def take_channels(run: Pass, target: Data) -> None:
    """Use as channels a 服务方式 that says how to apply: 网上办理、窗口办理."""
    path, text = ("service_mode",), target.get("service_mode")
    texts = split_texts(text) if isinstance(text, str) else []
    if not texts or not all(map(_channel.fullmatch, texts)):
        return
    del target["service_mode"]
    run.broken.discard(path)
    run.problems = [problem for problem in run.problems if problem.path != path]
    if "channels" in target:
        run.left[path] = text
        return
    target["channels"] = texts
    if run.trace is not None:
        run.trace[("channels",)] = run.trace.pop(path)


_channel = regex(
    "(?:可|全程|支持)?(?:[网线掌]上|在线|线下|网络|现场|实体|窗口|大厅|上门|邮[寄政递]|快递|自助|预约|电话|信函|传真|APP|微信|小程序)"
    "(?:终端|大厅|窗口|咨询)?(?:办理|申[请报办]|服务|受理|提交)?|(?:全程)?网办|一网通办|网上大厅"
)
"""A way to apply."""
