"""Lookups of named entries: drug, safety, condition, mechanism, about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from immunomod.index.reader import Index, Match
from immunomod.query.find import Found, failure, find, find_all
from immunomod.query.result import Failure, Result, View
from immunomod.records import TYPE_CHECKING
from immunomod.text import plural

if TYPE_CHECKING:
    from typing import Any

    from immunomod.query.filters import Filters


SHORT = ("id", "name", "effect", "classes", "label", "approvals")  # of an agent whose safety is shown


def catalogue_of(index: Index) -> View:
    """The `catalogue` object of the output contract."""
    return {"version": index.meta["version"], "updated": index.meta["updated"]}


def answered(
    index: Index,
    command: str,
    space: str,
    founds: Sequence[Found],
    view: Callable[[Match], View],
    blank: View,
) -> Result:
    """One result for each match, in order; a name without a match keeps its place with a blank one."""
    results: list[View] = []
    errors: list[Failure] = []
    notices: list[str] = []
    views: dict[tuple[str, str], View] = {}  # a list of names may hold one many times: it is read once
    failures: dict[str, Failure] = {}
    for found in founds:
        if not found.matches:
            if found.query not in failures:
                failures[found.query] = failure(index, space, found.query)
            errors.append(failures[found.query])
            results.append({"query": found.query, "matched": None, **blank})
        if found.group:
            notices.append(f"{found.group}: {plural(len(found.matches), 'result')}")
        for match in found.matches:
            entry = (match.kind, match.id)
            if entry not in views:
                views[entry] = view(match)
            matched = {"field": match.field, "value": match.value}
            results.append({"query": found.query, "matched": matched, **views[entry]})
    return Result(command, results, errors, notices, catalogue_of(index))


def drug(index: Index, names: Sequence[Sequence[str]], full: bool = False) -> Result:
    """Agents by name. `names` are runs of words; each run may hold several names. `full` pages leave nothing out."""
    founds = find_all(index, "agent", names)
    result = answered(index, "drug", "agent", founds, lambda match: {"agent": index.body("agents", match.id)}, {"agent": None})
    return result._replace(full=full)


def safety(index: Index, names: Sequence[Sequence[str]], only: Sequence[str] = ()) -> Result:
    """The safety block of agents, narrowed to the parts in `only`; without names, what holds for all."""
    if not names:
        return Result("safety", index.bodies("considerations"), catalogue=catalogue_of(index))
    founds = find_all(index, "agent", names)

    def view(match: Match) -> View:
        agent = index.body("agents", match.id)
        block = _narrowed(agent["safety"], only) if only else agent["safety"]
        return {"agent": {key: agent[key] for key in SHORT}, "safety": block, "sources": agent["sources"]}

    return answered(index, "safety", "agent", founds, view, {"agent": None, "safety": None, "sources": []})


def _narrowed(block: View, only: Sequence[str]) -> View:
    kept: View = dict(block, parts=dict(block["parts"]))
    wanted = {part.replace("-", "_") for part in only}
    for part in block["parts"]:
        if part in wanted or (part == "warnings" and "boxed" in wanted):
            continue
        kept[part] = [] if isinstance(block[part], list) else None
        kept["parts"][part] = "not shown"
    if "boxed" in wanted and "warnings" not in wanted:
        kept["warnings"] = [warning for warning in block["warnings"] if warning["level"] == "boxed"]
    return kept


def condition(index: Index, names: Sequence[Sequence[str]], filters: Filters | None = None) -> Result:
    """Conditions with the agents used for them and for their kinds; without names, all conditions."""
    if not names:
        return Result("condition", index.summaries("conditions"), catalogue=catalogue_of(index))
    wrong = filters.failures(index) if filters else []
    if wrong:
        return Result("condition", [], wrong, catalogue=catalogue_of(index))
    founds = find_all(index, "condition", names)

    def view(match: Match) -> View:
        body = index.body("conditions", match.id)
        return {"condition": body, "agents": _users(index, match.id, filters)}

    result = answered(index, "condition", "condition", founds, view, {"condition": None, "agents": []})
    narrowed = filters is not None and filters.any()
    return telling_of_none(result, "condition", "fits these filters" if narrowed else "in this catalogue has a use in it")


def _users(index: Index, id: str, filters: Filters | None) -> list[View]:
    rows = index.uses(index.family("conditions", id))
    agents = {summary["id"]: summary for summary in index.summaries("agents", {agent for _, agent, _ in rows})}
    users = [_user(agents[agent], use) for _, agent, use in rows]
    kept = [user for user in users if filters is None or filters.admit_use(index, user)]
    return sorted(kept, key=lambda user: (user["id"], user["condition"] != id, user["condition"]))


def _user(summary: View, use: View) -> View:
    keep = ("id", "name", "effect", "classes", "mechanisms")
    rest = ("status", "regions", "population", "routes", "condition", "note", "refs")
    return {**{key: summary[key] for key in keep}, **{key: use[key] for key in rest}, "condition_name": use["name"]}


def telling_of_none(result: Result, key: str, why: str) -> Result:
    """The result with a notice for each entry under `key` that has no agents."""
    bare = [item["query"] for item in result.results if item[key] and not item["agents"]]
    return result._replace(notices=[*result.notices, *(f"{query}: no agent {why}" for query in bare)])


def mechanism(index: Index, names: Sequence[Sequence[str]]) -> Result:
    """Mechanisms with the agents that act so; without names, the whole tree."""
    if not names:
        return Result("mechanism", index.summaries("mechanisms"), catalogue=catalogue_of(index))
    founds = find_all(index, "mechanism", names)

    def view(match: Match) -> View:
        body = index.body("mechanisms", match.id)
        family = index.family("mechanisms", match.id)
        agents = index.summaries("agents", index.actors(family))
        counts = {summary["id"]: summary["agents"] for summary in index.summaries("mechanisms", family)}
        children = [{**child, "agents": counts[child["id"]]} for child in body["children"]]
        return {"mechanism": {**body, "children": children}, "agents": agents}

    return answered(index, "mechanism", "mechanism", founds, view, {"mechanism": None, "agents": []})


def about(index: Index, names: Sequence[Sequence[str]]) -> Result:
    """The primer, or the explanation of terms; a hazard's name is explained too. `names` are runs of words."""
    if not names:
        return Result("about", index.bodies("primer"), catalogue=catalogue_of(index))
    founds = [found for words in names for found in _explained(index, words)]

    def view(match: Match) -> View:
        body: dict[str, Any] = index.body(match.kind, match.id)
        keep = ("id", "name", "synonyms", "definition", "refs", "sources")
        return {"term": {**{key: body[key] for key in keep}, "see": body.get("see", [])}}

    return answered(index, "about", "term", founds, view, {"term": None})


def _explained(index: Index, words: Sequence[str]) -> list[Found]:
    founds = find(index, "term", words)
    if all(found.matches for found in founds):
        return founds
    hazards = find(index, "risk", words)
    return hazards if all(found.matches for found in hazards) else founds
