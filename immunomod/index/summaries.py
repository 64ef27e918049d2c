"""The short form of an entry, for lists and for the rows of another entry's view."""

from typing import Any

from immunomod.catalogue.model import Catalogue
from immunomod.index.cite import View

Kin = dict[tuple[str, str], set[str]]


def agent(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """Identity, class and coverage of an agent."""
    keep = ("id", "name", "us_name", "synonyms", "effect", "modality", "classes", "mechanisms", "routes", "status")
    brands = [*view["brands"]["US"], *view["brands"]["EU"]]
    return {
        **{key: view[key] for key in keep},
        "brands": list(dict.fromkeys(brands)),
        "targets": [target["symbol"] for target in view["targets"]],
        "atc": view["ids"]["atc"],
        "regions": sorted({a["region"] for a in view["approvals"] if a["status"] == "approved"}, reverse=True),
        "coverage": view["safety"]["coverage"],
        "boxed": [warning["name"] for warning in view["safety"]["warnings"] if warning["level"] == "boxed"],
    }


def condition(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """A condition with the number of agents that have a use in it or in a kind of it."""
    family = kin["conditions", view["id"]]
    users = {id for id, entry in catalogue.agents.items() if any(use.condition in family for use in entry.uses)}
    keep = ("id", "name", "synonyms", "ids", "category", "parent")
    return {**{key: view[key] for key in keep}, "agents": len(users)}


def mechanism(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """A node of the tree with the number of agents beneath it."""
    family = kin["mechanisms", view["id"]]
    actors = {id for id, entry in catalogue.agents.items() if family & set(entry.mechanisms)}
    keep = ("id", "name", "synonyms", "class_name", "effect", "parent")
    targets = [target["symbol"] for target in view["targets"]]
    return {**{key: view[key] for key in keep}, "targets": targets, "agents": len(actors)}


def risk(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """A hazard with the number of agents that carry it, and of those that have it in a box."""
    levels: dict[str, set[str]] = {"boxed": set(), "warning": set()}
    for id, entry in catalogue.agents.items():
        for warning in entry.safety.warnings:
            if warning.risk in kin["risks", view["id"]]:
                levels[warning.level].add(id)
    keep = ("id", "name", "synonyms", "definition", "parent")
    carriers = levels["boxed"] | levels["warning"]
    return {**{key: view[key] for key in keep}, "agents": len(carriers), "boxed": len(levels["boxed"])}


def interactant(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """A drug, group, vaccine or food with the ids of its members."""
    keep = ("id", "name", "kind", "synonyms")
    return {**{key: view[key] for key in keep}, "members": [member["id"] for member in view["members"]]}


def term(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """A term with its definition."""
    return {key: view[key] for key in ("id", "name", "synonyms", "definition")}


def plain(catalogue: Catalogue, view: View, kin: Kin) -> View:
    """Id and name alone."""
    return {"id": view["id"], "name": view.get("name") or view.get("title")}


def family(entries: dict[str, Any]) -> dict[str, set[str]]:
    """For each id, itself and all its descendants."""
    members: dict[str, set[str]] = {id: set() for id in entries}
    for id in entries:
        at: str | None = id
        while at is not None:
            members[at].add(id)
            at = entries[at].parent
    return members


SUMMARIES = {
    "agents": agent,
    "conditions": condition,
    "mechanisms": mechanism,
    "risks": risk,
    "interactants": interactant,
    "terms": term,
}
