"""What a state of the patient adds to a regimen: pregnancy, breastfeeding, a disease."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from immunomod.index.reader import Index
from immunomod.query.find import failure, lookup
from immunomod.query.findings import Finding
from immunomod.query.regimen import Item
from immunomod.query.result import Failure, View
from immunomod.query.suggest import suggestions
from immunomod.refs import outside

PART_OF = {"pregnancy": "pregnancy", "breastfeeding": "lactation"}
_LEVEL_OF_ADVICE = {"contraindicated": "contraindicated", "avoid": "major", "weigh": "moderate", "compatible": "minor"}


def of_state(agent: Item, state: str) -> Iterator[Finding]:
    """Contraindications in a state, `pregnancy` or `breastfeeding`, and the advice for it.

    A contraindication that says no more than the advice is told once.
    """
    safety = agent.body["safety"]
    advice = safety[PART_OF[state]]
    against = [fact for fact in safety["contraindications"] if state in fact["states"]]
    plain = [fact for fact in against if advice and advice["level"] == "contraindicated" and _bare(fact["what"]) == state]
    for fact in against:
        if fact not in plain:
            yield _contraindication(agent, fact, state, f"the contraindication is about {state}")
    if advice:
        refs = [ref for fact in (advice, *plain) for ref in fact["refs"]]
        yield Finding(
            level=_LEVEL_OF_ADVICE.get(advice["level"], "moderate"),
            basis=state,
            agents=[agent],
            other=state,
            effect=f"advice on {state}",
            action=advice["advice"],
            note=advice["note"],
            why=f"asked about {state}",
            refs=outside(agent.id, dict.fromkeys(refs)),
        )


def _bare(text: str) -> str:
    """A contraindication without the region or place that it is said for."""
    return re.sub(r"\s*\([^)]*\)", "", text).strip().casefold()


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
        refs=outside(agent.id, fact["refs"]),
    )


@dataclass(frozen=True)
class Disease:
    """A disease as the catalogue knows it: as a condition, as a hazard, as words of contraindications and warnings."""

    index: Index = field(repr=False, compare=False)
    query: str
    entries: list[Item]

    def findings(self, agent: Item) -> Iterator[Finding]:
        """Contraindications of an agent in this disease, and its warnings of it."""
        safety = agent.body["safety"]
        for fact in safety["contraindications"]:
            about = next(((entry, id) for entry in self.entries for id in self._about(fact, entry)), None)
            if about is not None:
                yield _contraindication(agent, fact, about[0], self._why(*about))
            elif self._said(fact["what"]):
                yield _contraindication(agent, fact, self._self, f"the words of the contraindication name {self.query}")
        for warning in safety["warnings"]:
            entry = next((e for e in self.entries if e.kind == "risks" and warning["risk"] in self._family(e)), None)
            if entry is not None:
                yield _warning(agent, warning, entry, f"{entry.name} is a hazard of {agent.name}")
            elif self._said(f"{warning['name']}: {warning['note']}"):
                yield _warning(agent, warning, self._self, f"the words of the warning name {self.query}")

    @property
    def _self(self) -> Item | str:
        return self.entries[0] if self.entries else self.query

    def _about(self, fact: View, entry: Item) -> list[str]:
        """What the fact is about that is the entry, a kind of it, or a wider thing that the entry is a kind of."""
        named = fact["risks"] if entry.kind == "risks" else [fact["condition"]] if fact["condition"] else []
        found = (id for id in named if id in self._family(entry) or entry.id in self.index.family(entry.kind, id))
        return sorted(found, key=lambda named_id: named_id != entry.id)

    def _why(self, entry: Item, id: str) -> str:
        if id == entry.id:
            return f"the contraindication is about {entry.name}"
        named = self.index.body(entry.kind, id)["name"]
        if id in self._family(entry):
            return f"the contraindication is about {named}, a kind of {entry.name}"
        return f"the contraindication is about {named}, of which {entry.name} is a kind"

    def _family(self, entry: Item) -> list[str]:
        return self.index.family(entry.kind, entry.id)

    def _said(self, text: str) -> bool:
        names = {self.query, *(name for entry in self.entries for name in (entry.name, *entry.body["synonyms"]))}
        wanted = "|".join(re.escape(name.casefold()) for name in names if len(name) > 2)
        return bool(wanted) and re.search(rf"\b({wanted})\b", text.casefold()) is not None


def _warning(agent: Item, warning: View, other: Item | str, why: str) -> Finding:
    boxed = warning["level"] == "boxed"
    return Finding(
        level="major" if boxed else "moderate",
        basis="warning",
        agents=[agent],
        other=other,
        effect=f"{'boxed warning' if boxed else 'warning'} of {warning['name']}",
        action="read the warning",
        note=warning["note"],
        why=why,
        partners=[warning["risk"]],
        refs=outside(agent.id, warning["refs"]),
    )


def disease(index: Index, name: str) -> Disease:
    """What a name of a disease leads to; a name without an entry still stands for its words."""
    found = [match for space in ("condition", "risk") for match in lookup(index, space, name).matches]
    return Disease(index, name, [Item(index, name, match) for match in found])


def unknown(index: Index, sick: Disease, findings: list[Finding]) -> Failure | None:
    """Why a disease could not be looked at: it has no entry, and no contraindication has its words."""
    if sick.entries or findings:
        return None
    missing = failure(index, "condition", sick.query)
    near = dict.fromkeys([*missing.suggestions, *suggestions(index, "risk", sick.query)])
    return missing._replace(suggestions=tuple(near)[:3])
