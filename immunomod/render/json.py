"""JSON: one object, indented for a reader at a terminal, compact in a pipe."""

from __future__ import annotations

import json

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    indent = 2 if out.isatty() else None
    out.write(json.dumps(result.envelope(), ensure_ascii=False, indent=indent) + "\n")
