"""CSV with a header line, as RFC 4180 but for the line ends of the platform's shell tools."""

import csv
from typing import TextIO

from immunomod.query.result import Result
from immunomod.render.rows import rows_of


def write(result: Result, out: TextIO, color: bool | None = None) -> None:
    table = rows_of(result)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
