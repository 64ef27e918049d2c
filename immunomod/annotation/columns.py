"""The columns that an annotation adds to a table, and the cells in them."""

from collections.abc import Iterable, Mapping, Sequence

from immunomod.annotation.engine import Annotator
from immunomod.annotation.result import Annotation
from immunomod.errors import UsageError

COLUMNS = ("agent_id", "matched_text", "match_kind", "effect", "mechanism", "atc", "route", "route_class")
_MOST_KNOWN = 50_000  # texts whose annotation is remembered; with more, those of the batch at hand stay


def added_columns(header: Sequence[str], prefix: str, fuzzy: bool) -> list[str]:
    """The names of the added columns. Raises UsageError when the table has one of them already."""
    added = [prefix + name for name in (*COLUMNS, *(["distance"] if fuzzy else []))]
    taken = [name for name in added if name in header]
    if taken:
        raise UsageError(f"the input has a column {taken[0]!r} already; give --prefix, e.g. --prefix immunomod_")
    return added


class Known:
    """Annotations by text. Tables repeat their texts, so most are worked out once; the memory is bounded."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._known: dict[str, tuple[Annotation, list[str]]] = {}
        self._of_agents: dict[tuple[str, ...], tuple[str, str, str, str]] = {}
        self._nothing = [""] * (len(COLUMNS) + annotator.fuzzy)

    def __call__(self, texts: Iterable[str]) -> Mapping[str, tuple[Annotation, list[str]]]:
        """The annotation of each of these texts, and the cells it adds; all empty when nothing matched."""
        distinct = list(dict.fromkeys(texts))
        known = self._known
        missing = [text for text in distinct if text not in known]
        if len(known) + len(missing) > _MOST_KNOWN:
            known = self._known = {text: known[text] for text in distinct if text in known}
        for text, found in zip(missing, self._annotator.annotate(missing), strict=True):
            known[text] = (found, self._cells(found) if found.agents else self._nothing)
        return known

    def _cells(self, found: Annotation) -> list[str]:
        ids = found.ids
        joined = self._of_agents.get(ids)
        if joined is None:
            joined = self._of_agents[ids] = (found.agent_id, found.effect, found.mechanism, found.atc)
        id, effect, mechanism, atc = joined
        row = [id, found.matched_text, found.match_kind, effect, mechanism, atc, found.route, found.route_class]
        return [*row, str(found.distance)] if self._annotator.fuzzy else row
