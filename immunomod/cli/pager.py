"""Results longer than the screen, through the user's pager, with the habits of git. Only for a terminal."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path

ENVIRONMENT = "IMMUNOMOD_PAGER"
_DEFAULTS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}  # the first two as git sets them; our output is UTF-8
_LINK = re.compile(r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_NOT_STARTED = (126, 127)  # what a shell says of a program that cannot be run, or is not there
_LINKS_SINCE = 581  # the release of less that lets links through


class Page(io.StringIO):
    """Collects what a renderer writes for the terminal."""

    def isatty(self) -> bool:
        return True


def show(text: str) -> None:
    """Text on the terminal, paged when it is longer than the screen."""
    command = chosen() if _is_longer(text) else None
    if command is None or not _paged(text, command):
        sys.stdout.write(text)


def chosen() -> str | None:
    """The command that pages, or None where nothing should: as the user wishes, in CI, at a terminal that cannot."""
    command = os.environ.get(ENVIRONMENT, os.environ.get("PAGER"))
    if command is None:
        command = "less" if shutil.which("less") else ""
    if command.strip() in ("", "cat") or os.environ.get("CI"):
        return None
    if os.name != "nt" and os.environ.get("TERM", "dumb") == "dumb":
        return None
    return command


def _is_longer(text: str) -> bool:
    """Whether text and the prompt after it need more lines than the terminal has."""
    size = shutil.get_terminal_size()
    bare = _STYLE.sub("", _LINK.sub("", text))
    return sum(max(1, -(-len(line) // size.columns)) for line in bare.splitlines()) >= size.lines


def _paged(text: str, command: str) -> bool:
    """Whether a pager took the text. One that is left early has; one that could not be started has not."""
    import signal
    import subprocess

    sys.stdout.flush()
    text = _shown_by(command, text)
    before = signal.signal(signal.SIGINT, _stay)  # Ctrl-C is the pager's to answer; it does not inherit this
    try:
        environment = {**_DEFAULTS, **os.environ}
        # a shell, since a pager is a command with options; it is the user's own
        with subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment) as process:  # noqa: S602
            process.communicate(text.encode("utf-8", errors="replace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in _NOT_STARTED


def _stay(*_: object) -> None:
    """Does nothing about a signal."""


def _shown_by(command: str, text: str) -> str:
    """What of a text a pager can show. `more` counts styles as letters; of links, less alone is known to let them through."""
    program = command.split(maxsplit=1)[0]
    name = Path(program).stem
    if name == "less" and _LINK.search(text) and _lets_links_through(program):
        return text
    text = _LINK.sub("", text)
    return _STYLE.sub("", text) if name == "more" else text


def _lets_links_through(program: str) -> bool:
    """Whether this less does."""
    import subprocess

    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=5)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
    version = re.match(r"less (\d+)", said.stdout)
    return version is not None and int(version[1]) >= _LINKS_SINCE
