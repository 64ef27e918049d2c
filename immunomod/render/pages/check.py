"""The findings on a regimen, gravest first, and what was not checked."""

from collections.abc import Iterator, Sequence

from immunomod.query.check import SILENCE
from immunomod.query.result import Result, View
from immunomod.render.blocks import Alert, Block, Bullets, Fields, Heading, Line, Next, Paragraph, Role, Span, Title, line
from immunomod.render.pages.common import cited, sentence, short_refs, sources
from immunomod.text import listed, plural
from immunomod.words import INTERACTION_LEVELS

_MOST_REFS = 2  # behind a reason; JSON has them all
_MANY = 3  # pairs of which the same is said, from here on in a list
_FEW = 2  # members that are named rather than counted
_ADVICE = ("pregnancy", "breastfeeding", "vaccine advice")  # its effect and reason are the question itself


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
    grave = dict.fromkeys(_in_short(finding) for finding in findings if finding["level"] == "contraindicated")
    if grave:
        yield Alert("CONTRAINDICATED", list(grave))
    if item["not_checked"]:
        yield Heading("Not checked")
        yield Bullets(list(_gaps(item["not_checked"])))
    for level in INTERACTION_LEVELS:
        of_level = [finding for finding in findings if finding["level"] == level]
        if of_level:
            yield Heading(level.capitalize(), plural(len(of_level), "finding"))
            for number, together in enumerate(_blocks(of_level)):
                if number:
                    yield Paragraph(line(""))
                yield from _block(together)
    if item["sources"]:
        yield Heading("Sources")
        yield Bullets(list(sources(item["sources"])))
    yield Next(_next(item))


def _gaps(not_checked: Sequence[View]) -> Iterator[Line]:
    """What was not checked, gathered by the reason; many pairs are told as the names that they are made of."""
    by_reason: dict[str, list[View]] = {}
    for gap in not_checked:
        by_reason.setdefault(gap["why"], []).append(gap)
    for why, gaps in by_reason.items():
        whats = [gap["what"] for gap in gaps]
        if len(gaps) >= _MANY and all(gap["pair"] for gap in gaps):
            whats = [f"{listed(list(dict.fromkeys(name for gap in gaps for name in gap['pair'])), len(gaps))}, with one another"]
        yield line(Span("; ".join(whats), "alert"), f": {why}")


def _summary(item: View) -> Line:
    counts = {level: sum(finding["level"] == level for finding in item["findings"]) for level in INTERACTION_LEVELS}
    said = ", ".join(f"{count} {level}" for level, count in counts.items() if count)
    gaps = plural(len(item["not_checked"]), "thing") + " not checked"
    if said:
        return line(Span(said, "strong"), f"; {gaps}." if item["not_checked"] else ".")
    silence = f"{SILENCE[0].upper()}{SILENCE[1:]}."
    return line(silence, Span(f" {gaps}.", "alert") if item["not_checked"] else None)


def _who(finding: View) -> str:
    names = finding["agent_names"] if finding["with"] is None else [*finding["agent_names"], _other(finding)]
    return " + ".join(names)


def _other(finding: View) -> str:
    only = finding["only"]
    some = f" (only {listed(only)})" if 0 < len(only) <= _FEW else f" ({len(only)} of them)" if only else ""
    return f"{finding['with_name']}{some}"


def _in_short(finding: View) -> Line:
    return line(Span(_who(finding), "boxed"), f": {_what(finding)}", Span(" " + short_refs(finding["refs"][:2]), "ref"))


def _what(finding: View) -> str:
    """What a finding says in one line; of advice and warnings it is the words of the source."""
    said = finding["action"] if finding["basis"] in _ADVICE else finding["effect"]
    return str(said)


def _blocks(findings: Sequence[View]) -> list[list[View]]:
    """Findings of one level in the blocks they are shown in.

    Three pairs or more of which the same holds stand in a list; else a block has the findings of a pair.
    """
    alike: dict[tuple[str, ...], set[str]] = {}
    for finding in findings:
        alike.setdefault(_alike(finding), set()).add(_who(finding))
    found: dict[tuple[str, ...], list[View]] = {}
    for finding in findings:
        many = len(alike[_alike(finding)]) >= _MANY
        found.setdefault(_alike(finding) if many else (_who(finding),), []).append(finding)
    return list(found.values())


def _alike(finding: View) -> tuple[str, ...]:
    """What findings of a list have in common: the other thing and why it applies, or a hazard in both boxes."""
    if finding["with"] is None:
        return "both", finding["effect"]
    return "with", _other(finding), finding["why"]


def _block(findings: Sequence[View]) -> Iterator[Block]:
    first = findings[0]
    role: Role = "strong" if first["level"] == "minor" else first["level"]
    if len({_who(finding) for finding in findings}) == 1:
        yield Paragraph(line(Span(_who(first), role)))
        for number, finding in enumerate(findings):
            if number:
                yield Paragraph(line(""))
            yield Fields(list(_rows(finding)))
    elif first["with"] is None:
        yield Paragraph(line(Span(first["effect"], role)))
        yield Bullets([cited(_who(finding), finding["refs"]) for finding in findings])
    else:
        names = dict.fromkeys(finding["agent_names"][0] for finding in findings)
        yield Paragraph(line(Span(f"{plural(len(names), 'agent')} + {_other(first)}", role)))
        if first["basis"] not in _ADVICE:
            yield Fields([("why", cited(first["why"], first["why_refs"][:_MOST_REFS]))])
        yield Bullets([line(Span(finding["agent_names"][0], "strong"), ": ", *_told(finding)) for finding in findings])


def _told(finding: View) -> Line:
    effect = None if finding["basis"] in _ADVICE else finding["effect"]
    return cited(sentence(effect, finding["action"], finding["note"]), finding["refs"])


def _rows(finding: View) -> Iterator[tuple[str, Line]]:
    if finding["basis"] in _ADVICE:
        yield "advice", cited(sentence(finding["action"], finding["note"]), finding["refs"])
        return
    yield "effect", line(finding["effect"])
    yield "what to do", cited(sentence(finding["action"], finding["note"]), finding["refs"])
    yield "why", cited(finding["why"], finding["why_refs"][:_MOST_REFS])


def _next(item: View) -> list[tuple[str, str]]:
    agents = dict.fromkeys(query["id"] for query in item["queries"] if query["kind"] == "agent")
    found = [(f"immunomod safety {agent} --only interactions", "all its interactions") for agent in list(agents)[:2]]
    if len(agents) > 1:
        found.append((f"immunomod compare {' '.join(agents)}", "side by side"))
    return [*found, ("immunomod list interactants", "drugs, groups and vaccines that are known")]
