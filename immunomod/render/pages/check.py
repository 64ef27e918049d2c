"""The findings on a regimen, gravest first, and what was not checked."""

from collections.abc import Iterator

from immunomod.query.result import Result, View
from immunomod.render.blocks import Alert, Block, Bullets, Fields, Heading, Line, Next, Paragraph, Span, Title, line
from immunomod.render.pages.common import cited, sentence, short_refs, sources
from immunomod.text import plural

_LEVELS = ("contraindicated", "major", "moderate", "minor")
_MOST_REFS = 4  # behind a reason; JSON has them all


def pages(result: Result) -> Iterator[Block]:
    """One page for the whole regimen."""
    for item in result.results:
        yield from _page(item)


def _page(item: View) -> Iterator[Block]:
    findings = item["findings"]
    names = dict.fromkeys(query["name"] or f"{query['query']} (?)" for query in item["queries"])
    states = [*item["states"], *item["conditions"]]
    yield Title("check", line(f"· {', '.join(names)}", Span(f" · {', '.join(states)}" if states else "", "dim")))
    yield Paragraph(_summary(item))
    grave = [finding for finding in findings if finding["level"] == "contraindicated"]
    if grave:
        yield Alert("CONTRAINDICATED", [_in_short(finding) for finding in grave])
    if item["not_checked"]:
        yield Heading("Not checked")
        yield Bullets([line(Span(gap["what"], "alert"), f": {gap['why']}") for gap in item["not_checked"]])
    for level in _LEVELS:
        of_level = [finding for finding in findings if finding["level"] == level]
        if of_level:
            yield Heading(level.capitalize(), plural(len(of_level), "finding"))
            for number, finding in enumerate(of_level):
                if number:
                    yield Paragraph(line(""))
                yield from _finding(finding)
    if item["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(item["sources"])))
    yield Next(_next(item))


def _summary(item: View) -> Line:
    counts = {level: sum(finding["level"] == level for finding in item["findings"]) for level in _LEVELS}
    said = ", ".join(f"{count} {level}" for level, count in counts.items() if count)
    gaps = plural(len(item["not_checked"]), "thing") + " not checked"
    if said:
        return line(Span(said, "strong"), f"; {gaps}." if item["not_checked"] else ".")
    silence = "The sources held here say nothing of these together, which is no statement that they go together."
    return line(silence, Span(f" {gaps}.", "alert") if item["not_checked"] else None)


def _who(finding: View) -> str:
    names = finding["agent_names"] if finding["with"] is None else [*finding["agent_names"], finding["with_name"]]
    return " + ".join(names)


def _in_short(finding: View) -> Line:
    return line(Span(_who(finding), "boxed"), f": {finding['effect']}", Span(" " + short_refs(finding["refs"][:2]), "ref"))


def _finding(finding: View) -> Iterator[Block]:
    yield Paragraph(line(Span(_who(finding), finding["level"] if finding["level"] != "minor" else "strong")))
    rows = [
        ("effect", line(finding["effect"])),
        ("what to do", cited(sentence(finding["action"], finding["note"]), finding["refs"])),
        ("why", cited(finding["why"], finding["why_refs"][:_MOST_REFS])),
    ]
    yield Fields(rows)


def _next(item: View) -> list[tuple[str, str]]:
    agents = dict.fromkeys(query["id"] for query in item["queries"] if query["kind"] == "agent")
    found = [(f"immunomod safety {agent} --only interactions", "all its interactions") for agent in list(agents)[:2]]
    if len(agents) > 1:
        found.append((f"immunomod compare {' '.join(agents)}", "side by side"))
    return [*found, ("immunomod list interactants", "drugs, groups and vaccines that are known")]
