"""Names that look like a name we do not have: offered on stderr, never used."""

from immunomod.index.reader import Index
from immunomod.text import fold

_LIKELY, _SURE = 72.0, 84.0
_MOST = 3
_PARTS = {"partner": ("agent", "interactant", "mechanism")}


def suggestions(index: Index, space: str, query: str, strict: bool = False) -> list[str]:
    """Up to three known names near `query`, the nearest first, each of another entry.

    With `strict`, only names so near that the query is surely one of them misspelt.
    """
    from rapidfuzz import fuzz, process  # only a miss pays for this import

    folded = fold(query)
    if len(folded) < 2:
        return []
    names = [name for part in _PARTS.get(space, (space,)) for name in index.names(part)]
    keys = [fold(value) for value, _, _ in names]
    cutoff = _SURE if strict else _LIKELY
    found: dict[tuple[str, str], str] = {}
    for _, _, at in process.extract(folded, keys, scorer=fuzz.ratio, score_cutoff=cutoff, limit=40):
        value, kind, id = names[at]
        found.setdefault((kind, id), value)
    return list(found.values())[:_MOST]
