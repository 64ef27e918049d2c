"""How fast a lookup is, as ratios measured in one run: against a bare Typer app, a bare Typer app that prints one
Rich table, and yq reading the YAML where it is installed; and how a lookup grows with the catalogue.

Run as `python benchmarks/lookup.py [--rounds N]` in an environment that has immunomod installed from its wheel.
Rounds are interleaved, so that whatever else the machine does falls on all alike; medians are compared.
"""

import argparse
import json
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import typer
app = typer.Typer()
@app.command()
def drug(name: str) -> None:
    {body}
@app.command()
def other() -> None: pass
app()
"""
TABLE = """
    from rich.console import Console
    from rich.table import Table
    table = Table("a", "b")
    for i in range(10): table.add_row(name, str(i))
    Console(force_terminal=True).print(table)
"""


def seconds(command: list[str]) -> float:
    """The time one run of a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def medians(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """The median time of each command in milliseconds; one round of each is thrown away."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if round_:
                times[name].append(taken * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def lookups(folder: Path, rounds: int) -> None:
    """Whole commands, as a shell sees them."""
    (folder / "bare.py").write_text(BARE.format(body="print(name)"), encoding="utf-8")
    (folder / "bare_rich.py").write_text(BARE.format(body=TABLE.strip()), encoding="utf-8")
    immunomod = shutil.which("immunomod", path=str(Path(sys.executable).parent)) or "immunomod"
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "bare Typer app": [sys.executable, str(folder / "bare.py"), "drug", "tacrolimus"],
        "bare Typer app, one Rich table": [sys.executable, str(folder / "bare_rich.py"), "drug", "tacrolimus"],
        "immunomod drug tacrolimus --json": [immunomod, "drug", "tacrolimus", "--json"],
        "immunomod drug tacrolimus -f plain": [immunomod, "drug", "tacrolimus", "-f", "plain"],
        "immunomod drug tacrolimus -f table": [immunomod, "drug", "tacrolimus", "-f", "table", "--color", "always"],
        "immunomod condition asthma --json": [immunomod, "condition", "asthma", "--json"],
    }
    if yq := shutil.which("yq"):
        commands["yq, one agent"] = [yq, ".agents.tacrolimus", str(ROOT / "data" / "modulators.yaml")]
    found = medians(commands, rounds)
    print("| command | median ms | x bare Typer | x bare Typer + Rich |\n|---|---|---|---|")
    for name, value in found.items():
        typer, rich = value / found["bare Typer app"], value / found["bare Typer app, one Rich table"]
        print(f"| {name} | {value:.1f} | {typer:.2f} | {rich:.2f} |")


def growth(folder: Path, rounds: int) -> None:
    """One lookup in the index itself, for the catalogue as it is and for many copies of its agents."""
    from immunomod.index.reader import Index
    from immunomod.index.store import _open, write_index

    plain = folder / "x1.sqlite"
    write_index(ROOT / "data", plain)
    files = {1: plain, 10: _copies(plain, 10, folder), 100: _copies(plain, 100, folder)}
    times: dict[int, list[float]] = {factor: [] for factor in files}
    for _ in range(rounds * 5):
        for factor, file in files.items():
            begun = time.perf_counter()
            index = _open(file, {})
            assert isinstance(index, Index)
            assert index.matches("agent", "tacrolimus")
            index.body("agents", "tacrolimus")
            index.close()
            times[factor].append((time.perf_counter() - begun) * 1000)
    base = statistics.median(times[1])
    print("\n| catalogue | index MB | open and look up, ms | x |\n|---|---|---|---|")
    for factor, taken in times.items():
        size, median = files[factor].stat().st_size / 1e6, statistics.median(taken)
        print(f"| x {factor} | {size:.1f} | {median:.2f} | {median / base:.2f} |")


def _copies(file: Path, factor: int, folder: Path) -> Path:
    """An index with `factor` times the agents and their names."""
    import sqlite3

    copy = folder / f"x{factor}.sqlite"
    shutil.copy(file, copy)
    with sqlite3.connect(copy) as connection:
        for i in range(1, factor):
            connection.execute(
                "INSERT INTO entries SELECT kind, id || '-' || ?, position, summary, body, checksum FROM entries "
                "WHERE kind = 'agents' AND id NOT GLOB '*-copy*'",
                (f"copy{i}",),
            )
            connection.execute(
                "INSERT INTO names SELECT space, folded || ?, position, kind, id, field, value FROM names "
                "WHERE space = 'agent' AND folded NOT GLOB '*copy*'",
                (f"copy{i}",),
            )
    connection.close()
    return copy


def build(rounds: int) -> None:
    """Building the index, and what that would be for 250 agents."""
    from immunomod.index.store import write_index

    with tempfile.TemporaryDirectory() as name:
        taken = []
        for _ in range(max(3, rounds // 5)):
            begun = time.perf_counter()
            write_index(ROOT / "data", Path(name) / "index.sqlite")
            taken.append(time.perf_counter() - begun)
    print(f"\nindex build: {statistics.median(taken):.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    versions = {name: version(name) for name in ("immunomod", "typer", "rich", "pyyaml", "pydantic")}
    print(f"{platform.platform()}, Python {platform.python_version()}, {json.dumps(versions)}\n")
    with tempfile.TemporaryDirectory() as name:
        lookups(Path(name), rounds)
        growth(Path(name), rounds)
    build(rounds)


if __name__ == "__main__":
    main()
