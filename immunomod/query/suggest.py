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
    near: list[tuple[float, str, str]] = []
    for part in _PARTS.get(space, (space,)):
        hits = process.extract(folded, index.folded(part), scorer=fuzz.ratio, score_cutoff=cutoff, limit=40)
        near += [(score, part, name) for name, score, _ in hits]
    found: dict[tuple[str, str], str] = {}
    for _, part, name in sorted(near, key=lambda hit: -hit[0]):
        for match in index.matches(part, name):
            found.setdefault((match.kind, match.id), match.value)
        if len(found) >= _MOST:
            break
    return list(found.values())[:_MOST]
