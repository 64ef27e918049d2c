"""A checklist to paste into a note or to print: what to know first, then boxes to tick by phase and time."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from immunomod.query.result import Result, View
from immunomod.query.schedule import AFTERWARDS, EVENT, UNREAD
from immunomod.refs import rests_on
from immunomod.render.blocks import Alert, Block, Bullets, Checks, Fields, Heading, Line, Paragraph, Span, Title, line
from immunomod.render.pages.common import for_routes, joined, sentence, short_refs, sources

_PHASES = {
    "before": "Before the first dose",
    "during": "During treatment",
    "event": "If it happens or applies",
    "after": "When stopping or after the last dose",
}
_KINDS = {
    "rule-out": "Contraindications",
    "test": "Tests",
    "vaccination": "Vaccines",
    "prophylaxis": "Prophylaxis",
    "assessment": "Assessment",
    "counselling": "Counselling",
}
_PARTS = {"before_starting": "before starting", "lactation": "breastfeeding", "warnings": "warnings, boxed ones included"}
Seen = set[tuple[object, ...]]


def pages(result: Result) -> Iterator[Block]:
    """The one page, or nothing when no agent was found."""
    for item in result.results:
        if item["agents"]:
            yield from _page(item, result.catalogue)


def _page(item: View, catalogue: View) -> Iterator[Block]:
    agents = item["agents"]
    names = {agent["id"]: agent["name"] for agent in agents} if len(agents) > 1 else {}
    yield Title(f"Checklist: {', '.join(agent['name'] for agent in agents)}")
    if item["boxed"]:
        yield Alert("BOXED WARNING", [_hazard(hazard, names) for hazard in item["boxed"]])
    yield Fields([(agent["name"], _provenance(agent)) for agent in agents])
    seen: Seen = set()
    for phase in item["phases"]:
        found = [check for check in item["items"] if check["phase"] == phase]
        yield Heading(_PHASES[phase], "" if found else "nothing in the catalogue")
        for title, checks in groupby(found, key=_title):
            yield Checks(title, [_check(check, names, seen) for check in checks])
    yield from _left_out(item)
    cited = {view["id"]: view for agent in agents for view in _cited(item, agent, bool(names))}
    if cited:
        yield Heading("Sources", "numbers are sections of the agent's label")
        yield Bullets(list(sources(list(cited.values()))))
    yield Paragraph(line(""))
    yield Paragraph(line(Span(f"From the immunomod catalogue {catalogue['version']} of {catalogue['updated']}.", "dim")))


def _provenance(agent: View) -> Line:
    """Class, and which text the facts are from."""
    said = [", ".join(agent["classes"])]
    if agent["coverage"] == "none":
        said.append("safety not covered here: no label text was available, and nothing is implied by the silence")
    if agent["coverage"] == "partial":
        said.append("partly covered")
    if agent["label"] and agent["coverage"] != "none":
        said.append(f"{agent['label']['product']}, revised {agent['label']['revised'] or 'on a date not stated'}")
    scope = agent["scope"] or (agent["label"] or {}).get("scope")
    return line("; ".join([*said, *([f"scope: {scope}"] if scope else [])]))


def _hazard(hazard: View, names: dict[str, str]) -> Line:
    """A boxed hazard by name; among several agents (`names`, by id) with those that carry it."""
    spans: list[Span | str] = [Span(hazard["name"], "boxed")]
    for number, entry in enumerate(hazard["agents"]):
        agent = f"{':' if number == 0 else ','} {names[entry['id']]}" if names else ""
        spans += [agent + for_routes(entry), Span(" " + short_refs(entry["refs"]), "ref")]
    return line(*spans)


def _title(check: View) -> str:
    """What stands above the boxes: the kind of check before treatment, the time in it; situations need none."""
    if check["phase"] == "before":
        return _KINDS[check["kind"]]
    text: str = check["at"]["text"] if check["at"] else UNREAD
    return "" if text in (EVENT, AFTERWARDS.text) else text[0].upper() + text[1:]


def _check(check: View, names: dict[str, str], seen: Seen) -> tuple[Line, Sequence[Line]]:
    """A box with its name, and what the agent says of it, or below it what each of several says."""
    name = Span(f"rule out: {check['name']}" if check["kind"] == "rule-out" else check["name"], "strong")
    said = [_said(check, entry, seen) for entry in check["agents"]]
    mark = ". " if check["kind"] == "rule-out" else ": "
    if len(said) == 1:
        agent = Span(f" · {names[check['agents'][0]['id']]}") if names else None
        text, refs = said[0]
        return line(name, agent, f"{mark}{text}" if text else None, refs), []
    details = []
    for entry, (text, refs) in zip(check["agents"], said, strict=True):
        agent = Span(names[entry["id"]], "name") if names else None
        between = ": " if names and text else None
        details.append(line(agent, between, text or (None if names else "no more is said"), refs))
    return line(name), details


def _said(check: View, entry: View, seen: Seen) -> tuple[str, Span]:
    """Time, advice, note and refs of one entry; a note that has been shown further up is not repeated."""
    fact = (entry["id"], check["check"] or check["name"], entry["when"], entry["advice"], entry["note"])
    note = None if fact in seen else entry["note"]
    seen.add(fact)
    routes = ", ".join(entry["routes"])
    return sentence(entry["when"], entry["advice"], note, routes), Span(" " + short_refs(entry["refs"]), "ref")


def _left_out(item: View) -> Iterator[Block]:
    """What is not on the list, so that silence is not read as nothing to do."""
    yield Heading("Not on this list")
    lines = []
    for agent in item["agents"]:
        missing = [_PARTS.get(x["part"], x["part"]) for x in item["not_covered"] if x["agent"] == agent["id"]]
        if missing:
            lines.append(line(Span(f"{agent['name']}, not covered here: ", "strong"), Span(joined(missing), "missing")))
        none = [x for x in item["none_listed"] if x["agent"] == agent["id"]]
        for silent in none:
            text = f"{agent['name']}, none listed by the source: {_PARTS.get(silent['part'], silent['part'])}"
            lines.append(line(text, Span(" " + short_refs(silent["refs"]), "ref")))
        if agent["coverage"] != "label":
            lines += _where_to_look(agent)
    if len(item["phases"]) < len(_PHASES):
        hidden = [_PHASES[phase].lower() for phase in _PHASES if phase not in item["phases"]]
        lines.append(line("Not shown: ", Span("; ".join(hidden), "missing")))
    ids = " ".join(agent["id"] for agent in item["agents"])
    lines.append(line("Interactions: ", Span(f"immunomod safety {ids} --only interactions", "code")))
    yield Bullets(lines)


def _where_to_look(agent: View) -> Iterator[Line]:
    pages = {approval["url"]: approval for approval in agent["approvals"] if approval["url"]}
    for url, approval in list(pages.items())[:1]:
        yield line(f"{agent['name']}, where to look: {approval['product']} ({approval['authority']}) ", Span(url, "link", url))


def _cited(item: View, agent: View, several: bool) -> Iterator[View]:
    """The sources that the agent's entries cite; among several agents a label says whose it is."""
    entries = [entry for part in ("boxed", "items") for check in item[part] for entry in check["agents"]]
    refs = {ref for entry in entries if entry["id"] == agent["id"] for ref in entry["refs"]}
    refs |= {ref for silent in item["none_listed"] if silent["agent"] == agent["id"] for ref in silent["refs"]}
    for view in agent["sources"]:
        if any(rests_on(ref, view["id"]) for ref in refs):
            yield {**view, "id": f"{agent['id']} {view['id']}"} if several and view["kind"] == "label" else view
