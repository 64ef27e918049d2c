"""Checks catalogue files for their editor: what `immunomod validate` reports."""

from collections.abc import Sequence
from pathlib import Path

from immunomod.catalogue.load import is_complete, load
from immunomod.errors import CatalogueInvalid
from immunomod.paths import builtin_data
from immunomod.text import seen


def problems(paths: Sequence[Path]) -> list[dict[str, str | int]]:
    """Every problem of these files as file, line, column and message.

    A path with a `catalogue:` header is a catalogue of its own; any other is checked on top of ours.
    Raises CatalogueUnreadable when a path cannot be read.
    """
    alone = any(is_complete(path) for path in paths)
    try:
        load(list(paths) if alone else [builtin_data(), *paths])
    except CatalogueInvalid as error:
        return [{"file": seen(p.file), "line": p.line, "column": p.column, "message": p.message} for p in error.problems]
    return []
