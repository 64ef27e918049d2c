"""The flat rows of a checklist: one for each item and agent, then what is none listed or not covered, then misses."""

from collections.abc import Iterator, Sequence
from typing import Any

from immunomod.query.result import Result, View
from immunomod.render.rows import sentence_of

HEADER = ("id", "phase", "at", "kind", "check", "name", "when", "text", "refs", "query")


def rows(result: Result) -> Iterator[Sequence[Any]]:
    """All rows; a name that was not found among several keeps a line, with the name in the last column."""
    for item in result.results:
        query = {asked["id"]: asked["query"] for asked in reversed(item["queries"]) if asked["id"]}
        for row in _facts(item):
            yield [*row, query[row[0]]]
        if len(item["queries"]) > 1:
            for asked in item["queries"]:
                if asked["id"] is None:
                    yield [""] * (len(HEADER) - 1) + [asked["query"]]


def _facts(item: View) -> Iterator[Sequence[Any]]:
    for hazard in item["boxed"]:
        for entry in hazard["agents"]:
            yield [entry["id"], "boxed", "", "hazard", hazard["risk"], hazard["name"], "", entry["note"], entry["refs"]]
    for check in item["items"]:
        at = check["at"]["text"] if check["at"] else ""
        for entry in check["agents"]:
            text = sentence_of(entry["advice"], entry["note"])
            head = [entry["id"], check["phase"], at, check["kind"], check["check"], check["name"]]
            yield [*head, entry["when"], text, entry["refs"]]
    for none in item["none_listed"]:
        yield [none["agent"], "none listed", "", "", "", none["part"], "", "", none["refs"]]
    for missing in item["not_covered"]:
        yield [missing["agent"], "not covered", "", "", "", missing["part"], "", "", []]
