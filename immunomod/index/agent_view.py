"""The `agent` and `safety` objects of the output contract: ids with their names beside them, refs spelt out."""

from typing import Any

from immunomod.catalogue import agent as schema
from immunomod.catalogue.model import Catalogue
from immunomod.index.cite import Cite, View
from immunomod.text import several
from immunomod.words import SAFETY_PARTS

DRUGS_AT_FDA = "https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo="


def agent(catalogue: Catalogue, id: str) -> View:
    """The `agent` object of the output contract."""
    entry = catalogue.agents[id]
    cite = Cite(catalogue, id)
    if entry.label is not None:
        cite(["boxed"])  # the label stands first among the sources
    view: View = {
        "id": id,
        "name": entry.name,
        "us_name": entry.us_name,
        "synonyms": entry.synonyms,
        "codes": entry.codes,
        "brands": entry.brands.model_dump(),
        "former_brands": entry.former_brands.model_dump(),
        "biosimilars": [similar.model_dump() for similar in entry.biosimilars],
        "effect": entry.effect,
        "modality": entry.modality,
        "classes": classes(catalogue, entry),
        "mechanisms": entry.mechanisms,
        "targets": [_target(catalogue, target) for target in entry.targets],
        "action": {"text": entry.action.text, "refs": cite(entry.action.refs)},
        "routes": entry.routes,
        "status": entry.status,
        "approvals": [_approval(approval) for approval in entry.approvals],
        "ids": entry.ids.model_dump(),
        "label": _label(entry.label),
        "uses": [_use(catalogue, entry, use, cite) for use in entry.uses],
        "safety": safety(catalogue, entry.safety, cite),
    }
    view["sources"] = cite.sources()
    return view


def classes(catalogue: Catalogue, entry: schema.Agent) -> list[str]:
    """What a drug of these mechanisms is called: `TNF blocker`."""
    nodes = [catalogue.mechanisms[mechanism] for mechanism in entry.mechanisms]
    return [node.class_name or node.name for node in nodes]


def _target(catalogue: Catalogue, target: schema.Target) -> View:
    name = catalogue.targets[target.symbol].name
    return {"symbol": target.symbol, "name": name, "action": target.action, "through": target.through}


def _approval(approval: schema.Approval) -> View:
    url = approval.url
    if url is None and approval.authority == "FDA":
        url = DRUGS_AT_FDA + "".join(c for c in approval.number if c.isdigit())
    region = "US" if approval.authority == "FDA" else "EU"
    return {"region": region, **approval.model_dump(), "url": url}


def _label(label: schema.Label | None) -> View | None:
    return None if label is None else label.model_dump()


def _use(catalogue: Catalogue, entry: schema.Agent, use: schema.Use, cite: Cite) -> View:
    return {
        "condition": use.condition,
        "name": catalogue.conditions[use.condition].name,
        "status": use.status,
        "regions": use.regions,
        "population": use.population,
        "note": use.note,
        "routes": use.routes or entry.routes,
        "refs": cite(use.refs),
    }


def safety(catalogue: Catalogue, block: schema.Safety, cite: Cite) -> View:
    """The `safety` object; `parts` tells `listed`, `none listed` and `not covered` apart."""
    view: View = {"coverage": block.coverage, "scope": block.scope, "parts": {}, "none_listed": {}}
    for part, refs in block.none_listed:
        if refs:
            view["none_listed"][part] = cite(refs)
    view["warnings"] = [
        {
            "risk": w.risk,
            "name": catalogue.risks[w.risk].name,
            "parent": catalogue.risks[w.risk].parent,
            "level": w.level,
            **_rest(w, cite),
        }
        for w in block.warnings
    ]
    view["contraindications"] = [
        {
            "what": c.what,
            "with": c.interactant,
            "condition": c.condition,
            "risks": c.risks,
            "states": c.states,
            **_rest(c, cite),
        }
        for c in block.contraindications
    ]
    view["before_starting"] = [{"do": b.do, **_check(catalogue, b.do), **_rest(b, cite)} for b in block.before_starting]
    view["monitoring"] = [
        {"test": m.test, **_check(catalogue, m.test), "when": m.when, **_rest(m, cite)} for m in block.monitoring
    ]
    view["interactions"] = [
        {
            "with": x.interactant,
            **partner(catalogue, x.interactant),
            "level": x.level,
            "effect": x.effect,
            "action": x.action,
            **_rest(x, cite),
        }
        for x in block.interactions
    ]
    view["vaccines"] = [{"kind": v.kind, "level": v.level, "advice": v.advice, **_rest(v, cite)} for v in block.vaccines]
    for part in ("pregnancy", "lactation"):
        advice: schema.StateAdvice | None = getattr(block, part)
        view[part] = None if advice is None else {"advice": advice.advice, "level": advice.level, **_rest(advice, cite)}
    means = block.contraception
    view["contraception"] = None if means is None else {"advice": means.advice, **_rest(means, cite)}
    view["parts"] = {part: _said(view, part) for part in SAFETY_PARTS}
    return view


def _said(view: View, part: str) -> str:
    if view[part]:
        return "listed"
    return "none listed" if part in view["none_listed"] else "not covered"


def _rest(fact: Any, cite: Cite) -> View:
    rest: View = {"note": fact.note}
    if hasattr(fact, "routes"):
        rest["routes"] = fact.routes
    return {**rest, "refs": cite(fact.refs)}


def _check(catalogue: Catalogue, id: str) -> View:
    return {"name": catalogue.checks[id].name, "kind": catalogue.checks[id].kind}


def partner(catalogue: Catalogue, id: str) -> View:
    """Name and kind of what an interaction is with: an interactant, another agent or a mechanism."""
    if id in catalogue.interactants:
        found = catalogue.interactants[id]
        return {"name": found.name, "kind": found.kind}
    if id in catalogue.agents:
        return {"name": catalogue.agents[id].name, "kind": "agent"}
    node = catalogue.mechanisms[id]
    return {"name": several(node.class_name) if node.class_name else node.name, "kind": "mechanism"}
