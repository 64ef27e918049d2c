"""Agents by a hazard they carry, and by a target they act on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from immunomod.index.reader import Index, Match
from immunomod.query.entries import answered, catalogue_of, telling_of_none
from immunomod.query.find import find_all
from immunomod.query.result import Result, View

if TYPE_CHECKING:
    from immunomod.query.filters import Filters

_SHORT = ("id", "name", "effect", "classes", "mechanisms")


def risk(index: Index, names: Sequence[Sequence[str]], filters: "Filters", level: str | None = None) -> Result:
    """Hazards with the agents that carry them or a kind of them; `level` is boxed or warning. Without names, all hazards."""
    if not names:
        return Result("risk", index.summaries("risks"), catalogue=catalogue_of(index))
    wrong = filters.failures(index)
    if wrong:
        return Result("risk", [], wrong, catalogue=catalogue_of(index))
    founds = find_all(index, "risk", names)

    def view(match: Match) -> View:
        return {"risk": index.body("risks", match.id), "agents": _carriers(index, match.id, filters, level)}

    result = answered(index, "risk", "risk", founds, view, {"risk": None, "agents": []})
    narrowed = filters.any() or level is not None
    return telling_of_none(result, "risk", "fits these filters" if narrowed else "in this catalogue carries it")


def _carriers(index: Index, id: str, filters: "Filters", level: str | None) -> list[View]:
    facts = [(agent, fact) for member in index.family("risks", id) for agent, fact in index.linked("carriers", member)]
    agents = {summary["id"]: summary for summary in index.summaries("agents", {agent for agent, _ in facts})}
    rows = [
        {
            **{key: agents[agent][key] for key in _SHORT},
            "risk": fact["risk"],
            "risk_name": fact["name"],
            **{key: fact[key] for key in ("level", "note", "routes", "refs")},
        }
        for agent, fact in facts
        if (level is None or fact["level"] == level) and filters.admit_carrier(index, agents[agent], fact)
    ]
    return sorted(rows, key=lambda row: (row["level"] != "boxed", row["id"], row["risk"] != id, row["risk"]))


def target(index: Index, names: Sequence[Sequence[str]]) -> Result:
    """Targets, by gene symbol or protein name, with the agents that act on them; without names, all targets."""
    if not names:
        return Result("target", index.summaries("targets"), catalogue=catalogue_of(index))
    founds = find_all(index, "target", names)

    def view(match: Match) -> View:
        body = index.body("targets", match.id)
        acting = index.linked("targets", match.id)
        agents = {summary["id"]: summary for summary in index.summaries("agents", {agent for agent, _ in acting})}
        keep = (*_SHORT, "routes", "status")
        rows = [{**fact, "target_name": fact["name"], **{key: agents[agent][key] for key in keep}} for agent, fact in acting]
        return {"target": body, "agents": rows}

    return answered(index, "target", "target", founds, view, {"target": None, "agents": []})
