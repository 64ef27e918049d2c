"""What each kind of call loads stands in docs/performance.md, so that nothing creeps in unnoticed.

Run as `python -m tests.test_imports` it renews the lists there.
"""

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, lay_out

PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- what each call loads -->\n", "<!-- end -->\n"
CALLS = [
    "drug tacrolimus --json",
    "drug tacrolimus -f plain",
    "condition asthma --json",
    "drug tacrolimos --json",
    "drug tacrolimus --full --json",
    "drug tacrolimus -f table",
    "--help",
    "completion of: drug tacrol",
]
# of everything that is not ours, what is worth watching: whatever takes a fifth of a millisecond or more to import
LIBRARIES = "typer rich yaml pydantic rapidfuzz platformdirs"
STANDARD = (
    "argparse ast asyncio calendar contextlib copy csv dataclasses datetime decimal difflib email fractions "
    "gettext hashlib heapq http importlib importlib.metadata importlib.resources inspect ipaddress json locale "
    "logging multiprocessing pathlib pickle platform pprint random re selectors shlex shutil signal socket "
    "sqlite3 ssl statistics string subprocess tempfile textwrap threading tokenize traceback typing unicodedata "
    "urllib.parse urllib.request uuid weakref zipfile zlib"
)
OURS = "from immunomod.cli.main import main"
BARE = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def drug(names: list[str], full: bool = False, json: bool = False, f: str = typer.Option("", "-f")) -> None:
    if f == "table":
        from rich.console import Console
        from rich.table import Table
        Console().print(Table("a", "b"))
@app.command()
def other() -> None: pass
main = app
"""
WATCH = """
import sys
sys.argv = ["immunomod", *sys.argv[1:]]
before = set(sys.modules)
{main}
try:
    main()
finally:
    print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(call: str, installed: Path, main: str = OURS) -> set[str]:
    """The modules that a call imports after the interpreter has started."""
    words = call.removeprefix("completion of: ").split()
    completing = {"_IMMUNOMOD_COMPLETE": "complete_bash", "COMP_WORDS": f"immunomod {' '.join(words)}", "COMP_CWORD": "2"}
    libraries = [entry for entry in sys.path if entry.endswith("-packages")]
    done = subprocess.run(
        [sys.executable, "-S", "-c", WATCH.format(main=main), *([] if words != call.split() else words)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": os.pathsep.join([str(installed), *libraries]), **(completing if words != call.split() else {})},
        cwd=installed,  # where `-c` looks first
        check=False,
    )
    return set(done.stderr.splitlines()[-1].split())


def entry(call: str, installed: Path) -> str:
    """The lines about one call in docs/performance.md."""
    found = loaded(call, installed)
    ours = sorted(name.removeprefix("immunomod.") for name in found if name.startswith("immunomod."))
    watched = f"{LIBRARIES} {STANDARD}".split()
    if "typer" in found:  # what Typer and Rich need is their own affair, and differs from release to release
        found -= loaded(call, installed, BARE) & set(STANDARD.split())
    others = [name for name in watched if name in found]
    return f"{call}\n{_listed('ours', ours)}{_listed('besides', others)}"


def _listed(what: str, names: Sequence[str]) -> str:
    return textwrap.fill(" ".join(names), 110, initial_indent=f"  {what:<9}", subsequent_indent=" " * 11) + "\n"


@pytest.mark.parametrize("call", CALLS)
def test_a_call_loads_what_the_page_says(call: str, packaged: Path) -> None:
    told = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert entry(call, packaged) in told, (
        f"`immunomod {call}` loads other modules than docs/performance.md says. Each costs every such call; if it is meant, "
        "run python -m tests.test_imports and say in the commit what it costs."
    )


def test_the_page_tells_of_these_calls_alone() -> None:
    told = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert [line for line in told.splitlines() if line and not line.startswith((" ", "`"))] == CALLS


def renew() -> None:
    """Writes the lists anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    with tempfile.TemporaryDirectory() as folder:
        installed = lay_out(Path(folder))
        lists = "\n".join(entry(call, installed) for call in CALLS)
    PAGE.write_text(f"{before}{START}```text\n{lists}```\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    renew()
