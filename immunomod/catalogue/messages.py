"""Pydantic's errors in the words of somebody who edits the file: what is wrong, how to mend it."""

from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from immunomod.catalogue.types import NO_FORMULA
from immunomod.text import quoted

Path = tuple[str | int, ...]

_WANTED = {"string_type": "text", "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping"}


def explain(error: ErrorDetails) -> tuple[Path, str]:
    """The path inside the entry and one line that says what to change."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    key = path[-1] if path else ""
    context: dict[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "extra_forbidden":
            return path, f"unknown key {quoted(str(key))}; remove it or correct its spelling"
        case "missing":
            return path[:-1], f"{key!r} is missing; add it"
        case "literal_error":
            return path, _not_allowed(error["input"], context["expected"])
        case "string_pattern_mismatch" if context["pattern"] == NO_FORMULA:
            return path, f"{quoted(error['input'])} would be a formula in a spreadsheet; begin with a letter or digit"
        case "string_pattern_mismatch":
            return path, f"{quoted(error['input'])} does not have the form {context['pattern']}; correct it"
        case "string_too_short" | "too_short":
            return path, f"{key!r} is empty; fill it in or remove the key"
        case "string_too_long":
            return path, f"longer than {context['max_length']} characters; shorten it"
        case "string_type" | "list_type" | "dict_type" | "model_type" as kind:
            return path, f"expected {_WANTED[kind]}, found {_shape(error['input'])}; see the schema"
        case _:
            return path, f"{error['msg']}; see the schema"


def _not_allowed(given: object, expected: str) -> str:
    allowed = [word.strip().strip("'") for word in expected.replace(" or ", ",").split(",") if word.strip()]
    near = get_close_matches(str(given), allowed, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(allowed)}"
    return f"{_shape(given) if isinstance(given, (list, dict)) else quoted(str(given))} is not allowed here; {hint}"


def _shape(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else f"the text {quoted(str(value), 40)}"
