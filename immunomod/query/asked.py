"""Which agents were asked for together, for the commands that answer once for all of them."""

from collections.abc import Sequence
from typing import NamedTuple

from immunomod.index.reader import Index
from immunomod.query.find import failure, find
from immunomod.query.result import Failure, View
from immunomod.text import plural


class Asked(NamedTuple):
    """One query for each agent that a name leads to, and one without an id for each name that leads nowhere."""

    queries: list[View]
    errors: list[Failure]
    notices: list[str]

    @property
    def ids(self) -> list[str]:
        """The agents, each once, in order."""
        return list(dict.fromkeys(query["id"] for query in self.queries if query["id"]))


def asked_for(index: Index, names: Sequence[Sequence[str]]) -> Asked:
    """The agents that runs of words name; a class or an ATC group stands for its members."""
    asked = Asked([], [], [])
    for found in (found for words in names for found in find(index, "agent", words)):
        if not found.matches:
            asked.errors.append(failure(index, "agent", found.query))
            asked.queries.append({"query": found.query, "matched": None, "id": None})
        if found.group:
            asked.notices.append(f"{found.group}: {plural(len(found.matches), 'agent')}")
        for match in found.matches:
            matched = {"field": match.field, "value": match.value}
            asked.queries.append({"query": found.query, "matched": matched, "id": match.id})
    return asked
