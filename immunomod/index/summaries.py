"""The short form of an entry, for lists and for the rows of another entry's view."""

from immunomod.index.cite import View
from immunomod.index.relations import Relations


def agent(view: View, relations: Relations) -> View:
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


def condition(view: View, relations: Relations) -> View:
    """A condition with the number of agents that have a use in it or in a kind of it."""
    keep = ("id", "name", "synonyms", "ids", "category", "parent")
    return {**{key: view[key] for key in keep}, "agents": len(relations.users[view["id"]])}


def mechanism(view: View, relations: Relations) -> View:
    """A node of the tree with the number of agents beneath it."""
    keep = ("id", "name", "synonyms", "class_name", "effect", "parent")
    targets = [target["symbol"] for target in view["targets"]]
    return {**{key: view[key] for key in keep}, "targets": targets, "agents": len(relations.actors[view["id"]])}


def risk(view: View, relations: Relations) -> View:
    """A hazard with the number of agents that carry it, and of those that have it in a box."""
    keep = ("id", "name", "synonyms", "definition", "parent")
    counts = {"agents": len(relations.carriers[view["id"]]), "boxed": len(relations.boxed[view["id"]])}
    return {**{key: view[key] for key in keep}, **counts}


def interactant(view: View, relations: Relations) -> View:
    """A drug, group, vaccine or food with the ids of its members."""
    keep = ("id", "name", "kind", "synonyms")
    return {**{key: view[key] for key in keep}, "members": [member["id"] for member in view["members"]]}


def target(view: View, relations: Relations) -> View:
    """A target with the number of agents that act on it or through it."""
    keep = ("id", "name", "synonyms")
    return {**{key: view[key] for key in keep}, "agents": len(relations.binders[view["id"]])}


def term(view: View, relations: Relations) -> View:
    """A term with its definition."""
    return {key: view[key] for key in ("id", "name", "synonyms", "definition")}


def plain(view: View, relations: Relations) -> View:
    """Id and name alone."""
    return {"id": view["id"], "name": view.get("name") or view.get("title")}


SUMMARIES = {
    "agents": agent,
    "conditions": condition,
    "mechanisms": mechanism,
    "targets": target,
    "risks": risk,
    "interactants": interactant,
    "terms": term,
}
