"""What labels and name tables hold and the catalogue lacks: nothing, but for the exceptions listed with a reason.

`exceptions.tsv` fails the tests too when one of its lines is no longer needed.
"""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from immunomod.audit.sections import subsections
from immunomod.index.reader import Index
from immunomod.query.find import lookup
from immunomod.text import fold
from tests.conftest import REFERENCE, ROOT, ours

LABELS = REFERENCE / "labels"
pytestmark = pytest.mark.skipif(not LABELS.is_dir(), reason="the label records are not here")
EXCEPTIONS = ROOT / "tests" / "data" / "exceptions.tsv"


def excepted(test: str) -> set[tuple[str, str]]:
    with EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert all(row["reason"].strip() for row in rows)
    return {(row["agent"], row["what"]) for row in rows if row["test"] == test and row["agent"] in ours().agents}


def check(test: str, missing: set[tuple[str, str]]) -> None:
    """Missing things are excepted, and exceptions are missing."""
    known = excepted(test)
    assert sorted(missing - known) == [], "add them to the entry, or to exceptions.tsv with the reason"
    assert sorted(known - missing) == [], "these exceptions are no longer needed; remove them"


def words(text: str) -> str:
    return f" {re.sub(r'[^a-z0-9]+', ' ', text.casefold()).strip()} "


def named(text: str, names: dict[str, set[str]]) -> Iterator[str]:
    """The names that occur in a text, the longest first, each stretch of text used once."""
    left = words(text)
    for name in sorted(names, key=len, reverse=True):
        if name in left:
            yield name
            left = left.replace(name, " | ")


def section(agent: str, key: str) -> str:
    file = LABELS / f"{agent}.json"
    text: str = json.loads(file.read_text(encoding="utf-8"))["sections"].get(key, "") if file.exists() else ""
    return text


def test_every_condition_named_in_the_indications_has_a_use() -> None:
    conditions = ours().conditions
    lines = {id: set(_line(id)) for id in conditions}
    names: dict[str, set[str]] = {}
    for id, condition in conditions.items():
        for name in [condition.name, *condition.synonyms]:
            if len(name) >= 7:  # shorter ones are abbreviations that mean other things too
                names.setdefault(words(name), set()).add(id)
    missing = set()
    for id, agent in ours().agents.items():
        used = {use.condition for use in agent.uses}
        covered = {other for other in conditions if any(other in lines[use] or use in lines[other] for use in used)}
        text = section(id, "indications_and_usage").replace("anaplastic lymphoma kinase", "ALK")
        for name in named(text, names):
            missing |= {(id, condition) for condition in names[name] if not names[name] & covered}
    check("condition", missing)


def _line(id: str) -> Iterator[str]:
    """A condition and its ancestors."""
    at: str | None = id
    while at:
        yield at
        at = ours().conditions[at].parent


@cache
def partners() -> dict[str, set[str]]:
    """Everything that an interaction can be with, by name and id."""
    names: dict[str, set[str]] = {}
    for kind in ("interactants", "agents", "mechanisms"):
        for id, entry in ours().entries(kind).items():
            for name in [id, entry.name, *entry.synonyms]:
                if len(name) >= 5:
                    names.setdefault(words(name), set()).add(id)
    return names


def covered_partners(id: str) -> set[str]:
    """What an agent's interactions are with: the partners, their members and the groups they belong to."""
    agent = ours().agents[id]
    members = {group: {member.id for member in entry.members} for group, entry in ours().interactants.items()}
    covered = {id, *(["live-vaccines", "inactivated-vaccines"] if agent.safety.vaccines else [])}
    for fact in agent.safety.interactions:
        partner = fact.interactant
        covered |= {partner} | {group for group, ids in members.items() if partner in ids}
        for member in members.get(partner, set()):
            covered |= {member} | members.get(member, set())
    return covered


def test_every_drug_or_group_in_a_heading_of_section_7_is_an_interaction() -> None:
    missing = set()
    for id in ours().agents:
        parts = subsections(7, section(id, "drug_interactions")).values()
        headings = " | ".join(" ".join(part.split()[1:9]) for part in parts)
        covered = covered_partners(id)
        missing |= {(id, name.strip()) for name in named(headings, partners()) if not partners()[name] & covered}
    check("interaction", missing)


def test_every_group_named_anywhere_in_section_7_is_an_interaction() -> None:
    groups = {id for id, entry in ours().interactants.items() if entry.kind == "group"}
    missing = set()
    for id, agent in ours().agents.items():
        covered = covered_partners(id)
        said = words(" ".join(f"{fact.effect} {fact.action} {fact.note}" for fact in agent.safety.interactions))
        for name in named(section(id, "drug_interactions"), partners()):
            if partners()[name] & groups and not partners()[name] & covered and name not in said:
                missing.add((id, name.strip()))
    check("group", missing)


def test_contraindications_of_the_label_are_entries() -> None:
    missing = set()
    for id, agent in ours().agents.items():
        text = section(id, "contraindications")
        nothing = re.search(r"\bnone\b", text[:200], re.IGNORECASE) or not text
        own = [fact for fact in agent.safety.contraindications if any(":" not in ref for ref in fact.refs)]
        if not nothing and not own:
            missing.add((id, "contraindications"))
    check("contraindication", missing)


def table(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_agent_of_the_scope_is_an_entry() -> None:
    assert [row["id"] for row in table("scope.tsv") if row["id"] not in ours().agents] == []


def test_every_agent_that_the_eu_authorises_has_an_eu_use() -> None:
    authorised = {
        row["id"] for row in table("ema_medicines.tsv") if row["status"] == "Authorised" and row["therapeutic_indication"]
    }
    assert [id for id in authorised if not any("EU" in use.regions for use in ours().agents[id].uses)] == []


def test_every_inn_us_name_brand_and_biosimilar_leads_to_its_agent(index: Index) -> None:
    wanted = {(row["id"], row["inn"]) for row in table("identifiers.tsv")}
    for row in table("names.tsv"):
        current = row["name_type"] == "brand" and row["status"] in ("current", "authorised")
        if current or row["name_type"] in ("US adopted / FDA preferred name", "biosimilar brand"):
            wanted.add((row["id"], row["name"].split(" (previously")[0]))
    missing = {
        (id, name)
        for id, name in wanted
        if id in ours().agents and id not in {match.id for match in lookup(index, "agent", name).matches}
    }
    check("name", missing)


def test_names_with_a_suffix_lead_to_their_agent(index: Index) -> None:
    for id, agent in ours().agents.items():
        for similar in agent.biosimilars:
            for name in (similar.name, similar.brand):
                if name:
                    assert {match.id for match in lookup(index, "agent", name).matches} == {id}, name


def test_no_name_leads_to_two_agents_unless_declared(index: Index) -> None:
    declared = {fold(name) for name, shared in ours().shared_names.items() if shared.agents}
    for kind, _, _, name in index.names("agent"):
        found = index.matches("agent", fold(name))
        assert len({match.id for match in found}) == 1 or fold(name) in declared or {m.field for m in found} == {"atc"}, (
            kind,
            name,
        )
