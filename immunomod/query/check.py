"""Checks a regimen: every pair in both directions, and what a state of the patient adds."""

from collections.abc import Iterator, Sequence

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query.entries import catalogue_of
from immunomod.query.findings import Finding
from immunomod.query.pairs import fit, of_pair
from immunomod.query.regimen import Item, Regimen, regimen
from immunomod.query.result import Failure, Result, View
from immunomod.query.states import PART_OF, Disease, disease, of_state, unknown
from immunomod.refs import rests_on
from immunomod.text import fold, listed
from immunomod.words import INTERACTION_LEVELS

# an empty answer in a pipe must not be read as safety
SILENCE = "nothing is found in the sources held here, which is no statement that these go together"


def check(
    index: Index,
    names: Sequence[Sequence[str]],
    states: Sequence[str] = (),
    diseases: Sequence[str] = (),
    fail_on: str | None = None,
) -> Result:
    """One result with all findings, gravest first, and what was not checked.

    `names` are runs of words; `states` are `pregnancy` and `breastfeeding`; `diseases` are names. With `fail_on`, a
    level, the result counts as failed when a finding is at least so grave. Raises UsageError when there is nothing to check.
    """
    asked = regimen(index, names)
    states, diseases = _apart(states, diseases)
    if len(asked.queries) < 2 and not (states or diseases):
        raise UsageError(
            "one name has nothing to be checked against; give two, or add --pregnant, --breastfeeding or --condition"
        )
    findings = [finding for one, other in asked.pairs() for finding in of_pair(one, other)]
    findings += [finding for agent in asked.agents() for state in states for finding in of_state(agent, state)]
    errors = list(asked.errors)
    silent: list[View] = []
    for name in diseases:
        sick = disease(index, name)
        found = [finding for agent in asked.agents() for finding in sick.findings(agent)]
        findings += found
        missing = unknown(index, sick, found)
        errors += [missing] if missing else []
        silent += [] if missing else _silent(asked, sick, found)
    findings.sort(key=lambda finding: finding.order)
    view: View = {
        "queries": asked.queries,
        "states": list(states),
        "conditions": list(diseases),
        "findings": [finding.as_dict() for finding in findings],
        "not_checked": [{"pair": [], **gap} for gap in (*map(_unknown, errors), *_not_checked(asked, states), *silent)],
        "sources": _sources(findings),
    }
    grave = INTERACTION_LEVELS[: INTERACTION_LEVELS.index(fail_on) + 1] if fail_on else ()
    failed = any(finding.level in grave for finding in findings)
    notices = asked.notices if findings else [*asked.notices, SILENCE]
    return Result("check", [view], errors, notices, catalogue_of(index), failed=failed)


def _apart(states: Sequence[str], diseases: Sequence[str]) -> tuple[list[str], list[str]]:
    """States and diseases, where a state is given as a disease."""
    given = {disease: _STATES[fold(disease)] for disease in diseases if fold(disease) in _STATES}
    others = [disease for disease in dict.fromkeys(diseases) if disease not in given]
    return list(dict.fromkeys([*states, *given.values()])), others


_STATES = {
    "pregnancy": "pregnancy",
    "pregnant": "pregnancy",
    "breastfeeding": "breastfeeding",
    "lactation": "breastfeeding",
    "lactating": "breastfeeding",
}


def _unknown(error: Failure) -> View:
    return {"query": error.query, "what": error.query, "why": f"not known here: {error.message}"}


def _silent(asked: Regimen, sick: Disease, found: Sequence[Finding]) -> Iterator[View]:
    """What has no fact on a disease: a label may still speak of it in other words."""
    speaking = {agent.id for finding in found for agent in finding.agents}
    mute = [agent.name for agent in asked.agents() if agent.id not in speaking]
    mute += [item.name for item in asked.items if not item.agents]
    if mute:
        why = "no contraindication or warning held here is filed under this name; a label may speak of it in other words"
        yield {"query": sick.query, "what": f"{listed(mute, len(mute))}: {sick.query}", "why": why}


def _not_checked(asked: Regimen, states: Sequence[str]) -> Iterator[View]:
    """What the catalogue cannot answer, so that silence is never read as safety."""
    for one, other in asked.pairs():
        if not one.agents and not other.agents:
            why = "neither is an immune modulator of this catalogue; only their interactions with those are known here"
            yield {"query": None, "what": f"{one.name} with {other.name}", "pair": [one.name, other.name], "why": why}
    for agent in asked.agents():
        safety = agent.body["safety"]
        if safety["parts"]["interactions"] == "not covered":
            why = "its interactions are not covered here; only what others' sources say of it was looked at"
            yield {"query": agent.query, "what": f"{agent.name}: interactions", "why": why}
        elif safety["coverage"] == "partial":
            why = "partly covered here; its full label may say more"
            yield {"query": agent.query, "what": f"{agent.name}: interactions", "why": why}
        vaccines = [item for item in asked.items if any(fit(item, kind) for kind in ("live-vaccines", "inactivated-vaccines"))]
        if vaccines and safety["parts"]["vaccines"] == "not covered":
            why = "its advice on vaccines is not covered here"
            yield {"query": agent.query, "what": f"{agent.name}: vaccines", "why": why}
        for state in states:
            if safety["parts"][PART_OF[state]] == "not covered":
                yield {"query": agent.query, "what": f"{agent.name}: {state}", "why": f"{state} is not covered here"}
    others = [item for item in asked.items if not item.agents]
    for item in others if states else ():
        why = "no immune modulator of this catalogue; its advice is not known here"
        yield {"query": item.query, "what": f"{item.name}: {' and '.join(states)}", "why": why}


def _sources(findings: Sequence[Finding]) -> list[View]:
    """The sources that the findings cite, each once, an agent's own label under the agent's id."""
    known: dict[str, View] = {}
    for finding in findings:
        for item in finding.agents:
            for source in item.body["sources"]:
                id = item.id if source["id"] == "label" else source["id"]
                known.setdefault(id, {**source, "id": id})
        for group in _groups(finding):
            for source in group.body["sources"]:
                known.setdefault(source["id"], source)
    refs = {ref for finding in findings for ref in (*finding.refs, *finding.why_refs)}
    return [source for id, source in known.items() if any(rests_on(ref, id) for ref in refs)]


def _groups(finding: Finding) -> Iterator[Item]:
    """The groups whose members the reasons of a finding name."""
    other = finding.other
    if isinstance(other, Item) and finding.why_refs:
        for item in (other, *other.beneath.values()):
            yield from item.groups()
