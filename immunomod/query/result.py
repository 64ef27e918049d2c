"""What a query returns: results, what went wrong, and what to say beside them."""

from __future__ import annotations

from collections.abc import Sequence

from immunomod.exits import Exit
from immunomod.records import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

View = dict[str, "Any"]
SCHEMA_VERSION = 1
NO_CATALOGUE: View = {"version": None, "updated": None}


class Failure(NamedTuple):
    """A query that has no result; `suggestions` are names to try, never used by themselves."""

    code: str
    query: str
    message: str
    suggestions: Sequence[str] = ()

    def as_dict(self) -> View:
        return {"code": self.code, "query": self.query, "message": self.message, "suggestions": list(self.suggestions)}


class Result(NamedTuple):
    """The outcome of one command: data for a renderer, notices for stderr, a status for the shell."""

    command: str
    results: Sequence[View]
    errors: Sequence[Failure] = ()
    notices: Sequence[str] = ()
    catalogue: View = NO_CATALOGUE
    empty: bool = False  # nothing fits a search or a filter
    full: bool = False  # pages leave nothing out
    failed: bool = False  # there is a finding that --fail-on asked about

    @property
    def status(self) -> Exit:
        """NOT_FOUND when a name was not found or a search found nothing; FINDINGS under `--fail-on`."""
        if self.failed:
            return Exit.FINDINGS
        return Exit.NOT_FOUND if self.errors or self.empty else Exit.FOUND

    def envelope(self) -> View:
        """The JSON object of the output contract."""
        return {
            "schema_version": SCHEMA_VERSION,
            "catalogue": self.catalogue,
            "command": self.command,
            "results": list(self.results),
            "errors": [failure.as_dict() for failure in self.errors],
        }
