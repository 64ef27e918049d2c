"""Agents side by side: who is compared, and what is left of the rows."""

from collections.abc import Sequence

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.entries import catalogue_of
from immunomod.query.facts import PARTS, Item, items
from immunomod.query.filters import Filters
from immunomod.query.find import failure, find
from immunomod.query.kinds import kin
from immunomod.query.result import Failure, Result, View
from immunomod.query.side_by_side import rows
from immunomod.text import plural

DIFFERENCES = "differences"
_KEPT = ("id", "name", "effect", "classes", "label", "approvals", "modality", "mechanisms", "targets", "routes", "status")


def compare(
    index: Index, names: Sequence[Sequence[str]], filters: Filters, only: Sequence[str] = (), full: bool = False
) -> Result:
    """One result with the agents and a row for each item of each part.

    `names` are runs of words; agents that `filters` admit come after them. `only` names parts, and `differences` to leave
    out the rows that are the same for all. `full` pages show every note and partner. Raises UsageError when fewer than
    two agents are asked for.
    """
    if not names and not filters.any():
        raise UsageError("nothing to compare; name two agents or more, or give --mechanism or --condition")
    queries, errors, notices = _asked(index, names, filters)
    ids = list(dict.fromkeys(query["id"] for query in queries if query["id"]))
    result = Result("compare", [], errors, notices, catalogue_of(index))
    if len(ids) < 2:
        remain = f"only {ids[0]}" if ids else "none"
        if not errors:
            raise UsageError(f"compare needs two agents or more, and this is {remain}; name another")
        return result._replace(notices=[*notices, f"nothing is compared: of the agents asked for, {remain} was found"])
    parts = [part for part in PARTS if part in only or not set(only) - {DIFFERENCES}]
    agents = [index.body("agents", id) for id in ids]
    found = [row for part in parts for row in rows(agents, part, kin(index, part, _items(agents, part)))]
    kept = [row for row in found if not row["same"]] if DIFFERENCES in only else found
    view = {
        "queries": queries,
        "only": list(only),
        "agents": [_short(agent) for agent in agents],
        "rows": kept,
        "left_out": {
            part: sum(row["part"] == part for row in found) - sum(row["part"] == part for row in kept) for part in parts
        },
    }
    return result._replace(results=[view], full=full)


def _asked(index: Index, names: Sequence[Sequence[str]], filters: Filters) -> tuple[list[View], list[Failure], list[str]]:
    """One query for each agent that a name or the filters lead to, and one for each name that leads nowhere."""
    queries: list[View] = []
    errors: list[Failure] = []
    notices: list[str] = []
    for found in (found for words in names for found in find(index, "agent", words)):
        if not found.matches:
            errors.append(failure(index, "agent", found.query))
            queries.append({"query": found.query, "matched": None, "id": None})
        if found.group:
            notices.append(f"{found.group}: {plural(len(found.matches), 'agent')}")
        queries += [
            {"query": found.query, "matched": {"field": match.field, "value": match.value}, "id": match.id}
            for match in found.matches
        ]
    wrong = filters.failures(index)
    errors += wrong
    queries += [{"query": error.query, "matched": None, "id": None} for error in wrong]
    if filters.any() and not wrong:
        field, value = " and ".join(filters.given), " and ".join(filters.given.values())
        admitted = (row["id"] for row in index.summaries("agents") if filters.admit(index, row))
        queries += [{"query": value, "matched": {"field": field, "value": value}, "id": id} for id in admitted]
    return queries, errors, notices


def _items(agents: Sequence[View], part: str) -> list[Item]:
    return [item for agent in agents for item in items(agent, part)]


def _short(agent: View) -> View:
    safety = agent["safety"]
    levels = [item["level"] for item in safety["interactions"]]
    return {
        **{key: agent[key] for key in _KEPT},
        **{key: safety[key] for key in ("coverage", "scope", "parts", "none_listed")},
        "interactions": {level: levels.count(level) for level in ("contraindicated", "major", "moderate", "minor")},
        "sources": agent["sources"],
    }
