"""What a refused catalogue must say: every problem with a place inside the file, and in one line."""

from pathlib import Path

from immunomod.catalogue.load import load
from immunomod.catalogue.model import Catalogue
from immunomod.errors import CatalogueInvalid, Problem


def loaded(file: Path) -> Catalogue | None:
    """The catalogue of a file, or None where it is refused. Fails where a refusal does not say what and where."""
    try:
        return load([file])
    except CatalogueInvalid as error:
        lines = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert error.problems
        for problem in error.problems:
            check(problem, file, lines)
        return None


def check(problem: Problem, file: Path, lines: list[str]) -> None:
    """Fails unless a problem names the file, a place inside it and what is wrong."""
    assert problem.file == str(file), problem
    assert 1 <= problem.line <= len(lines), problem
    assert 1 <= problem.column <= len(lines[problem.line - 1].encode("utf-8", "replace")) + 1, problem
    assert problem.message.isprintable(), problem
    assert 0 < len(problem.message) < 600, problem
    assert "Traceback" not in problem.message
