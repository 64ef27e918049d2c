"""JSON: one object, indented for a reader at a terminal, compact in a pipe."""

import json
from typing import TextIO

from immunomod.query.result import Result


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    indent = 2 if out.isatty() else None
    out.write(json.dumps(result.envelope(), ensure_ascii=False, indent=indent) + "\n")
