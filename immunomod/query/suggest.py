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
    cutoff = _SURE if strict else _LIKELY
    found: dict[tuple[str, str], str] = {}
    spaces = _PARTS.get(space, (space,))
    names = [name for part in spaces for name in index.folded(part)]
    for near, _, _ in process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=cutoff, limit=40):
        for match in (match for part in spaces for match in index.matches(part, near)):
            found.setdefault((match.kind, match.id), match.value)
    return list(found.values())[:_MOST]
