"""What immunomod is measured against: bare apps, command-line tools on the same data, and scripts that read the YAML."""

import json
import shutil
from pathlib import Path

from measure import Command

BARE = """
import typer
app = typer.Typer()
def names(incomplete: str):
    return [name for name in ("tacrolimus", "tacalcitol") if name.startswith(incomplete)]
@app.command()
def drug(name: str = typer.Argument(autocompletion=names)) -> None:
    {body}
@app.command()
def other() -> None: pass
app(prog_name="bare")
"""
TABLE = """
    from rich.console import Console
    from rich.table import Table
    table = Table("a", "b")
    for number in range(10): table.add_row(name, str(number))
    Console(force_terminal=True).print(table)
"""
READ_YAML = """
import json, sys, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps(yaml.load(file, yaml.{loader})["agents"][sys.argv[2]]))
"""
COMPLETING = {"COMP_WORDS": "x drug tacrol", "COMP_CWORD": "2"}


def bare_apps(python: Path, folder: Path) -> dict[str, Command]:
    """A Typer app with two commands that prints a name, and one that prints a Rich table."""
    plain, table = folder / "bare.py", folder / "bare_table.py"
    plain.write_text(BARE.format(body="print(name)"), encoding="utf-8")
    table.write_text(BARE.format(body=TABLE.strip()), encoding="utf-8")
    completing = {"_BARE_COMPLETE": "complete_bash", **COMPLETING}
    return {
        "python -c pass": Command([str(python), "-c", "pass"]),
        "bare Typer app": Command([str(python), str(plain), "drug", "tacrolimus"]),
        "bare Typer app, a Rich table": Command([str(python), str(table), "drug", "tacrolimus"]),
        "bare Typer app, completion": Command([str(python), str(plain)], environment=completing),
        "bare Typer app, --help": Command([str(python), str(plain), "--help"]),
    }


def readers(python: Path, folder: Path, data: Path) -> dict[str, Command]:
    """Other ways to get at one agent of the catalogue; tools that are not installed are left out."""
    import yaml

    catalogue = data / "modulators.yaml"
    as_json = folder / "modulators.json"
    loaded = yaml.load(catalogue.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 (every scalar as text, as we read it)
    as_json.write_text(json.dumps(loaded, ensure_ascii=False), encoding="utf-8")
    found = {}
    for loader in ("CSafeLoader", "SafeLoader"):
        script = folder / f"{loader}.py"
        script.write_text(READ_YAML.format(loader=loader), encoding="utf-8")
        found[f"Python, yaml.{loader}"] = Command([str(python), str(script), str(catalogue), "tacrolimus"])
    if jq := shutil.which("jq"):
        found["jq on the same data as JSON"] = Command([jq, ".agents.tacrolimus", str(as_json)])
    if yq := shutil.which("yq"):
        found["yq"] = Command([yq, ".agents.tacrolimus", str(catalogue)])
    return found
