"""JSON Lines: one result a line, misses included in their place."""

from __future__ import annotations

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING
from immunomod.render.json import spelt

if TYPE_CHECKING:
    from typing import TextIO


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    for text in spelt(result.results):
        out.write(text + "\n")
