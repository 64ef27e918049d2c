"""Writes the output contract as typed dictionaries for users of the Python API; they cost nothing at run time."""

import builtins
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from immunomod import words
from immunomod.schemas import checklist, compare, parts, regimens
from immunomod.schemas.entries import AgentRow
from immunomod.schemas.output import (
    ConditionResult,
    MechanismResult,
    Query,
    RiskResult,
    SafetyResult,
    SearchResult,
    TargetResult,
)

RETURNED: tuple[type[BaseModel], ...] = (
    parts.AgentOut,
    SafetyResult,
    ConditionResult,
    MechanismResult,
    RiskResult,
    TargetResult,
    SearchResult,
    AgentRow,
    regimens.CheckResult,
    compare.CompareResult,
    checklist.ChecklistResult,
)
_HEAD = '''"""What the Python API returns: plain dictionaries with the fields of the JSON output.

Generated from the output contract by `python -m immunomod.schemas.generate`.
"""

from typing import Literal, TypedDict

'''
_LONGEST = 130
_NONE = type(None)


def _unions(module: types.ModuleType) -> dict[Any, str]:
    """The word lists that a module has names for."""
    return {value: name for name, value in vars(module).items() if get_origin(value) in (Literal, Union)}


_WORDS = _unions(words)
_NAMED = {**_unions(parts), **_unions(compare), **_unions(regimens), **_unions(checklist), **_WORDS}


def source() -> str:
    """The text of `immunomod/shapes.py`."""
    models = list(dict.fromkeys(model for root in RETURNED for model in _reached(root)))
    used = dict.fromkeys(name for model in models for field in _fields(model).values() for name in _names(field))
    imported = "".join(f"    {name},\n" for name in sorted(set(used) & set(_WORDS.values())))
    lists = {name: value for value, name in _NAMED.items() if name in used and value not in _WORDS}
    aliases = "\n".join(_broken(f"{name} = {_text(value, named=False)}") for name, value in lists.items())
    return f"{_HEAD}from immunomod.words import (\n{imported})\n\n{aliases}\n\n\n" + "\n\n\n".join(map(_class, models)) + "\n"


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields by the names they have in output; a lookup that returns has found something."""
    fields = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
    return {key: _without_none(annotation) for key, annotation in fields.items()} if issubclass(model, Query) else fields


def _without_none(annotation: Any) -> Any:
    found = [part for part in get_args(annotation) if part is not _NONE]
    return found[0] if _NONE in get_args(annotation) else annotation


def _reached(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model, and before it those that its fields are made of."""
    for annotation in _fields(model).values():
        for inner in _inside(annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from _reached(inner)
    yield model


def _inside(annotation: Any) -> Iterator[Any]:
    """A type and those it is made of."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _inside(part)


def _names(annotation: Any) -> Iterator[str]:
    """The named word lists that a type is made of."""
    return (_NAMED[part] for part in _inside(annotation) if get_origin(part) in (Literal, Union) and part in _NAMED)


def _class(model: type[BaseModel]) -> str:
    name, fields = _name(model), {key: _text(annotation) for key, annotation in _fields(model).items()}
    if "with" not in fields:
        return "\n".join([f"class {name}(TypedDict):", *(f"    {key}: {text}" for key, text in fields.items())])
    rows = "\n".join(f'        "{key}": {text},' for key, text in fields.items())
    return f'{name} = TypedDict(\n    "{name}",\n    {{\n{rows}\n    }},\n)'


def _broken(line: str) -> str:
    """A list of words on one line, or with one word a line where it is longer than that."""
    if len(line) <= _LONGEST:
        return line
    head, _, words_ = line.removesuffix("]").partition("[")
    return "\n".join([f"{head}[", *(f"    {word}," for word in words_.split(", ")), "]"])


def _text(annotation: Any, named: bool = True) -> str:
    """A type as source text; word lists by name unless `named` is False."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if named and origin in (Literal, Union) and annotation in _NAMED:
        return _NAMED[annotation]
    if origin is Literal:
        return "Literal[" + ", ".join(f'"{word}"' for word in arguments) + "]"
    if origin is Annotated:
        return _text(arguments[0])
    if origin in (Union, types.UnionType):
        return " | ".join(map(_text, sorted(arguments, key=lambda part: part is _NONE)))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(_text, arguments))}]"
    if annotation is _NONE:
        return "None"
    return _name(annotation) if issubclass(annotation, BaseModel) else str(annotation.__name__)


def _name(model: type[BaseModel]) -> str:
    """A model's name without its `Out`; never that of a builtin."""
    bare = model.__name__.removesuffix("Out")
    return f"{bare}Fact" if hasattr(builtins, bare) else bare
