"""Tables of the keys of catalogue files, from the schema that they are checked against."""

import json
import re
from collections.abc import Iterator
from typing import Any

from docs.generator import ROOT

_SCHEMA = ROOT / "immunomod" / "schemas" / "catalogue.schema.json"
_PLAIN = {"^[a-z0-9]+(-[a-z0-9]+)*$": "id", r"^\d{4}-\d{2}-\d{2}$": "date", r"^https?://\S+$": "address"}


def tables() -> Iterator[str]:
    """A table for each kind of entry, in the order of a file, then one for each part of an entry."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    models = schema["$defs"]
    kinds = {_kind(value): key for key, value in schema["properties"].items()}
    titles = {name: kinds.get(name) or _words(name) for name in [*kinds, *models]}
    for name, title in titles.items():
        yield from _table(title, models[name], titles)


def _kind(value: dict[str, Any]) -> str:
    """The model of a kind's entries."""
    (name,) = re.findall(r"#/\$defs/(\w+)", json.dumps(value))
    return str(name)


def _words(name: str) -> str:
    """`CitedText` as "cited text"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _table(title: str, model: dict[str, Any], titles: dict[str, str]) -> Iterator[str]:
    yield from (f"### {title}", "")
    if "description" in model:
        yield from (model["description"], "")
    yield from ("| key | value | |", "|---|---|---|")
    for key, value in model["properties"].items():
        needed = "Needed. " if key in model.get("required", ()) else ""
        yield f"| `{key}` | {_value(value, titles)} | {needed}{value.get('description', '')} |"
    yield ""


def _value(value: dict[str, Any], titles: dict[str, str]) -> str:
    """What a key may hold, in a few words."""
    choices = [part for part in value.get("anyOf", ()) if part.get("type") != "null"]
    if choices:
        return " or ".join(_value(part, titles) for part in choices)
    if "$ref" in value:
        title = titles[value["$ref"].rpartition("/")[2]]
        return f"[{title}](#{title.replace(' ', '-')})"
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if value.get("type") == "array":
        return f"list: {_value(value['items'], titles)}"
    if value.get("type") == "object":
        inner: dict[str, Any] = value.get("additionalProperties") or next(iter(value.get("patternProperties", {}).values()), {})
        return f"mapping: {_value(inner, titles)}" if inner else "mapping"
    pattern = value.get("pattern")
    return "text" if pattern is None else _PLAIN.get(pattern) or f"text like `{pattern}`".replace("|", r"\|")
