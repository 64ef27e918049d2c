"""Agents side by side as flat rows: one a fact, and one for each cell without a fact, which says why it has none."""

from collections.abc import Iterator, Sequence
from typing import Any

from immunomod.query.result import Result, View
from immunomod.render.rows import sentence_of

HEADER = ("id", "part", "item", "name", "level", "text", "refs")


def rows(result: Result) -> Iterator[Sequence[Any]]:
    """All rows; the agent's id stands first."""
    for item in result.results:
        for row in item["rows"]:
            for id, cell in row["cells"].items():
                for fact in _facts(row, cell):
                    yield [id, *fact]


def _facts(row: View, cell: View) -> Iterator[Sequence[Any]]:
    for fact in cell["facts"]:
        where = " and ".join(fact["regions"])
        text = sentence_of(where, ", ".join(fact["routes"]), fact["text"], fact["note"])
        yield row["part"], row["id"], row["name"], fact["level"], text, fact["refs"]
    if not cell["facts"]:
        yield row["part"], row["id"], row["name"], cell["level"], [of["name"] for of in cell["through"]], ""
