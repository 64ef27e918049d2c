"""JSON Lines: one result a line, misses included in their place."""

import json
from typing import TextIO

from immunomod.query.result import Result


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    for item in result.results:
        out.write(json.dumps(item, ensure_ascii=False) + "\n")
