"""The engine as a library: `immunomod.annotate(strings)`, and an annotator to keep, send and pickle."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from immunomod.annotation.columns import Known, added_columns
from immunomod.annotation.engine import Annotator
from immunomod.annotation.lexicon import build
from immunomod.annotation.result import Annotation
from immunomod.index.keeper import Keeper
from immunomod.index.reader import Index
from immunomod.paths import added_catalogues


def annotate(strings: Iterable[str], *, fuzzy: bool = False) -> list[Annotation]:
    """The immune modulators that each string names: one annotation a string, in order.

    With `fuzzy`, one slip in a long word is corrected where only one agent is that near. A missing value (None, NaN)
    gives an empty annotation.
    """
    return annotator(fuzzy=fuzzy).annotate(strings)


def columns(strings: Iterable[str], *, fuzzy: bool = False, engine: Annotator | None = None) -> dict[str, list[str | None]]:
    """The cells that the strings add to a table, by column name, for a data frame; None where nothing matched.

    `engine` is an annotator made before, as workers of a cluster get it; without it one is made for `fuzzy`.
    """
    engine = engine or annotator(fuzzy=fuzzy)
    texts = [text if isinstance(text, str) else "" for text in strings]
    known = Known(engine)(texts)
    names = added_columns((), "", engine.fuzzy)
    return {name: [known[text][1][at] or None for text in texts] for at, name in enumerate(names)}


def annotator(*, fuzzy: bool = False, catalogue: Sequence[str | Path] = ()) -> Annotator:
    """An annotator for our catalogue with `catalogue` files or folders on top; made once for the same arguments.

    Raises CatalogueInvalid or CatalogueUnreadable for a catalogue of one's own that is not in order.
    """
    return _kept(fuzzy, tuple(added_catalogues([Path(path) for path in catalogue])))


@lru_cache(maxsize=8)
def _kept(fuzzy: bool, added: tuple[Path, ...]) -> Annotator:
    return Keeper(added).ask(lambda index: make(index, fuzzy))


def make(index: Index, fuzzy: bool = False) -> Annotator:
    """An annotator from an open index. Raises IndexDamaged."""
    return Annotator(build(index), fuzzy)
