"""What a run did: rows, matches, classes, and the texts that matched nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from immunomod.annotation.result import Annotation
from immunomod.text import clean, plural

_MOST_KEPT = 200_000  # distinct unmatched texts that are counted; beyond that the rare ones are dropped
_MOST_CLASSES = 12
_WIDTH = 100


class Summary:
    """Counts of a run, kept up as it goes; its size is bounded."""

    def __init__(self, keep_unmatched: bool = False) -> None:
        self.rows = 0
        self.matched = 0
        self.fuzzy = 0
        self.classes: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.unmatched: Counter[str] | None = Counter() if keep_unmatched else None
        self.dropped = False  # whether rare unmatched texts were forgotten to save memory

    def add(self, texts: Iterable[str], known: Mapping[str, tuple[Annotation, list[str]]]) -> None:
        """Counts the rows of a batch."""
        for text, number in Counter(texts).items():
            found = known[text][0]
            self.rows += number
            if found.agents:
                self.matched += number
                self.fuzzy += number if found.distance else 0
                for name in {name for agent in found.agents for name in agent.classes}:
                    self.classes[name] += number
            for name in found.left_out:
                self.left_out[name] += number
            if self.unmatched is not None and not found.agents and text.strip():
                self.unmatched[text] += number
        if self.unmatched is not None and len(self.unmatched) > _MOST_KEPT:
            self.unmatched = Counter(dict(self.unmatched.most_common(_MOST_KEPT // 2)))
            self.dropped = True

    def lines(self, most_unmatched: int = 0) -> Iterator[str]:
        """The summary for a reader, the most frequent classes and unmatched texts first."""
        share = f" ({100 * self.matched / self.rows:.1f} %)" if self.rows else ""
        fuzzy = f", {self.fuzzy:,} of them with a slip corrected" if self.fuzzy else ""
        yield f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}, {self.matched:,} matched{share}{fuzzy}"
        if self.classes:
            named = [f"{name} {number:,}" for name, number in self.classes.most_common(_MOST_CLASSES)]
            more = len(self.classes) - len(named)
            rest = f"; and {plural(more, 'more class', 'more classes')}" if more > 0 else ""
            yield f"by class: {'; '.join(named)}{rest}"
        if self.left_out:
            named = [f"{name} {number:,}" for name, number in self.left_out.most_common(_MOST_CLASSES)]
            yield f"names that mean other things too, left out: {'; '.join(named)}"
        if most_unmatched and self.unmatched:
            about = ", rare ones not counted" if self.dropped else ""
            yield f"most frequent unmatched{about}:"
            for text, number in self.unmatched.most_common(most_unmatched):
                yield f"{clean(text)[:_WIDTH]}: {number:,}"
