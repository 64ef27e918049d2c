"""The console script: what happens around every call, whoever answers it."""

from __future__ import annotations

import gc
import io
import os
import sys

from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def main() -> None:
    """Answers the call and exits; ends quietly on a closed pipe or Ctrl-C."""
    gc.disable()  # a call is short and leaves nothing behind that needs collecting: a twentieth of its time
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _answer()
    finally:
        gc.freeze()  # nor need the interpreter look through everything as it ends: another twentieth


def _answer() -> None:
    from immunomod.cli.answer import orderly_end

    with orderly_end():
        from immunomod.cli.fast import answer_plain_call

        answer_plain_call(sys.argv[1:])
        from immunomod.cli.app import app

        app()


def _nowhere() -> TextIO:
    """Stands in for a stream that the shell has closed."""
    return open(os.devnull, "w", encoding="utf-8")
