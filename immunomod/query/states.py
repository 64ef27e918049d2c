"""What a state of the patient adds to a regimen: pregnancy, breastfeeding, a disease."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from immunomod.index.reader import Index, Match
from immunomod.query.find import failure, lookup
from immunomod.query.findings import Finding, cited_of
from immunomod.query.regimen import Item
from immunomod.query.result import Failure, View

PART_OF = {"pregnancy": "pregnancy", "breastfeeding": "lactation"}
_LEVEL_OF_ADVICE = {"contraindicated": "contraindicated", "avoid": "major", "weigh": "moderate", "compatible": "minor"}


def of_state(agent: Item, state: str) -> Iterator[Finding]:
    """Contraindications in a state, `pregnancy` or `breastfeeding`, and the advice for it."""
    safety = agent.body["safety"]
    for fact in safety["contraindications"]:
        if state in fact["states"]:
            yield _contraindication(agent, fact, state, f"the contraindication is about {state}")
    advice = safety[PART_OF[state]]
    if advice:
        yield Finding(
            level=_LEVEL_OF_ADVICE.get(advice["level"], "moderate"),
            basis=state,
            agents=[agent],
            other=state,
            effect=f"advice on {state}",
            action=advice["advice"],
            note=advice["note"],
            why=f"asked about {state}",
            partner=None,
            refs=cited_of(agent, advice["refs"]),
            why_refs=[],
        )


def _contraindication(agent: Item, fact: View, other: Item | str, why: str) -> Finding:
    return Finding(
        level="contraindicated",
        basis="contraindication",
        agents=[agent],
        other=other,
        effect=fact["what"],
        action="contraindicated",
        note=fact["note"],
        why=why,
        partner=None,
        refs=cited_of(agent, fact["refs"]),
        why_refs=[],
    )


@dataclass(frozen=True)
class Disease:
    """A disease as the catalogue knows it: as a condition, as a hazard, as words of a contraindication."""

    index: Index = field(repr=False, compare=False)
    query: str
    entries: list[Item]

    def findings(self, agent: Item) -> Iterator[Finding]:
        """Contraindications of an agent in this disease, and its warnings of it."""
        for fact in agent.body["safety"]["contraindications"]:
            entry = next((entry for entry in self.entries if self._about(fact, entry)), None)
            if entry is not None:
                yield _contraindication(agent, fact, entry, f"the contraindication is about {entry.name}")
            elif self._said(fact["what"]):
                yield _contraindication(agent, fact, self._self, f"the words of the contraindication name {self.query}")
        for warning in agent.body["safety"]["warnings"]:
            for entry in self.entries:
                if entry.kind == "risks" and warning["risk"] in self._family(entry):
                    yield _warning(agent, warning, entry)

    @property
    def _self(self) -> Item | str:
        return self.entries[0] if self.entries else self.query

    def _about(self, fact: View, entry: Item) -> bool:
        named = fact["risks"] if entry.kind == "risks" else [fact["condition"]] if fact["condition"] else []
        return any(id in self._family(entry) or entry.id in self.index.family(entry.kind, id) for id in named)

    def _family(self, entry: Item) -> list[str]:
        return self.index.family(entry.kind, entry.id)

    def _said(self, text: str) -> bool:
        names = {self.query, *(name for entry in self.entries for name in (entry.name, *entry.body["synonyms"]))}
        wanted = "|".join(re.escape(name.casefold()) for name in names if len(name) > 2)
        return bool(wanted) and re.search(rf"\b({wanted})\b", text.casefold()) is not None


def _warning(agent: Item, warning: View, entry: Item) -> Finding:
    boxed = warning["level"] == "boxed"
    return Finding(
        level="major" if boxed else "moderate",
        basis="warning",
        agents=[agent],
        other=entry,
        effect=f"{'boxed warning' if boxed else 'warning'} of {warning['name']}",
        action=warning["note"] or "see the section",
        note=None,
        why=f"{entry.name} is a hazard of {agent.name}",
        partner=warning["risk"],
        refs=cited_of(agent, warning["refs"]),
        why_refs=[],
    )


def disease(index: Index, name: str) -> Disease:
    """What a name of a disease leads to; a name without an entry still stands for its words."""
    found = [match for space in ("condition", "risk") for match in lookup(index, space, name).matches]
    return Disease(index, name, [Item(index, name, Match(match.kind, match.id, match.field, match.value)) for match in found])


def unknown(index: Index, sick: Disease, findings: list[Finding]) -> Failure | None:
    """Why a disease could not be looked at: it has no entry, and no contraindication has its words."""
    return None if sick.entries or findings else failure(index, "condition", sick.query)
