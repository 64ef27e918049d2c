"""An installation to break: the package with a catalogue of its own, run by somebody who may not write everywhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POWERLESS = ["setpriv", "--bounding-set=-all", "--"] if os.geteuid() == 0 else []  # root without the rights of root


class Installation:
    """A copy of the package in a folder, as a checkout (it builds its index) or as a wheel (it carries one)."""

    def __init__(self, folder: Path, catalogue: str | None = None) -> None:
        """`catalogue` is the text of a small catalogue; without it the real one is used."""
        self.folder = folder
        folder.mkdir(parents=True)
        shutil.copytree(ROOT / "immunomod", folder / "immunomod", ignore=shutil.ignore_patterns("__pycache__", "data"))
        if catalogue is None:
            shutil.copytree(ROOT / "data", folder / "data")
        else:
            (folder / "data").mkdir()
            (folder / "data" / "small.yaml").write_text(catalogue, encoding="utf-8")
        self.name = "tacrolimus" if catalogue is None else "examplumab"
        self.run("--version")  # leaves the compiled modules behind

    def process(
        self, *arguments: str, cache: Path | str | None = None, prefix: Sequence[str] = POWERLESS, **more: object
    ) -> "subprocess.Popen[str]":
        """The command, started behind the words of `prefix`; `more` goes to Popen, `env` on top of the environment."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.folder), "HOME": "/proc/nowhere"}
        if cache is not None:
            environment["IMMUNOMOD_CACHE"] = str(cache)
        environment |= more.pop("env", {})  # type: ignore[operator]
        piped: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        settings = {**piped, "env": environment, "cwd": self.folder, **more}
        return subprocess.Popen([*prefix, sys.executable, "-m", "immunomod", *arguments], **settings)  # type: ignore[call-overload,no-any-return]

    def run(self, *arguments: str, **more: object) -> tuple[int, str, str]:
        """Status, stdout and stderr of the command."""
        process = self.process(*arguments, **more)  # type: ignore[arg-type]
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def ask(self, **more: object) -> tuple[int, str, str]:
        """A lookup of an agent that is there."""
        return self.run("drug", self.name, "-f", "jsonl", **more)
