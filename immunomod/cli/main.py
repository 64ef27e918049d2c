"""The console script: what happens around every call, whoever answers it."""

from __future__ import annotations

import gc
import io
import os
import sys

from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn, TextIO


_INTERRUPTED = 130  # as in `immunomod.exits`, which is not loaded yet when this is needed


def main() -> None:
    """Answers the call and exits; ends quietly on a closed pipe or Ctrl-C."""
    gc.disable()  # a call is short and leaves nothing behind that needs collecting: a twentieth of its time
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdigit() and len(size) < 6):  # libraries stumble over what is no number, as ² is
            os.environ.pop(name, None)
    sys.unraisablehook = _interrupted_elsewhere
    try:
        _answer()
    except KeyboardInterrupt:  # before anything else was there to hear it
        _end_interrupted()
    except Exception as error:
        # pydantic's core tells it so when it comes while a model is built; no other error is taken for it
        if type(error).__module__.startswith("pydantic_core") and "KeyboardInterrupt" in str(error):
            _end_interrupted()
        raise
    except SystemExit as end:
        if end.code == _INTERRUPTED:  # else Python may end by the signal, if it came while a library ran `exec`
            os._exit(_INTERRUPTED)
        raise
    finally:
        gc.freeze()  # nor need the interpreter look through everything as it ends: another twentieth


def _answer() -> None:
    from immunomod.cli.answer import orderly_end

    with orderly_end():
        from immunomod.cli.fast import answer_plain_call

        answer_plain_call(sys.argv[1:])
        from immunomod.cli.app import app

        app()


def _end_interrupted() -> NoReturn:
    """As `orderly_end` does it, and at once: temporary files are left to the next build."""
    try:
        print("immunomod: interrupted", file=sys.stderr, flush=True)
    finally:
        os._exit(_INTERRUPTED)


def _interrupted_elsewhere(unraisable: sys.UnraisableHookArgs) -> None:
    """Ctrl-C inside a library that lets no exception through, as pydantic's does, would be lost otherwise."""
    if unraisable.exc_type is KeyboardInterrupt:
        _end_interrupted()
    sys.__unraisablehook__(unraisable)


def _nowhere() -> TextIO:
    """Stands in for a stream that the shell has closed."""
    return open(os.devnull, "w", encoding="utf-8")
