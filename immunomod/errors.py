"""Errors that end in one clear line on stderr, never in a traceback."""

from __future__ import annotations

from collections.abc import Sequence

from immunomod.records import NamedTuple
from immunomod.text import either

_SHOWN = 8  # ids in a message


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


class NotFound(ImmunomodError, LookupError):
    """No entry has this name. `suggestions` are names to try; a near match is never used."""

    def __init__(self, message: str, query: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, query, suggestions)
        self.message = message
        self.query = query
        self.suggestions = list(suggestions)

    def __str__(self) -> str:
        return f"{self.message}; did you mean {either(self.suggestions)}?" if self.suggestions else self.message


class Ambiguous(ImmunomodError, LookupError):
    """A name stands for several entries or for a group. `candidates` are the ids of the entries."""

    def __init__(self, message: str, query: str, candidates: Sequence[str]) -> None:
        super().__init__(message, query, candidates)
        self.message = message
        self.query = query
        self.candidates = list(candidates)

    def __str__(self) -> str:
        more = [f"and {len(self.candidates) - _SHOWN} more"] if len(self.candidates) > _SHOWN else []
        return f"{self.message}: {', '.join([*self.candidates[:_SHOWN], *more])}"
