"""What a ref such as `5.4`, `zortress:5.1`, `ema:Modigraf` or `eular-2022:abstract` points to.

Inside an agent's entry a bare section is of the agent's own label. Elsewhere, and for another agent's label,
the agent's id stands before the colon. In output the own label is spelt `label:5.4`.
"""

from typing import NamedTuple

from immunomod.catalogue import schema
from immunomod.catalogue.agent import Agent, Label
from immunomod.catalogue.model import Catalogue

DAILYMED = "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid="


class Source(NamedTuple):
    """A source as output shows it; a ref is its id, or its id, a colon and the section."""

    id: str
    title: str
    kind: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    note: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        return self._asdict()


class Resolved(NamedTuple):
    """`ref` as output spells it, with the source behind it."""

    ref: str
    source: Source


def resolve(catalogue: Catalogue, ref: str, agent_id: str | None = None) -> Resolved | str:
    """The source of a ref, or a line that says why there is none."""
    agent = catalogue.agents.get(agent_id) if agent_id else None
    name, colon, section = ref.partition(":")
    if not colon:
        return _own_label(agent_id, agent, ref)
    if not section.strip():
        return f"ref {ref!r} names no section; write source:section"
    if agent is not None and name in ("ema", "leaflet"):
        return _ema(agent_id or "", agent, name, section)
    if agent is not None and name in agent.labels:
        return Resolved(ref, _label_source(name, agent.labels[name]))
    other = catalogue.agents.get(name)
    if other is not None and other.label is not None:
        return Resolved(ref, _label_source(name, other.label))
    source = catalogue.sources.get(name)
    if source is not None:
        return Resolved(ref, _listed(name, source, section))
    return f"ref {ref!r}: no source {name!r}; declare it under `sources` or correct it"


def _own_label(agent_id: str | None, agent: Agent | None, ref: str) -> Resolved | str:
    if agent is None:
        return f"ref {ref!r} names no source; write source:section"
    if agent.label is None:
        return f"ref {ref!r} is a section of the agent's label, but {agent_id} has no `label`; add it or name the source"
    return Resolved(f"label:{ref}", _label_source("label", agent.label))


def _label_source(id: str, label: Label) -> Source:
    url = DAILYMED + label.set_id if label.set_id else label.url
    return Source(id, label.product, "label", "FDA (DailyMed)", label.revised, url, label.scope)


def _ema(agent_id: str, agent: Agent, kind: str, section: str) -> Resolved | str:
    product, _, part = section.rpartition(" ") if kind == "leaflet" else (section, "", "")
    for approval in agent.approvals:
        if approval.authority == "EMA" and approval.product == product:
            what = "package leaflet" if kind == "leaflet" else "authorised indication"
            title = f"{product}: {what}"
            ref = f"leaflet:{product}:{part}" if kind == "leaflet" else f"ema:{product}"
            return Resolved(ref, Source(f"{kind}:{product}", title, "regulator", "EMA", None, approval.url))
    return f"ref {kind}:{section}: {agent_id} has no EMA approval of {product!r}; add it to `approvals` or correct the name"


def _listed(id: str, source: schema.Source, section: str) -> Source:
    if source.url and "{0}" in source.url:  # one page for each document cited, so one source for each
        key = section.split(maxsplit=1)[0]
        return Source(
            f"{id}:{key}", source.title, source.kind, source.publisher, source.date, source.url.replace("{0}", key), source.note
        )
    return Source(id, source.title, source.kind, source.publisher, source.date, source.url, source.note)
