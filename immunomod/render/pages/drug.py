"""One agent on one screen: the warning that matters first, long parts summarised."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import Alert, Block, Column, Fields, Heading, Line, Next, Paragraph, Rule, Span, Table, Title, line
from immunomod.render.pages.common import cited, for_routes, joined, sentence, short_refs
from immunomod.render.rows import boxed_of, brands_of
from immunomod.words import INTERACTION_LEVELS

_USES = 8  # uses in the table; the rest by name
_GROUP_FIELDS = ("atc_group", "class", "target")  # names of groups, even where a group has one member
_WITH_NOTES = 3  # more uses than this are shown without their notes


def pages(result: Result) -> Iterator[Block]:
    """A page for each agent; a group's members as one table."""
    found = [item for item in result.results if item["agent"] is not None]
    led_to: dict[str, set[str]] = {}
    for item in found:
        led_to.setdefault(item["query"], set()).add(item["agent"]["id"])
    grouped = []
    first = True
    for item in found:
        if len(led_to[item["query"]]) > 1 or item["matched"]["field"] in _GROUP_FIELDS:
            grouped.append(item)
            continue
        if not first:
            yield Rule()
        first = False
        yield from _page(item, result.full)
    if grouped:
        yield from _group(grouped)


def _group(items: list[View]) -> Iterator[Block]:
    columns = (Column("agent", 2), Column("class", 3), Column("effect", narrow=True), Column("brands", 3), Column("boxed", 3))
    rows = []
    for item in items:
        agent = item["agent"]
        effect = Span(agent["effect"], agent["effect"])
        cells = (line(Span(agent["id"], "name")), line(joined(agent["classes"])), line(effect), line(joined(brands_of(agent), 4)))
        rows.append((*cells, line(Span(joined(boxed_of(agent), 3), "boxed"))))
    yield Title(items[0]["query"], line(f"{len(items)} agents"))
    yield Table(columns, rows)
    yield Next([(f"immunomod drug {items[0]['agent']['id']}", "one of them in full")])


def _page(item: View, full: bool) -> Iterator[Block]:
    agent = item["agent"]
    yield Title(agent["name"], _subtitle(agent))
    if item["matched"]["field"] not in ("id", "name"):
        field = item["matched"]["field"].replace("_", " ")
        yield Paragraph(line(Span(f"{item['matched']['value']} is a {field} of {agent['name']}", "dim")))
    yield from boxed_alert(agent["safety"], brief=not full)
    yield Fields(list(_identity(agent, full)))
    yield from _uses(agent, full)
    yield Heading("Safety", _coverage(agent))
    if agent["safety"]["coverage"] != "none":
        yield Fields(list(_safety(agent, full)))
    yield Heading("Identifiers and sources")
    yield Fields([("ids", line(_ids(agent))), *_sources(agent)])
    yield Next(_next(agent, full))


def _subtitle(agent: View) -> Line:
    rest = f" · {agent['modality']} · {', '.join(agent['classes'])}"
    us = f"(US: {agent['us_name']}) " if agent["us_name"] else ""
    status = Span(" · withdrawn", "alert") if agent["status"] == "withdrawn" else None
    return line(Span(us, "dim"), Span("· "), Span(f"{agent['effect']} immunity", agent["effect"]), rest, status)


def boxed_alert(safety: View, brief: bool = False) -> Iterator[Block]:
    """The boxed warning in words, or nothing; `brief` puts kinds of a boxed hazard behind it by name."""
    boxed = [warning for warning in safety["warnings"] if warning["level"] == "boxed"]
    if not boxed:
        return
    if not brief:
        yield Alert("BOXED WARNING", [_hazard(warning, [], None) for warning in boxed])
        return
    heads = {warning["risk"] for warning in boxed}
    kinds = {head: [w["name"] for w in boxed if w["parent"] == head] for head in heads}
    shown = [warning for warning in boxed if warning["parent"] not in heads]
    yield Alert("BOXED WARNING", [_hazard(warning, kinds[warning["risk"]], 2) for warning in shown])


def _hazard(warning: View, kinds: list[str], most: int | None) -> Line:
    note = Span(f": {warning['note']}") if warning["note"] else None
    named = Span(f" Named: {', '.join(kinds)}.") if kinds else None
    return line(
        Span(warning["name"] + for_routes(warning), "boxed"), note, named, Span(" " + short_refs(warning["refs"][:most]), "ref")
    )


def _identity(agent: View, full: bool) -> Iterator[tuple[str, Line]]:
    yield "acts", cited(agent["action"]["text"], agent["action"]["refs"])
    yield "targets", line("; ".join(_target(target) for target in agent["targets"]) or "none recorded")
    yield "routes", line(", ".join(agent["routes"]) or "not covered here")
    yield "brands", line(_brands(agent["brands"], full) or "none recorded")
    similar = [item["brand"] or item["name"] for item in agent["biosimilars"]]
    if similar:
        yield "biosimilars", line(joined(similar, None if full else 10))
    others = [*agent["synonyms"], *(agent["codes"] if full else agent["codes"][:3])]
    if full and any(agent["former_brands"].values()):
        yield "formerly", line(_brands(agent["former_brands"], full))
    if others:
        yield "also", line(joined(others, None if full else 8))


def _target(target: View) -> str:
    through = f", through {target['through']}" if target["through"] else ""
    return f"{target['symbol']} ({target['action']}{through})"


def _brands(brands: View, full: bool) -> str:
    return "; ".join(f"{region}: {joined(names, None if full else 8)}" for region, names in brands.items() if names)


def _uses(agent: View, full: bool) -> Iterator[Block]:
    """All uses with their notes, or the first ones with their population and the rest by name."""
    uses = agent["uses"]
    yield Heading("Uses", "" if uses else "not covered here")
    if not uses:
        return
    notes = full or len(uses) <= _WITH_NOTES
    shown = uses if full else uses[:_USES]
    columns = (Column("condition", 4), Column("status", narrow=True), Column("where", narrow=True), Column("for whom", 5))
    rows = []
    for use in shown:
        whom = sentence(use["population"], use["note"] if notes else None)
        refs = use["refs"] if full else use["refs"][:3]
        rows.append((line(use["name"]), line(use["status"]), line(", ".join(use["regions"])), cited(whom, refs)))
    yield Table(columns, rows)
    if len(uses) > len(shown):
        rest = joined(dict.fromkeys(use["name"] for use in uses[len(shown) :]), 12)
        yield Paragraph(line(Span(f"{len(uses) - len(shown)} more: ", "strong"), rest))


def _coverage(agent: View) -> str:
    coverage = agent["safety"]["coverage"]
    if coverage == "label":
        scope = agent["safety"]["scope"] or (agent["label"] or {}).get("scope")
        revised = (agent["label"] or {}).get("revised") or "undated"
        return f"from the label ({revised})" + (f"; {scope}" if scope else "")
    return {
        "partial": "partly covered: " + (agent["safety"]["scope"] or "see sources"),
        "none": f"not covered here; immunomod safety {agent['id']} says where to look",
    }[coverage]


def _safety(agent: View, full: bool) -> Iterator[tuple[str, Line]]:
    safety = agent["safety"]
    parts = safety["parts"]

    def most(number: int) -> int | None:
        return None if full else number

    def summary(part: str, text: str) -> Line:
        if parts[part] == "listed":
            return line(text)
        return line(Span(parts[part] if parts[part] == "none listed" else "not covered here", "missing"))

    warnings = [w["name"] for w in safety["warnings"] if w["level"] == "warning"]
    yield "warnings", summary("warnings", joined(warnings, most(14)))
    yield "not with", summary("contraindications", joined((c["what"] for c in safety["contraindications"]), most(4)))
    yield "before", summary("before_starting", joined(dict.fromkeys(b["name"] for b in safety["before_starting"]), most(8)))
    monitoring = dict.fromkeys(f"{m['name']} ({m['when']})" for m in safety["monitoring"])
    yield "during", summary("monitoring", joined(monitoring, most(5)))
    yield "interacts", _interactions(safety, full) if parts["interactions"] == "listed" else summary("interactions", "")
    yield "vaccines", summary("vaccines", "; ".join(f"{v['kind']}: {v['advice']}" for v in safety["vaccines"]))
    yield "pregnancy", summary("pregnancy", (safety["pregnancy"] or {}).get("advice", ""))
    yield "lactation", summary("lactation", (safety["lactation"] or {}).get("advice", ""))


def _interactions(safety: View, full: bool) -> Line:
    spans: list[Span] = []
    for level in INTERACTION_LEVELS:
        names = [item["name"] for item in safety["interactions"] if item["level"] == level]
        if names:
            most = None if full else {"contraindicated": 8, "major": 6, "moderate": 4, "minor": 2}[level]
            spans += [Span("; ")] if spans else []
            spans += [Span(f"{level}: ", level), Span(joined(names, most))]
    return tuple(spans)


def _ids(agent: View) -> str:
    ids = agent["ids"]
    labels = {"unii": "UNII", "rxcui": "RxCUI", "chembl": "ChEMBL", "drugbank": "DrugBank", "cas": "CAS", "mesh": "MeSH"}
    atc = [f"ATC {', '.join(ids['atc'])}"] if ids["atc"] else []
    return " · ".join([*atc, *(f"{label} {ids[key]}" for key, label in labels.items() if ids[key])]) or "none recorded"


def _sources(agent: View) -> Iterator[tuple[str, Line]]:
    """The label in full, the others as links by their names."""
    label, others = agent["sources"][:1], agent["sources"][1:]
    for view in label:
        yield "source", line(f"{view['title']}, {view['publisher'] or ''} {view['date'] or 'undated'}")
        if view["url"]:
            yield "", line(Span(view["url"], "link", view["url"]))
    if others:
        spans = [Span(("" if i == 0 else ", ") + _source_name(view), "text", view["url"]) for i, view in enumerate(others)]
        yield "also from", tuple(spans)


def _source_name(view: View) -> str:
    if view["kind"] == "label":
        return f"{view['title']} ({view['date'] or 'undated'})"
    return short_refs([view["id"]]).strip("[]") if view["id"].startswith(("ema:", "leaflet:")) else view["title"]


def _next(agent: View, full: bool) -> list[tuple[str, str]]:
    found = [] if full else [(f"immunomod drug {agent['id']} --full", "uses with their notes, nothing left out")]
    found += [(f"immunomod safety {agent['id']}", "all safety facts with their sections")]
    if len(agent["safety"]["interactions"]) > 6:
        found.append((f"immunomod safety {agent['id']} --only interactions", "every interaction and what to do"))
    found.append((f"immunomod mechanism {agent['mechanisms'][0]}", "how it works, step by step"))
    if agent["uses"]:
        found.append((f"immunomod condition {agent['uses'][0]['condition']}", "what else is used there"))
    return found
