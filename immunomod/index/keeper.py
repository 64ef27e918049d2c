"""Keeps an index open for as long as there are questions to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from immunomod.index.reader import Index, IndexDamaged
from immunomod.index.store import open_index
from immunomod.records import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")


class Keeper:
    """The index of our catalogue with `added` ones on top, opened at the first question. One thread at a time."""

    def __init__(self, added: Sequence[Path] = ()) -> None:
        self.added = tuple(added)
        self._index: Index | None = None

    def ask(self, question: Callable[[Index], T]) -> T:
        """What the index answers; where it turns out to be damaged, the next best is asked, or one built anew.

        Raises CatalogueInvalid or CatalogueUnreadable, and IndexDamaged when even a new one is damaged.
        """
        if self._index is None:
            self._index = open_index(self.added)
        try:
            return question(self._index)
        except IndexDamaged:
            damaged = self._index.file
            self.close()
            self._index = open_index(self.added, damaged=damaged)
            return question(self._index)

    def close(self) -> None:
        """Lets the file go; the next question opens it again."""
        if self._index is not None:
            self._index.close()
        self._index = None
