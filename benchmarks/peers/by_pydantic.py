"""The thirty rules as pydantic models generated from the table; conditions on other fields are validators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError, ValidationInfo, create_model
from pydantic_core import PydanticCustomError
from shared_rules import LISTS, SHARED, Shared


def checker() -> Callable[[Any], list[str]]:
    """A function from a guide to the rules that it breaks."""
    validate = guide_model().model_validate

    def check(guide: Any) -> list[str]:
        try:
            validate(guide)
        except ValidationError as error:
            return [_rule(each) for each in error.errors(include_url=False, include_input=False)]
        return []

    return check


def guide_model() -> type[BaseModel]:
    """The model of a guide, with those of its lists inside."""
    parts = {name: list[_model(name, {})] for name in LISTS}  # type: ignore[misc]
    return _model("", parts)


def _model(items: str, parts: dict[str, Any]) -> type[BaseModel]:
    """The model of a list element or of the guide: fields on which others depend come first."""
    rules = [each for each in SHARED if each.items == items]
    asked = [each.when[0] for each in rules if each.when] + [
        each.extra[0] for each in rules if each.kind == "any"
    ]
    names = dict.fromkeys([*asked, *(each.field for each in rules), *parts])
    later = [name for name in names if any(each.field == name and _depends(each) for each in rules)]
    order = [name for name in names if name not in later] + sorted(later, key=asked.count, reverse=True)
    kinds = {"fees": list[Any]} | parts
    fields = {
        name: _field([each for each in rules if each.field == name], kinds.get(name, str)) for name in order
    }
    return create_model(items or "guide", **fields)


def _depends(shared: Shared) -> bool:
    return shared.when is not None or shared.kind == "any"


def _field(rules: Iterable[Shared], kind: Any) -> tuple[Any, Any]:
    default: Any = Field(default=None)
    for each in rules:
        if each.kind == "enum":
            kind = Literal[each.extra]
        elif each.kind == "pattern":
            kind = Annotated[str, Field(pattern=each.extra[0])]
        elif not _depends(each):
            default = Field()
        else:
            kind = Annotated[kind | None, AfterValidator(_given(each))]
            default = Field(default=None, validate_default=True)
    return kind, default


def _given(shared: Shared) -> Callable[[Any, ValidationInfo], Any]:
    """A validator for a field that must be present if another has a certain value, or none."""
    name, values = shared.when or ("", ())
    other = shared.extra[0] if shared.kind == "any" else ""

    def validate(value: Any, info: ValidationInfo) -> Any:
        lacking = value is None and (not name or info.data.get(name) in values)
        if lacking and not (other and info.data.get(other)):
            raise PydanticCustomError("lacking", "is lacking")
        return value

    return validate


def _rule(error: Any) -> str:
    place = error["loc"]
    items, field = ("", place[0]) if len(place) == 1 else (place[0], place[-1])
    return _RULES[(items, field, error["type"] in ("missing", "lacking"))]


_RULES = {(each.items, each.field, each.kind in ("required", "any")): each.rule for each in SHARED}
