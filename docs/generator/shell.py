"""Commands run as a user runs them."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.generator import ROOT

TEXT_WIDTH = 96  # of pages shown as text
_PROGRAM = '#!{python}\nimport runpy\n\nrunpy.run_module("immunomod", run_name="__main__")\n'
_OWN = ("NO_COLOR", "FORCE_COLOR", "IMMUNOMOD_CATALOGUE", "PAGER")  # settings of whoever runs this


def run(command: str, folder: Path = ROOT, width: int = TEXT_WIDTH) -> str:
    """What a shell command prints, results and messages, to somebody with a window of `width` columns.

    Raises RuntimeError where it is a traceback, which no page should show.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _OWN}
    path = os.pathsep.join([program_folder().name, os.environ.get("PATH", "")])
    done = subprocess.run(
        ["bash", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**inherited, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": str(width), "TERM": "xterm-256color"},
        check=False,
    )
    if "Traceback (most recent call last)" in done.stdout:
        raise RuntimeError(f"{command}\n{done.stdout}")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


@cache
def program_folder() -> TemporaryDirectory[str]:
    """A folder to put on the path, with the command `immunomod` of this checkout; gone at exit."""
    folder = TemporaryDirectory()
    program = Path(folder.name) / "immunomod"
    program.write_text(_PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    return folder
