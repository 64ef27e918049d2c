"""Tab-separated values with a header line."""

from __future__ import annotations

from immunomod.query.result import Result
from immunomod.records import TYPE_CHECKING
from immunomod.render.rows import rows_of

if TYPE_CHECKING:
    from typing import TextIO


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    table = rows_of(result)
    for row in (table.header, *table.rows):
        out.write("\t".join(row) + "\n")
