"""JSON Lines: one result a line, misses included in their place."""

from __future__ import annotations

import json

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    for item in result.results:
        out.write(json.dumps(item, ensure_ascii=False) + "\n")
