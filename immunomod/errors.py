"""Errors that end in one clear line on stderr, never in a traceback."""

from __future__ import annotations

from collections.abc import Sequence

from immunomod.records import NamedTuple


class ImmunomodError(Exception):
    """Base of the errors this package raises on purpose."""


class UsageError(ImmunomodError):
    """The call itself is wrong: says what and how to mend it."""


class CatalogueUnreadable(ImmunomodError):
    """A catalogue path cannot be read at all."""


class Problem(NamedTuple):
    """One defect of a catalogue file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class CatalogueInvalid(ImmunomodError):
    """A catalogue has defects; `problems` holds all of them, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
