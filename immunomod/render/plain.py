"""Plain text for pipes: tab-separated, no header, nothing cut; the first column is the id."""

from __future__ import annotations

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING
from immunomod.render.rows import rows_of

if TYPE_CHECKING:
    from typing import TextIO


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    for row in rows_of(result).rows:
        out.write("\t".join(row) + "\n")
