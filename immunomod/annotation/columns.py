"""The columns that an annotation adds to a table, and the cells in them."""

from collections.abc import Iterable, Sequence
from itertools import islice

from immunomod.annotation.engine import Annotator
from immunomod.annotation.result import NOTHING, Annotation
from immunomod.errors import UsageError

COLUMNS = ("agent_id", "matched_text", "match_kind", "effect", "mechanism", "atc", "route", "route_class")
_MOST_KNOWN = 100_000  # texts whose annotation is remembered; the oldest half goes when there are more


def added_columns(header: Sequence[str], prefix: str, fuzzy: bool) -> list[str]:
    """The names of the added columns. Raises UsageError when the table has one of them already."""
    added = [prefix + name for name in (*COLUMNS, *(["distance"] if fuzzy else []))]
    taken = [name for name in added if name in header]
    if taken:
        raise UsageError(f"the input has a column {taken[0]!r} already; give --prefix, e.g. --prefix immunomod_")
    return added


def cells(annotation: Annotation, fuzzy: bool) -> list[str]:
    """The added cells of one row; all empty when nothing matched."""
    if annotation is NOTHING:
        return [""] * (len(COLUMNS) + fuzzy)
    row = [getattr(annotation, name) for name in COLUMNS]
    return [*row, str(annotation.distance)] if fuzzy else row


class Known:
    """Annotations by text. Tables repeat their texts, so most are worked out once; the memory is bounded."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._known: dict[str, tuple[Annotation, list[str]]] = {}

    def __call__(self, texts: Iterable[str]) -> dict[str, tuple[Annotation, list[str]]]:
        """The annotation of each of these texts, and its cells."""
        known = self._known
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) + len(missing) > _MOST_KNOWN:
            known = self._known = dict(islice(known.items(), len(known) // 2, None))
            missing = [text for text in dict.fromkeys(texts) if text not in known]
        for text, found in zip(missing, self._annotator.annotate(missing), strict=True):
            known[text] = (found, cells(found, self._annotator.fuzzy))
        return known
