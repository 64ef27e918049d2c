"""Tab-separated values with a header line."""

from typing import TextIO

from immunomod.query.result import Result
from immunomod.render.rows import rows_of


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    table = rows_of(result)
    for row in (table.header, *table.rows):
        out.write("\t".join(row) + "\n")
