"""Checks a built wheel: `wheels.py WHEEL [OTHER]`. It holds all that a package should install, and OTHER is the same inside.

Run from the checkout, in an environment with immunomod.
"""

import sys
import zipfile
from pathlib import Path

from immunomod import __version__
from immunomod.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
SHARED = f"immunomod-{__version__}.data/data/share"
COMPLETIONS = (
    "bash-completion/completions/immunomod",
    "zsh/site-functions/_immunomod",
    "fish/vendor_completions.d/immunomod.fish",
)


def expected() -> set[str]:
    """What a wheel holds, besides what describes the wheel itself."""
    package = (ROOT / "immunomod").rglob("*")
    data = (ROOT / "data").iterdir()
    pages = ["immunomod", *(f"immunomod-{name}" for name in COMMANDS)]
    return {
        *(path.relative_to(ROOT).as_posix() for path in package if path.suffix in (".py", ".json") or path.name == "py.typed"),
        *(f"immunomod/data/{path.name}" for path in data if path.suffix in (".yaml", ".json")),
        "immunomod/data/index.sqlite",
        *(f"{SHARED}/man/man1/{page}.1" for page in pages),
        *(f"{SHARED}/{script}" for script in COMPLETIONS),
    }


def contents(wheel: str) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(wheel: str, others: list[str]) -> list[str]:
    """What is wrong, a line each."""
    files = contents(wheel)
    held = {name for name in files if ".dist-info/" not in name}
    found = [f"missing from the wheel: {name}" for name in sorted(expected() - held)]
    found += [f"should not be in the wheel: {name}" for name in sorted(held - expected())]
    for other in others:
        copy = contents(other)
        differ = (name for name in sorted(files.keys() | copy.keys()) if files.get(name) != copy.get(name))
        found += [f"not the same in {other}: {name}" for name in differ]
    return found


if __name__ == "__main__":
    wrong = faults(sys.argv[1], sys.argv[2:])
    print("\n".join(wrong) or f"{len(contents(sys.argv[1]))} files, as expected")
    sys.exit(1 if wrong else 0)
