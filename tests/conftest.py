"""Shared fixtures: our catalogue loaded once, a small catalogue to break, and the command as a shell sees it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from immunomod import paths
from immunomod.audit import run as audit
from immunomod.catalogue import validate
from immunomod.catalogue.load import load
from immunomod.catalogue.model import Catalogue
from immunomod.index.reader import Index
from immunomod.index.store import open_index, write_index

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference"


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache of our own, built once for all tests and the processes they start."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", paths.ENVIRONMENT):
        os.environ.pop(name, None)
    os.environ[paths.CACHE_ENVIRONMENT] = str(tmp_path_factory.mktemp("cache"))
    os.environ["IMMUNOMOD_PAGER"] = ""  # a test at a terminal must not wait for somebody to leave a pager


@cache
def ours() -> Catalogue:
    """Our catalogue, read once; a function, for tests whose parameters are made from it."""
    return load([paths.builtin_data()])


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return ours()


@pytest.fixture
def ours_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that often run commands which read catalogue files: they find ours read already."""

    def loaded(sources: Sequence[Path]) -> Catalogue:
        return ours() if list(sources) == [paths.builtin_data()] else load(sources)

    monkeypatch.setattr(audit, "load", loaded)
    monkeypatch.setattr(validate, "load", loaded)


@pytest.fixture(scope="session")
def index(_cache: None) -> Index:
    return open_index()


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def run(_cache: None) -> Callable[..., Run]:
    """Runs the command in a process of its own, in a pipe."""

    def call(*arguments: str, stdin: str | None = None, **environment: str) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "immunomod", *arguments],
            capture_output=True,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            timeout=120,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def run_here(_cache: None) -> Callable[..., Run]:
    """Runs the command inside this process: quicker, for tests that run it often."""
    from typer.testing import CliRunner

    from immunomod.cli.app import app

    def call(*arguments: str, stdin: str | None = None, columns: int = 100) -> Run:
        done = CliRunner().invoke(app, list(arguments), input=stdin, env={"COLUMNS": str(columns)})
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Run(done.exit_code, done.stdout, done.stderr)

    return call


def lay_out(folder: Path) -> Path:
    """The package with its data and index inside, as a wheel lays it out."""
    shutil.copytree(ROOT / "immunomod", folder / "immunomod", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", folder / "immunomod" / "data")
    write_index(ROOT / "data", folder / "immunomod" / "data" / "index.sqlite")
    return folder


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as a wheel lays it out."""
    return lay_out(tmp_path_factory.mktemp("installed"))


SMALL = """\
catalogue: {version: "1", updated: "2026-01-31"}
mechanisms:
  suppression:
    name: suppression
    effect: suppresses
    summary: {text: "Less immune activity.", refs: ["book:1"]}
  blocking:
    name: blocking
    class_name: blocker
    parent: suppression
    effect: suppresses
    summary: {text: "A protein is blocked.", refs: ["book:2"]}
    targets: [TNF]
    steps:
      - {text: "It binds.", refs: ["book:2"]}
targets:
  TNF: {name: tumour necrosis factor}
conditions:
  gout: {name: gout, category: autoimmune}
risks:
  infection: {name: infection, definition: "An infection."}
checks:
  renal-function: {name: renal function, kind: test}
interactants:
  warfarin: {name: warfarin, kind: drug}
sources:
  book: {title: "A book", kind: reference}
agents:
  examplumab:
    name: examplumab
    effect: suppresses
    modality: monoclonal antibody
    mechanisms: [blocking]
    targets:
      - {symbol: TNF, action: blocks}
    action: {text: "It blocks TNF.", refs: ["12.1"]}
    routes: [subcutaneous]
    status: marketed
    label: {product: "Examplo", set_id: 6b89e8a4-9f11-42e3-8e79-fe617e7c461f}
    uses:
      - {condition: gout, status: approved, regions: [US], refs: ["1"]}
    safety:
      coverage: label
      warnings:
        - {risk: infection, level: boxed, note: "Serious.", refs: [boxed, "5.10"]}
      monitoring:
        - {test: renal-function, when: monthly, refs: ["5.1"]}
      interactions:
        - {with: warfarin, level: major, effect: bleeding, action: avoid, refs: ["7"]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A complete small catalogue in one file."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def lines(text: str) -> Sequence[Sequence[str]]:
    """Tab-separated output as rows of cells."""
    return [line.split("\t") for line in text.splitlines()]
