"""The findings of `check` as flat rows, then what was not checked."""

from collections.abc import Iterator, Sequence
from typing import Any

from immunomod.query.result import Result

HEADER = ("agent", "level", "with", "basis", "effect", "action", "note", "why", "refs", "why_refs")


def rows(result: Result) -> Iterator[Sequence[Any]]:
    """One row a finding; a hazard that two agents share is `with` the second.

    What was not checked has no agent, the level `not checked`, and says why.
    """
    for item in result.results:
        for finding in item["findings"]:
            agent, *others = finding["agents"]
            other = finding["with"] or others
            yield [agent, finding["level"], other, *(finding[key] for key in HEADER[3:])]
        for gap in item["not_checked"]:
            yield ["", "not checked", "", "", gap["what"], "", "", gap["why"], [], []]
