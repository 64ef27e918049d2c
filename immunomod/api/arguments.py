"""What callers give, checked as the command line checks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from immunomod.errors import UsageError
from immunomod.query.filters import Filters
from immunomod.words import Effect, Region, Route


def apart(names: Sequence[str]) -> list[list[str]]:
    """Each name as a run of its own: in Python, a text with spaces is one name. Raises TypeError."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"a name is text, not {type(name).__name__}: {name!r}")
    return [[name] for name in names]


def sound(filters: Filters) -> Filters:
    """Filters whose words are known; names of mechanisms and conditions are looked up by the query."""
    for name, allowed in (("effect", get_args(Effect)), ("region", get_args(Region)), ("route", get_args(Route))):
        among(name, filters.given.get(name), allowed)
    return filters


def several(name: str, values: str | Sequence[str], allowed: Sequence[str]) -> list[str]:
    """One word or several, as a list; hyphens may stand for underscores, as at the command line."""
    words = [values] if isinstance(values, str) else list(values)
    found = [word.replace("-", "_") for word in words]
    for word in found:
        among(name, word, allowed)
    return found


def among(name: str, value: str | None, allowed: Sequence[str]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"{name} is {value!r}; give one of {', '.join(allowed)}")
