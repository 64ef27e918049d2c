"""Compares the catalogue with label records: what is newer, what changed, which facts lost their section."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from immunomod.audit.records import Record
from immunomod.audit.sections import exists, prints
from immunomod.catalogue.agent import Agent, Label
from immunomod.catalogue.lint import refs_in
from immunomod.catalogue.model import Catalogue

Prints = Mapping[str, Mapping[str, str]]
SEVERITY = ("boxed warning", "section gone", "fact without section", "section added", "section changed", "newer label")


class Finding(NamedTuple):
    """One thing to do: the agent, what kind, which section or fact, and a few words."""

    agent: str
    kind: str
    where: str
    detail: str


def compare(catalogue: Catalogue, records: Sequence[Record], known: Prints) -> list[Finding]:
    """All findings, by agent and then by severity. `known` holds the digests of the labels that were curated."""
    by_name = {Path(record.file).stem: record for record in reversed(records)}
    found: list[Finding] = []
    for id, agent in catalogue.agents.items():
        for key, label in _labels(agent):
            record = _record_of(id, key, label, records, by_name)
            if record is not None:
                found += _label(id, agent, key, label, record, known.get(label.set_id or "", {}))
    return sorted(found, key=lambda finding: (finding.agent, SEVERITY.index(finding.kind), finding.where))


def _record_of(id: str, key: str, label: Label, records: Sequence[Record], by_name: Mapping[str, Record]) -> Record | None:
    """The record of a label: with its set id, in the agent's own file if possible; else the agent's own file."""
    same = [record for record in records if label.set_id and record.set_id == label.set_id]
    own = [record for record in same if Path(record.file).stem == id]
    return next(iter(own or same), None if key else by_name.get(id))


def _labels(agent: Agent) -> Iterator[tuple[str, Label]]:
    if agent.label is not None:
        yield "", agent.label
    yield from agent.labels.items()


def _label(id: str, agent: Agent, key: str, label: Label, record: Record, known: Mapping[str, str]) -> Iterator[Finding]:
    if record.set_id != label.set_id:
        yield Finding(id, "newer label", key or "label", f"set id {record.set_id} instead of {label.set_id}")
    elif record.date and record.date != label.revised:
        yield Finding(id, "newer label", key or "label", f"{record.date}, curated from {label.revised or 'an undated text'}")
    yield from _boxed(id, agent, key, record, known)
    if known:
        yield from _sections(id, record, known)
    yield from _lost_facts(id, agent, key, record)


def _boxed(id: str, agent: Agent, key: str, record: Record, known: Mapping[str, str]) -> Iterator[Finding]:
    ref = f"{key}:boxed" if key else "boxed"
    ours = any(ref in warning.refs for warning in agent.safety.warnings)
    theirs = bool(record.sections.get("boxed_warning"))
    if ours != theirs:
        words = "the label has one, the entry does not" if theirs else "the label has none any more"
        yield Finding(id, "boxed warning", ref, words)
    elif theirs and known.get("boxed") not in (None, prints(record.sections)["boxed"]):
        yield Finding(id, "boxed warning", ref, "reworded since it was curated")


def _sections(id: str, record: Record, known: Mapping[str, str]) -> Iterator[Finding]:
    now = prints(record.sections)
    for section in sorted({*now, *known} - {"boxed"}, key=_order):
        if section not in now:
            yield Finding(id, "section gone", section, "in the curated label, not in this one")
        elif section not in known:
            yield Finding(id, "section added", section, "not in the curated label")
        elif now[section] != known[section]:
            yield Finding(id, "section changed", section, "reworded since it was curated")


def _order(section: str) -> tuple[int, ...]:
    return tuple(int(part) for part in section.split("."))


def _lost_facts(id: str, agent: Agent, key: str, record: Record) -> Iterator[Finding]:
    for path, ref in refs_in(agent.model_dump(by_alias=True, exclude_defaults=True), ()):
        source, colon, section = ref.partition(":")
        mine = source == key and colon if key else not colon
        if mine and not exists(record.sections, section if key else ref):
            place = ".".join(str(step) for step in path[:-2])
            yield Finding(id, "fact without section", ref, place)


def worklist(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The agents to read again, the gravest first: id, number of findings, the gravest kind."""
    by_agent: dict[str, list[Finding]] = {}
    for finding in findings:
        by_agent.setdefault(finding.agent, []).append(finding)
    rows = [
        {"id": id, "findings": len(found), "gravest": min((f.kind for f in found), key=SEVERITY.index)}
        for id, found in by_agent.items()
    ]
    return sorted(rows, key=lambda row: (SEVERITY.index(str(row["gravest"])), -int(str(row["findings"])), str(row["id"])))


def known_prints(file: Path) -> dict[str, dict[str, str]]:
    """The digests recorded with the catalogue, by set id; empty when none were recorded."""
    if not file.exists():
        return {}
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def record_prints(catalogue: Catalogue, records: Sequence[Record]) -> dict[str, dict[str, str]]:
    """The digests of the labels that the catalogue was curated from."""
    wanted = {label.set_id for agent in catalogue.agents.values() for _, label in _labels(agent)}
    return {r.set_id: prints(r.sections) for r in reversed(records) if r.set_id in wanted and r.set_id}
