"""Precision and recall on the labelled strings, as `benchmarks/annotate.py` reports them."""

import pytest

from immunomod.annotation.api import annotator
from immunomod.index.reader import Index
from tests.annotation.test_labelled import Row, read


@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("part", ["dev", "test"])
def test_few_false_hits_and_few_misses(index: Index, part: str, fuzzy: bool) -> None:
    rows = read(part)
    found = annotator(fuzzy=fuzzy).annotate([row.text for row in rows])
    answers = [(row, set(one.ids)) for row, one in zip(rows, found, strict=True)]
    hits = [_right(row, ids) for row, ids in answers if ids]
    full = [_right(row, ids) for row, ids in answers if row.named == "full"]
    assert sum(hits) / len(hits) >= 0.995
    assert sum(full) / len(full) >= 0.97


def _right(row: Row, ids: set[str]) -> bool:
    return ids == set(row.agents)
