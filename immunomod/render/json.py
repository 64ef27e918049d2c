"""JSON: one object, indented for a reader at a terminal, compact in a pipe."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from immunomod.query.result import Result, View
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_spell = json.JSONEncoder(ensure_ascii=False).encode


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    if out.isatty():
        out.write(json.dumps(result.envelope(), ensure_ascii=False, indent=2) + "\n")
        return
    mark = "{"
    for key, value in result.envelope().items():
        out.write(f"{mark}{_spell(key)}: ")
        if key == "results":
            _write_list(value, out)
        else:
            out.write(_spell(value))
        mark = ", "
    out.write("}\n")


def _write_list(items: Sequence[View], out: TextIO) -> None:
    """A list item by item, for it may be far longer than memory should hold."""
    out.write("[")
    for number, text in enumerate(spelt(items)):
        out.write(f", {text}" if number else text)
    out.write("]")


def spelt(items: Sequence[View]) -> Iterator[str]:
    """Each item in JSON. What several share, such as an agent that was asked for twice, is put into words once."""
    times = Counter(id(value) for item in items for value in item.values() if isinstance(value, (dict, list)))
    shared = {which for which, number in times.items() if number > 1}
    if not shared:
        yield from map(_spell, items)
        return
    known: dict[int, str] = {}

    def spell(value: object) -> str:
        if id(value) not in shared:
            return _spell(value)
        if id(value) not in known:
            known[id(value)] = _spell(value)
        return known[id(value)]

    for item in items:
        yield "{" + ", ".join(f"{_spell(key)}: {spell(value)}" for key, value in item.items()) + "}"
