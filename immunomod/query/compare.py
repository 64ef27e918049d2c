"""Agents side by side: who is compared, and what is left of the rows."""

from collections.abc import Sequence

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.asked import Asked, asked_for
from immunomod.query.entries import SHORT, catalogue_of
from immunomod.query.facts import PARTS, Item, items
from immunomod.query.filters import Filters
from immunomod.query.kinds import kin
from immunomod.query.result import Result, View
from immunomod.query.side_by_side import rows
from immunomod.words import INTERACTION_LEVELS

DIFFERENCES = "differences"
_KEPT = (*SHORT, "modality", "mechanisms", "targets", "routes", "status")


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
    asked = _asked(index, names, filters)
    ids = asked.ids
    result = Result("compare", [], asked.errors, asked.notices, catalogue_of(index))
    if len(ids) < 2:
        remain = f"only {ids[0]}" if ids else "none"
        if not asked.errors:
            raise UsageError(f"compare needs two agents or more, and this is {remain}; name another")
        return result._replace(notices=[*asked.notices, f"nothing is compared: of the agents asked for, {remain} was found"])
    parts = [part for part in PARTS if part in only or not set(only) - {DIFFERENCES}]
    agents = [index.body("agents", id) for id in ids]
    found = [row for part in parts for row in rows(agents, part, kin(index, part, _items(agents, part)))]
    kept = [row for row in found if not row["same"]] if DIFFERENCES in only else found
    view = {
        "queries": asked.queries,
        "only": list(only),
        "agents": [_short(agent) for agent in agents],
        "rows": kept,
        "left_out": {
            part: sum(row["part"] == part for row in found) - sum(row["part"] == part for row in kept) for part in parts
        },
    }
    return result._replace(results=[view], full=full)


def _asked(index: Index, names: Sequence[Sequence[str]], filters: Filters) -> Asked:
    """What the names lead to, then the agents that the filters admit."""
    asked = asked_for(index, names)
    wrong = filters.failures(index)
    asked.errors.extend(wrong)
    asked.queries.extend({"query": error.query, "matched": None, "id": None} for error in wrong)
    if filters.any() and not wrong:
        field, value = " and ".join(filters.given), " and ".join(filters.given.values())
        admitted = (row["id"] for row in index.summaries("agents") if filters.admit(index, row))
        matched = {"field": field, "value": value}
        asked.queries.extend({"query": value, "matched": matched, "id": id} for id in admitted)
    return asked


def _items(agents: Sequence[View], part: str) -> list[Item]:
    return [item for agent in agents for item in items(agent, part)]


def _short(agent: View) -> View:
    safety = agent["safety"]
    levels = [item["level"] for item in safety["interactions"]]
    return {
        **{key: agent[key] for key in _KEPT},
        **{key: safety[key] for key in ("coverage", "scope", "parts", "none_listed")},
        "interactions": {level: levels.count(level) for level in INTERACTION_LEVELS},
        "sources": agent["sources"],
    }
