"""Every command asked about everything in a catalogue: for catalogues that were broken or are hostile on purpose."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from typer.testing import CliRunner

from immunomod.catalogue.model import Catalogue
from immunomod.cli.app import COMMANDS, app
from immunomod.index import keeper
from immunomod.index.build import build
from immunomod.index.reader import Index
from immunomod.render import Format
from tests.conftest import Run

FULL = Path(__file__).parent / "full.yaml"
OF_FILES = {"validate", "audit", "schema", "annotate"}  # these take files, not names
FORMATS = [format.value for format in Format]


def indexed(catalogue: Catalogue) -> Index:
    """An index of a catalogue, in memory."""
    connection = sqlite3.connect(":memory:")
    build(catalogue, connection, {"digest": "0", "added": "[]"})
    return Index(connection, None)


def calls(catalogue: Catalogue) -> Iterator[list[str]]:
    """Each command that takes names, without any and with all ids of each kind; whether they fit is its business."""
    kinds = ("agents", "conditions", "mechanisms", "targets", "risks", "interactants", "terms")
    words = [[], *([*catalogue.entries(kind)] for kind in kinds), *([kind] for kind in kinds), ["a"], ["e", "of"]]
    for command in COMMANDS:
        if command not in OF_FILES:
            yield from ([command, "--", *some] for some in words if some or command != "search")


def ask(index: Index, call: list[str], format: str, columns: int = 100) -> Run:
    """What a call answers from an index. An exception that reaches the command line is raised."""
    arguments = [call[0], "-f", format, *call[1:]]
    with mock.patch.object(keeper, "open_index", lambda *_, **__: index):
        done = CliRunner().invoke(app, arguments, env={"COLUMNS": str(columns)})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(done.exit_code, done.stdout, done.stderr)
