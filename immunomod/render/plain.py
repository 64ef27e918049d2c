"""Plain text for pipes: tab-separated, no header, nothing cut; the first column is the id."""

from typing import TextIO

from immunomod.query.result import Result
from immunomod.render.rows import rows_of


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    for row in rows_of(result).rows:
        out.write("\t".join(row) + "\n")
