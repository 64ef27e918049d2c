"""A catalogue held open for questions: by threads together, and in copies that other processes open themselves."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from immunomod.api.arguments import apart
from immunomod.errors import Ambiguous, CatalogueUnreadable, NotFound
from immunomod.index.keeper import Keeper
from immunomod.index.reader import Index, IndexDamaged
from immunomod.paths import added_catalogues
from immunomod.query.find import failure, find
from immunomod.query.result import Failure, Result

T = TypeVar("T")
Opened_ = TypeVar("Opened_", bound="Opened")


class Opened:
    """A catalogue, ours with the user's own on top, and the ways to ask it."""

    def __init__(self, *catalogues: str | os.PathLike[str]) -> None:
        self._catalogues = tuple(Path(path).absolute() for path in catalogues)
        self._keeper: Keeper | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(str(path)) for path in self._catalogues)})"

    def __reduce__(self) -> tuple[type[Opened], tuple[Path, ...]]:
        return type(self), self._catalogues

    def __enter__(self: Opened_) -> Opened_:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Opens the catalogue now and not at the first question. Raises CatalogueInvalid or CatalogueUnreadable."""
        self._ask(lambda index: index.meta)

    def close(self) -> None:
        """Lets the index file go. A later question opens it again."""
        with self._lock:
            if self._keeper is not None:
                self._keeper.close()
            self._keeper = None

    def _ask(self, question: Callable[[Index], T]) -> T:
        with self._lock:
            if self._keeper is None:
                self._keeper = Keeper(added_catalogues(self._catalogues))
            try:
                return self._keeper.ask(question)
            except IndexDamaged as error:  # even a new one
                raise CatalogueUnreadable(f"the index cannot be read back ({error}); check the disk") from error

    @property
    def version(self) -> str:
        """The version of the catalogue."""
        return self._ask(lambda index: index.meta["version"])

    @property
    def updated(self) -> str:
        """The date of the catalogue, as `2026-01-31`."""
        return self._ask(lambda index: index.meta["updated"])

    def _one(self, space: str, name: str, query: Callable[[Index, Sequence[Sequence[str]]], Result]) -> Any:
        """The one result that a name leads to. Raises NotFound or Ambiguous."""

        def question(index: Index) -> Any:
            (found,) = find(index, space, apart([name])[0])
            if not found.matches:
                raise _not_found(failure(index, space, found.query))
            if found.group or len(found.matches) > 1:
                message = found.group or f"{found.query} stands for several entries"
                raise Ambiguous(message, found.query, [match.id for match in found.matches])
            return _results(query(index, [[name]]))[0]

        return self._ask(question)

    def _rows(self, query: Callable[[Index], Result]) -> Any:
        """All results of a query. Raises NotFound when one of its names is not found."""
        return self._ask(lambda index: _results(query(index)))


def _results(result: Result) -> Any:
    if result.errors:
        raise _not_found(result.errors[0])
    return result.results


def _not_found(error: Failure) -> NotFound:
    return NotFound(error.message, error.query, error.suggestions)
