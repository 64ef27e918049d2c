"""The console script: what happens around every call, whoever answers it."""

import io
import os
import sys
from typing import TextIO

from immunomod.cli.answer import orderly_end


def main() -> None:
    """Answers the call and exits; ends quietly on a closed pipe or Ctrl-C."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    with orderly_end():
        from immunomod.cli.app import app

        app()


def _nowhere() -> TextIO:
    """Stands in for a stream that the shell has closed."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
