"""Entries in the shape that output shows: ids with their names beside them, refs spelt out, nothing absent.

Built once, when the index is made, so that a lookup only fetches.
"""

from typing import Any

from immunomod.catalogue.agent import CitedText
from immunomod.catalogue.model import Catalogue
from immunomod.index import open_groups
from immunomod.index.agent_view import agent, partner
from immunomod.index.cite import Cite, View


def condition(catalogue: Catalogue, id: str) -> View:
    """The `condition` object."""
    entry = catalogue.conditions[id]
    cite = Cite(catalogue)
    view: View = {
        "id": id,
        "name": entry.name,
        "synonyms": entry.synonyms,
        "category": entry.category,
        **_family(catalogue.conditions, id),
        "ids": entry.ids.model_dump(),
    }
    for part in ("background", "role"):
        text: CitedText | None = getattr(entry, part)
        view[part] = None if text is None else {"text": text.text, "refs": cite(text.refs)}
    return {**view, "sources": cite.sources()}


def _family(entries: dict[str, Any], id: str) -> View:
    parent = entries[id].parent
    return {
        "parent": parent,
        "parent_name": entries[parent].name if parent else None,
        "children": [{"id": other, "name": entry.name} for other, entry in entries.items() if entry.parent == id],
    }


def mechanism(catalogue: Catalogue, id: str) -> View:
    """The `mechanism` object; `summary` is text, its sources are `refs`."""
    entry = catalogue.mechanisms[id]
    cite = Cite(catalogue)
    view: View = {
        "id": id,
        "name": entry.name,
        "class_name": entry.class_name,
        "synonyms": entry.synonyms,
        "effect": entry.effect,
        **_family(catalogue.mechanisms, id),
        "summary": entry.summary.text,
        "refs": cite(entry.summary.refs),
        "steps": [{"text": step.text, "refs": cite(step.refs)} for step in entry.steps],
        "targets": [{"symbol": symbol, "name": catalogue.targets[symbol].name} for symbol in entry.targets],
        "cells": entry.cells,
    }
    return {**view, "sources": cite.sources()}


def target(catalogue: Catalogue, symbol: str) -> View:
    gene = catalogue.targets[symbol]
    cite = Cite(catalogue)
    refs = cite(gene.refs)
    return {"id": symbol, "name": gene.name, "synonyms": gene.synonyms, "refs": refs, "sources": cite.sources()}


def risk(catalogue: Catalogue, id: str) -> View:
    entry = catalogue.risks[id]
    cite = Cite(catalogue)
    return {
        "id": id,
        "name": entry.name,
        "synonyms": entry.synonyms,
        "definition": entry.definition,
        **_family(catalogue.risks, id),
        "refs": cite(entry.refs),
        "sources": cite.sources(),
    }


def check(catalogue: Catalogue, id: str) -> View:
    return {"id": id, **catalogue.checks[id].model_dump()}


def interactant(catalogue: Catalogue, id: str) -> View:
    entry = catalogue.interactants[id]
    cite = Cite(catalogue)
    members = [{"id": m.id, **partner(catalogue, m.id), "refs": cite(m.refs)} for m in entry.members]
    counts = None
    if entry.counts is not None:
        also = [{"id": agent, "name": catalogue.agents[agent].name} for agent in open_groups.agents(catalogue, entry.counts)]
        counts = {**entry.counts.model_dump(), "agents": also}
    plain = entry.model_dump(exclude={"members", "counts"})
    return {"id": id, **plain, "members": members, "counts": counts, "sources": cite.sources()}


def term(catalogue: Catalogue, id: str) -> View:
    entry = catalogue.terms[id]
    cite = Cite(catalogue)
    return {
        "id": id,
        "name": entry.name,
        "synonyms": entry.synonyms,
        "definition": entry.definition,
        "see": [{"id": other, "name": catalogue.terms[other].name} for other in entry.see],
        "refs": cite(entry.refs),
        "sources": cite.sources(),
    }


def consideration(catalogue: Catalogue, id: str) -> View:
    entry = catalogue.considerations[id]
    cite = Cite(catalogue)
    view = {"id": id, "topic": entry.topic, "name": entry.name, "advice": entry.advice, "refs": cite(entry.refs)}
    return {**view, "sources": cite.sources()}


def section(catalogue: Catalogue, id: str) -> View:
    entry = catalogue.primer[id]
    cite = Cite(catalogue)
    view = {"id": id, "title": entry.title, "text": entry.text, "see": entry.see, "refs": cite(entry.refs)}
    return {**view, "sources": cite.sources()}


BODIES = {
    "agents": agent,
    "conditions": condition,
    "mechanisms": mechanism,
    "targets": target,
    "risks": risk,
    "checks": check,
    "interactants": interactant,
    "terms": term,
    "considerations": consideration,
    "primer": section,
}
