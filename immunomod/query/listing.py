"""Lists of entries, and search over all text."""

import re

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.entries import catalogue_of
from immunomod.query.filters import Filters
from immunomod.query.result import Result, View
from immunomod.text import fold, quoted

FILTERS_OF = {
    "agents": ("effect", "mechanism", "condition", "route", "region", "status", "coverage"),
    "conditions": ("category",),
    "mechanisms": ("effect",),
    "risks": (),
    "interactants": (),
    "terms": (),
}
KIND_NOUNS = {
    "agents": "agent",
    "conditions": "condition",
    "mechanisms": "mechanism",
    "targets": "target",
    "risks": "risk",
    "interactants": "interactant",
    "terms": "term",
    "considerations": "consideration",
    "primer": "primer",
}
_TOKEN = re.compile(r"\w+")
_SHOWN = 50


def listing(index: Index, kind: str, filters: Filters) -> Result:
    """All entries of a kind that fit the filters. Raises UsageError for a filter the kind does not have."""
    for name in filters.given:
        if name not in FILTERS_OF[kind]:
            allowed = ", ".join(f"--{known}" for known in FILTERS_OF[kind]) or "no filter"
            raise UsageError(f"--{name} does not apply to {kind}; they take {allowed}")
    wrong = filters.failures(index)
    rows = [] if wrong else [row for row in index.summaries(kind) if filters.admit(index, row)]
    notices = [] if rows or wrong else [f"no {KIND_NOUNS[kind]} fits; leave out a filter"]
    return Result("list", rows, wrong, notices, catalogue_of(index), empty=not rows)


def search(index: Index, text: str, limit: int = _SHOWN) -> Result:
    """Entries whose facts hold all words of `text`, best first, each with the place of its best match."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        raise UsageError("nothing to search for; give a word, e.g. immunomod search hepatitis")
    exact = _ranked(index.search(" AND ".join(f'"{token}"*' for token in tokens)), text)
    hits = exact or _spread(index, tokens, text)
    more = len(hits) - limit
    notices = [f"{more} more; narrow the words or raise --limit"] if more > 0 else []
    if not hits:
        notices = [f"no entry has {quoted(text)} in its text; try fewer words, or the beginning of a word"]
    rows = [_row(index, hit) for hit in hits[:limit]]
    return Result("search", rows, notices=notices, catalogue=catalogue_of(index), empty=not hits)


Hit = tuple[str, str, str, str, float]


def _ranked(hits: list[Hit], text: str) -> list[Hit]:
    """One hit an entry: its best fact; entries that bear the words in their name come first."""
    best: dict[tuple[str, str], tuple[float, Hit]] = {}
    wanted = fold(text)
    for hit in hits:
        kind, id, place, snippet, rank = hit
        score = rank * _WEIGHTS.get(place, 1.0)
        if wanted in fold(snippet):
            score *= 1.5  # the words stand together
        if (kind, id) not in best or score < best[kind, id][0]:
            best[kind, id] = (score, hit)
    ordered = sorted(best.values(), key=lambda scored: scored[0])
    return [hit for _, hit in ordered]


_WEIGHTS = {
    "name": 3.0,
    "safety.warnings (boxed)": 1.8,
    "summary": 1.4,
    "definition": 1.4,
    "safety.warnings (warning)": 1.2,
    "members": 0.6,
}


def _row(index: Index, hit: Hit) -> View:
    kind, id, place, snippet, _ = hit
    name = _name(index, kind, id)
    plain = snippet.replace("\x02", "").replace("\x03", "")
    return {"kind": KIND_NOUNS[kind], "id": id, "name": name, "where": place, "snippet": plain}


def _name(index: Index, kind: str, id: str) -> str:
    summaries = index.summaries(kind, [id])
    name: str = summaries[0]["name"] if summaries else id
    return name


def _spread(index: Index, tokens: list[str], text: str) -> list[Hit]:
    """Entries that hold every word, though not in one fact."""
    found = [index.search(f'"{token}"*') for token in tokens]
    common = set.intersection(*({(hit[0], hit[1]) for hit in hits} for hits in found)) if found else set()
    return _ranked([hit for hits in found for hit in hits if (hit[0], hit[1]) in common], text)
