"""Agents against the label records they cite. Skipped where the records are absent."""

import csv
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from immunomod.audit.records import date_of
from immunomod.audit.sections import Sections, exists, subsections
from immunomod.catalogue.agent import Agent
from immunomod.catalogue.lint import all_refs
from tests.conftest import REFERENCE, ours

LABELS = REFERENCE / "labels"
pytestmark = pytest.mark.skipif(not LABELS.is_dir(), reason="the label records are not here")


@cache
def record(agent: str) -> dict[str, Any] | None:
    file = LABELS / f"{agent}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


AGENTS = sorted(ours().agents) if LABELS.is_dir() else []
WITH_LABEL = [id for id in AGENTS if (LABELS / f"{id}.json").exists()]


def labels_of(id: str) -> Iterator[tuple[str, Sections]]:
    """The label records of an agent by the key that its refs use; the main one's key is empty."""
    found = record(id) or {}
    yield "", found.get("sections", {})
    for key, label in ours().agents[id].labels.items():
        for other in found.get("alternates", []):
            if other.get("set_id") == label.set_id and other.get("sections"):
                yield key, other["sections"]


def cited_sections(agent: Agent, key: str) -> set[str]:
    """The sections of one label that an agent's facts cite."""
    facts = [ref for _, ref in _fact_refs(agent)]
    prefix = f"{key}:" if key else ""
    return {ref.removeprefix(prefix) for ref in facts if (ref.startswith(prefix) if key else ":" not in ref)}


def _fact_refs(agent: Agent) -> Iterator[tuple[str, str]]:
    safety = agent.safety
    parts = (safety.warnings, safety.contraindications, safety.before_starting, safety.monitoring, safety.interactions)
    for fact in [*agent.uses, *(fact for part in parts for fact in part), *safety.vaccines]:
        yield from ((type(fact).__name__, ref) for ref in fact.refs)
    for advice in (safety.pregnancy, safety.lactation, safety.contraception):
        yield from (("Advice", ref) for ref in (advice.refs if advice else []))


@pytest.mark.parametrize("id", WITH_LABEL)
def test_set_id_and_date_are_the_labels(id: str) -> None:
    found, label = record(id), ours().agents[id].label
    assert found is not None
    assert label is not None
    assert (label.set_id, label.revised) == (found["set_id"], date_of(found))


@pytest.mark.parametrize("id", WITH_LABEL)
def test_further_labels_are_records_too(id: str) -> None:
    alternates = {other.get("set_id"): other for other in (record(id) or {}).get("alternates", [])}
    for key, label in ours().agents[id].labels.items():
        assert label.set_id in alternates, f"{id}.labels.{key}"
        assert label.revised == date_of(alternates[label.set_id]), f"{id}.labels.{key}"


@pytest.mark.parametrize("id", WITH_LABEL)
def test_every_cited_section_exists(id: str) -> None:
    labels = dict(labels_of(id))
    for kind, entry, path, ref in all_refs(ours()):
        if kind == "agents" and entry == id:
            key, colon, section = ref.partition(":")
            if not colon:
                assert exists(labels[""], ref), f"{id} {path}: no section {ref!r}"
            elif key in labels:
                assert exists(labels[key], section), f"{id} {path}: no section {section!r} in {key}"


@pytest.mark.parametrize("id", WITH_LABEL)
def test_boxed_entries_stand_exactly_where_the_label_has_a_box(id: str) -> None:
    agent = ours().agents[id]
    boxed = {ref for warning in agent.safety.warnings if warning.level == "boxed" for ref in warning.refs}
    for key, sections in labels_of(id):
        cites = (f"{key}:boxed" if key else "boxed") in boxed
        assert cites == bool(sections.get("boxed_warning")), f"{id} {key}"


@pytest.mark.parametrize("id", WITH_LABEL)
def test_every_subsection_of_warnings_and_precautions_is_cited(id: str) -> None:
    for key, sections in labels_of(id):
        cited = {ref.split("/")[0] for ref in cited_sections(ours().agents[id], key)}
        for section in subsections(5, sections.get("warnings_and_precautions", "")):
            assert any(ref == section or ref.startswith(f"{section}.") for ref in cited), f"{id} {key} {section}"


@pytest.mark.parametrize("id", WITH_LABEL)
def test_parts_the_label_has_are_covered(id: str) -> None:
    agent, sections = ours().agents[id], (record(id) or {}).get("sections", {})
    safety = agent.safety
    needed = {
        "contraindications": (
            sections.get("contraindications"),
            safety.contraindications or safety.none_listed.contraindications,
        ),
        "interactions": (sections.get("drug_interactions"), safety.interactions or safety.none_listed.interactions),
        "pregnancy": (sections.get("pregnancy"), safety.pregnancy),
        "lactation": (sections.get("lactation") or sections.get("nursing_mothers"), safety.lactation),
    }
    assert [part for part, (has, said) in needed.items() if has and not said] == []


def test_refs_to_labels_from_vocabularies_exist() -> None:
    for kind, id, path, ref in all_refs(ours()):
        agent, colon, section = ref.partition(":")
        if kind != "agents" and colon and (LABELS / f"{agent}.json").exists():
            assert exists((record(agent) or {})["sections"], section), f"{kind} {id} {path}: {ref}"


def table(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("id", AGENTS)
def test_identifiers_are_those_of_the_tables(id: str) -> None:
    rows = [row for row in table("identifiers.tsv") if row["id"] == id]
    if not rows:
        assert "-and-" in id, "only fixed combinations have no row of their own"
        return
    (row,) = rows
    ids = ours().agents[id].ids
    columns = {"unii": "unii", "chembl": "chembl_id", "drugbank": "drugbank_id", "cas": "cas", "rxcui": "rxcui"}
    for field, column in columns.items():
        value = getattr(ids, field)
        assert value is None or value == row[column], f"{id} {field}"
    assert set(ids.atc) == {code.strip() for code in row["atc_codes"].split(";") if code.strip()}, id


@pytest.mark.parametrize("id", AGENTS)
def test_eu_uses_cite_products_that_are_authorised_or_say_that_they_are_withdrawn(id: str) -> None:
    rows = {row["medicine_name"].split(" (previously")[0]: row["status"] for row in table("ema_medicines.tsv") if row["id"] in id}
    for use in ours().agents[id].uses:
        if use.status == "approved" and "EU" in use.regions:
            products = [ref.removeprefix("ema:") for ref in use.refs if ref.startswith("ema:")]
            leaflets = [ref for ref in use.refs if ref.startswith("leaflet:")]
            assert products or leaflets, f"{id} {use.condition}"
            authorised = "Authorised" in {rows.get(product) for product in products}
            assert not products or authorised or "withdrawn" in (use.note or ""), f"{id} {use.condition}"
