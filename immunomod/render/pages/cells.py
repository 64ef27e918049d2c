"""Cells of a comparison: a level in a symbol and in words, and what the source says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from immunomod.query.facts import SILENT
from immunomod.query.result import View
from immunomod.render.blocks import Line, Role, Span
from immunomod.render.pages.common import for_routes, joined, sentence, short_refs

SYMBOLS: Mapping[str, str] = {
    "boxed": "■",
    "warning": "▲",
    "approved": "●",
    "off-label": "◐",
    "investigational": "○",
    "listed": "●",
    "kind": "△",
    "broader": "▽",
    "none listed": "∅",
    "not listed": "–",
    "not covered": "?",
}
MEANINGS: Mapping[str, str] = {
    "boxed": "boxed warning",
    "warning": "warning",
    "kind": "a kind of it is listed",
    "broader": "what it is a kind of is listed, it is not",
    "none listed": "the source states none",
    "not listed": "the source was covered and does not name it",
    "not covered": "not known here",
}
_ROLES: Mapping[str, Role] = {
    "boxed": "boxed",
    "warning": "warning",
    "contraindicated": "contraindicated",
    "major": "major",
    "moderate": "moderate",
    "minor": "minor",
    "avoid": "major",
    "weigh": "moderate",
    "compatible": "minor",
    "approved": "strong",
    "broader": "dim",
    "none listed": "dim",
    "not listed": "dim",
    "not covered": "missing",
}
_SHORT = 2  # refs in a cell that is not shown in full
_WORDED = ("risks", "uses", "before_starting", "interactions")  # parts whose level says something of itself
_ADVICE = ("pregnancy", "lactation")  # their level where the catalogue has one
_BRIEF = ("risks", "before_starting", "interactions")  # parts shown by their level alone, unless in full


def symbol(level: str) -> Span:
    """The level in its symbol and its word."""
    mark = SYMBOLS.get(level)
    return Span(f"{mark} {level}" if mark else level, _ROLES.get(level, "text"))


def cell(part: str, view: View, full: bool) -> Line:
    """One cell; `full` with texts and notes."""
    level, facts = view["level"], view["facts"]
    if level in SILENT:
        return (symbol(level), *(_refs(ref for fact in facts for ref in fact["refs"])))
    if not facts:
        return _through(part, level, view["through"])
    if part == "identity":
        return _identity(facts)
    if part in _BRIEF and not full and not any(fact["routes"] for fact in facts):
        return (symbol(level), *_refs((ref for fact in facts for ref in fact["refs"]), _SHORT))
    spans: list[Span] = []
    for fact in facts:
        spans += [Span(" • " if spans else "• ", "dim")] if len(facts) > 1 else []
        spans += _fact(part, fact, full)
    return tuple(spans)


def _through(part: str, level: str, others: Sequence[View]) -> Line:
    """Nothing of its own, but a kind of it, or what it is a kind of."""
    if level == "broader":
        how = f" ({others[0]['level']})" if part == "interactions" else ""
        return (Span(f"{SYMBOLS[level]} within {others[0]['name']}{how}", "dim"),)
    ordered = sorted(others, key=lambda other: other["level"] != "boxed")
    boxed = ordered[0]["level"] == "boxed"
    text = f"{SYMBOLS[level]} {'boxed kind' if boxed else 'kind'}: {joined((other['name'] for other in ordered), 1)}"
    return (Span(text, "boxed" if boxed else "text"),)


def _identity(facts: Sequence[View]) -> Line:
    text = facts[0]["text"]
    role: Role = text if text in ("suppresses", "stimulates", "modulates") else "alert" if text == "withdrawn" else "text"
    return (Span(text, role),)


def _fact(part: str, fact: View, full: bool) -> Iterator[Span]:
    detailed = full or part not in (*_BRIEF, "uses")
    text = sentence(fact["text"] if detailed else None, fact["note"] if full else None)
    if part in _WORDED or (part in _ADVICE and not _says(text, fact["level"])):
        yield symbol(fact["level"])
        where = ", ".join(fact["regions"])
        routes = for_routes(fact) if full or part == "risks" else ""
        yield Span((f" {where}" if where else "") + routes + (": " if text else ""))
    else:
        text += for_routes(fact)
    if text:
        yield Span(text)
    yield from _refs(fact["refs"], None if full else _SHORT)


def _says(text: str, level: str) -> bool:
    """Whether advice needs no level before it: there is none, or it begins with it."""
    return level == "listed" or text.startswith(level)


def _refs(refs: Iterable[str], most: int | None = None) -> Line:
    """Refs in their short form, each once; those beyond `most` are counted."""
    once = list(dict.fromkeys(refs))
    if not once:
        return ()
    rest = len(once[most:]) if most else 0
    return (Span(f" {short_refs([*once[:most], f'+{rest}'] if rest else once)}", "ref"),)
