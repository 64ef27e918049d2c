"""What to do before the first dose, during treatment and after it: the union over agents, each check once at its time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from immunomod.errors import UsageError
from immunomod.index.reader import Index
from immunomod.query import schedule
from immunomod.query.asked import asked_for
from immunomod.query.entries import SHORT, catalogue_of
from immunomod.query.result import Result, View
from immunomod.query.schedule import PHASES, Point
from immunomod.words import SAFETY_PARTS

MOST = 8  # a list over more agents is no longer read
RULE_OUT = "rule-out"
_KINDS = (RULE_OUT, "test", "vaccination", "prophylaxis", "assessment", "counselling")
_PARTS = tuple(part for part in SAFETY_PARTS if part != "interactions")
_ADVICE = {"pregnancy": None, "lactation": "breastfeeding-advice", "contraception": "contraception"}
_POINTS = {"before": schedule.BEFORE, "during": schedule.DURING, "after": schedule.AFTERWARDS}


class _Fact(NamedTuple):
    """One fact of one agent at one point of the timeline."""

    point: Point
    kind: str
    check: str | None
    name: str
    entry: View

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Facts with the same key are one item."""
        return (self.point.phase, self.point.text, self.kind, self.check or self.name.casefold())


def checklist(index: Index, names: Sequence[Sequence[str]], phases: Sequence[str] = ()) -> Result:
    """One result: what is asked for by any of the agents, in the phases given or in all.

    Raises UsageError when the names lead to more than MOST agents.
    """
    asked = asked_for(index, names)
    ids = asked.ids
    if len(ids) > MOST:
        raise UsageError(
            f"{len(ids)} agents are too many for one checklist, which takes {MOST}; give fewer names, or run it for each agent"
        )
    shown = [phase for phase in PHASES if phase in phases or not phases]
    result = {"queries": asked.queries, "phases": shown, **_union(index, [index.body("agents", id) for id in ids], shown)}
    return Result("checklist", [result], asked.errors, asked.notices, catalogue_of(index))


def _union(index: Index, agents: Sequence[View], phases: Sequence[str]) -> View:
    names = {check: index.body("checks", check)["name"] for check in _ADVICE.values() if check and agents}
    facts = [fact for agent in agents for fact in _facts(agent, names) if fact.point.phase in phases]
    return {
        "agents": [_agent(agent) for agent in agents],
        "boxed": _boxed(agents),
        "items": _items(facts),
        "none_listed": [
            {"agent": agent["id"], "part": part, "refs": agent["safety"]["none_listed"].get(part, [])}
            for agent, part in _silent(agents, "none listed")
        ],
        "not_covered": [{"agent": agent["id"], "part": part} for agent, part in _silent(agents, "not covered")],
    }


def _agent(agent: View) -> View:
    safety = {key: agent["safety"][key] for key in ("coverage", "scope")}
    return {**{key: agent[key] for key in SHORT}, **safety, "sources": agent["sources"]}


def _silent(agents: Sequence[View], said: str) -> Iterator[tuple[View, str]]:
    """The parts of each agent's safety of which this is said."""
    for agent in agents:
        for part in _PARTS:
            if agent["safety"]["parts"][part] == said:
                yield agent, part


def _boxed(agents: Sequence[View]) -> list[View]:
    """Boxed hazards, each once, with the agents that carry it."""
    found: dict[str, View] = {}
    for agent in agents:
        for warning in agent["safety"]["warnings"]:
            if warning["level"] == "boxed":
                hazard = {key: warning[key] for key in ("risk", "name", "parent")}
                entry = {"id": agent["id"], **{key: warning[key] for key in ("note", "routes", "refs")}}
                found.setdefault(warning["risk"], {**hazard, "agents": []})["agents"].append(entry)
    return list(found.values())


def _facts(agent: View, names: dict[str, str]) -> Iterator[_Fact]:
    """Every fact of an agent, at every point of the timeline where it stands."""
    safety = agent["safety"]

    def entry(fact: View, when: str | None = None, advice: str | None = None) -> View:
        said = {"id": agent["id"], "when": when, "advice": advice, "note": fact["note"]}
        return {**said, "routes": fact.get("routes", []), "refs": fact["refs"]}

    for fact in safety["contraindications"]:
        yield _Fact(schedule.BEFORE, RULE_OUT, None, fact["what"], entry(fact))
    for fact in safety["before_starting"]:
        yield _Fact(schedule.BEFORE, fact["kind"], fact["do"], fact["name"], entry(fact))
    for fact in safety["monitoring"]:
        points = {point[:3]: point for point in reversed(schedule.read(fact["when"]))}  # the first of those with one name
        for point in points.values():
            yield _Fact(point, fact["kind"], fact["test"], fact["name"], entry(fact, when=fact["when"]))
    for fact in safety["vaccines"]:
        for phase in schedule.phases_of(fact["advice"]):
            yield _Fact(_POINTS[phase], "vaccination", None, f"{fact['kind']} vaccines", entry(fact, advice=fact["advice"]))
    for part, check in _ADVICE.items():
        fact = safety[part]
        if fact is None:
            continue
        name = names[check] if check else part
        phases = schedule.phases_of(fact["advice"]) if check else PHASES[:1]
        for phase in phases:
            yield _Fact(_POINTS[phase], "counselling", check, name, entry(fact, advice=fact["advice"]))


def _items(facts: Sequence[_Fact]) -> list[View]:
    """Facts with the same key as one item, in the order of the timeline and of the kinds of checks."""
    grouped: dict[tuple[str, str, str, str], list[_Fact]] = {}
    times: dict[tuple[str, str], Point] = {}
    for fact in facts:
        grouped.setdefault(fact.key, []).append(fact)
        time = (fact.point.phase, fact.point.text)
        times[time] = min(times.get(time, fact.point), fact.point, key=Point.key)
    ordered = sorted(grouped.items(), key=lambda item: (times[item[0][:2]].key(), _KINDS.index(item[0][2])))
    return [_item(found) for _, found in ordered]


def _item(facts: Sequence[_Fact]) -> View:
    first = facts[0]
    return {
        "phase": first.point.phase,
        "at": _at([fact.point for fact in facts]),
        "kind": first.kind,
        "check": first.check,
        "name": first.name,
        "agents": [fact.entry for fact in facts],
    }


def _at(points: Sequence[Point]) -> View | None:
    """The time that all the points share, in days from the first of them to the last; None where it was not read."""
    first = points[0]
    if not first.is_read:
        return None
    starts = [point.from_day for point in points if point.from_day is not None]
    ends = [point.to_day for point in points if point.to_day is not None]
    return {
        "text": first.text,
        "from_day": min(starts, default=None),
        "to_day": max(ends) if len(ends) == len(points) else None,
        "every_days": first.every_days,
    }
