"""Which room may know which: the layout is a promise, and so is what a lookup loads."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "immunomod"

# what each room may import of ours, besides the small modules at the top
ALLOWED = {
    "catalogue": {"catalogue"},
    "index": {"index", "catalogue"},
    "query": {"query", "index"},
    "render": {"render", "query"},
    "api": {"api", "query", "index"},
    "schemas": {"schemas", "catalogue"},
    "audit": {"audit", "catalogue", "query"},
    "annotation": {"annotation", "index"},
    "cli": {"cli", "render", "query", "index", "catalogue", "audit", "annotation"},
}
ONLY_IN = {
    "yaml": {"catalogue/nodes.py", "render/yaml.py"},
    "pydantic": {"catalogue", "schemas"},
    "pydantic_core": {"catalogue"},
    "rich": {"render/table.py", "render/wrap.py", "cli/bar.py"},
    "pyarrow": {"annotation/parquet.py"},
    "typer": {"cli"},
    "sqlite3": {"index"},
    "rapidfuzz": {"query/suggest.py"},
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_rooms_import_only_what_lies_below_them(room: str) -> None:
    for file in (PACKAGE / room).rglob("*.py"):
        for name in imports(file):
            parts = name.split(".")
            if parts[0] == "immunomod" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
                assert parts[1] in ALLOWED[room], f"{file.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_libraries_stay_in_their_rooms(library: str) -> None:
    for file in PACKAGE.rglob("*.py"):
        place = file.relative_to(PACKAGE).as_posix()
        if any(name.split(".")[0] == library for name in imports(file)):
            assert place in ONLY_IN[library] or place.split("/")[0] in ONLY_IN[library], f"{place} imports {library}"


def test_files_are_taken_in_at_a_sitting() -> None:
    for file in set(PACKAGE.rglob("*.py")) - {PACKAGE / "shapes.py"}:  # which is generated
        number = len(file.read_text(encoding="utf-8").splitlines())
        assert number <= 300, f"{file.relative_to(PACKAGE)} has {number} lines"


HEAVY = ("yaml", "pydantic", "rich", "rapidfuzz", "platformdirs", "jsonschema")
WATCH = """
import sys
from immunomod.cli.main import main
try:
    main()
finally:
    print([m for m in {heavy} if m in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["drug", "tacrolimus", "--json"], []),
        (["drug", "tacrolimus", "-f", "plain"], []),
        (["drug", "tacrolimus", "-f", "csv"], []),
        (["condition", "asthma", "-f", "jsonl"], []),
        (["mechanism", "PD-1", "-f", "markdown"], []),
        (["safety", "tofacitinib", "-f", "tsv"], []),
        (["compare", "tacrolimus", "humira", "-f", "markdown"], []),
        (["checklist", "tofacitinib", "-f", "markdown"], []),
        (["annotate", str(ROOT / "tests" / "annotation" / "examples.txt"), "--fuzzy"], []),
        (["search", "hepatitis"], []),
        (["about", "-f", "plain"], []),
        (["drug", "tacrolimus", "-f", "table"], ["rich"]),
        (["drug", "tacrolimus", "-f", "yaml"], ["yaml"]),
        (["drug", "nosuchdrug"], ["rapidfuzz"]),
        (["schema"], []),
        (["--version"], []),
    ],
)
def test_a_lookup_loads_only_what_it_needs(packaged: Path, arguments: list[str], loaded: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCH.format(heavy=HEAVY), *arguments],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(packaged), "PATH": "/usr/bin:/bin", "HOME": str(packaged)},
        cwd=packaged,
        check=False,
    )
    assert done.stderr.splitlines()[-1] == str(loaded), done.stderr
