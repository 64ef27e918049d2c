"""Finds entries by name: exact after folding, longest run of words first, never a near match."""

from __future__ import annotations

from collections.abc import Sequence

from immunomod.index.reader import Index, Match
from immunomod.query.result import Failure
from immunomod.records import NamedTuple
from immunomod.text import clean, fold, quoted

NOUNS = {
    "agent": "agent",
    "condition": "condition",
    "mechanism": "mechanism",
    "risk": "risk",
    "target": "target",
    "term": "term",
    "partner": "drug, group or vaccine",
}
_COMMANDS = {  # which show a name, the likeliest first
    "agent": "drug",
    "condition": "condition",
    "mechanism": "mechanism",
    "risk": "risk",
    "target": "target",
    "term": "about",
}


_MOST_WORDS = 40  # in a name; thousands of words would else be tried in millions of ways
_LONGEST = 1000  # characters of a name, which has 200 at most before its hyphens, accents and spaces are counted


class Found(NamedTuple):
    """What one query led to: no match, one, or the several that `group` names."""

    query: str
    matches: Sequence[Match]
    group: str | None = None


def find(index: Index, space: str, words: Sequence[str]) -> list[Found]:
    """Splits words into names and finds each: the longest run that is a name wins, in order.

    Words that are no name become misses; neighbours stay together when they look like one misspelt name.
    """
    found: list[Found] = []
    missed: list[str] = []
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            hit = lookup(index, space, " ".join(words[at:end]))
            if hit.matches:
                found += _misses(index, space, missed)
                missed = []
                found.append(hit)
                at = end
                break
        else:
            missed.append(words[at])
            at += 1
    return found + _misses(index, space, missed)


def find_all(index: Index, space: str, names: Sequence[Sequence[str]]) -> list[Found]:
    """What several runs of words lead to, in order; a run that comes again is not looked up again."""
    known: dict[tuple[str, ...], list[Found]] = {}
    for words in names:
        if tuple(words) not in known:
            known[tuple(words)] = find(index, space, words)
    return [found for words in names for found in known[tuple(words)]]


def _misses(index: Index, space: str, words: list[str]) -> list[Found]:
    if len(words) > 1:
        from immunomod.query.suggest import suggestions

        if suggestions(index, space, " ".join(words), strict=True):
            words = [" ".join(words)]
    return [Found(clean(word), ()) for word in words]


def lookup(index: Index, space: str, name: str) -> Found:
    """What one name leads to."""
    query = clean(name)
    folded = fold(query) if len(query) <= _LONGEST else ""
    if not folded:
        return Found(query, ())
    if space == "agent":
        return _agent(index, query, folded)
    if space == "mechanism":
        return _mechanism(index, query, folded)
    if space == "partner":
        return _partner(index, query, folded)
    if space == "target":
        return _target(index, query, folded)
    matches = index.matches(space, folded)
    if not matches and space == "condition":
        matches = index.matches("condition code", folded)
    group = f"{query} may mean {_either(matches)}" if len(matches) > 1 else None
    return Found(query, matches, group)


def _either(matches: Sequence[Match]) -> str:
    return " or ".join(match.id for match in matches)


def _agent(index: Index, query: str, folded: str) -> Found:
    matches = index.matches("agent", folded)
    if matches:
        shared = f"{query} is the {matches[0].field} of {len(matches)} agents" if len(matches) > 1 else None
        return Found(query, matches, shared)
    if _is_atc_group(query):
        members = index.atc_group(folded)
        if members:
            named = [Match("agents", match.id, "atc_group", query.upper()) for match in members]
            return Found(query, named, f"{query.upper()} is an ATC group")
    nodes = _mechanism(index, query, folded).matches
    if not nodes:
        return Found(query, ())
    actors = index.actors(id for node in nodes for id in index.family("mechanisms", node.id))
    named = [Match("agents", actor, nodes[0].field, nodes[0].value) for actor in actors]
    what = "a class" if nodes[0].field == "class" else f"a {nodes[0].field}" if nodes[0].field == "target" else "a mechanism"
    return Found(query, named, f"{query} is {what}, not one agent")


def _partner(index: Index, query: str, folded: str) -> Found:
    """Anything that can stand in a regimen: an agent, another drug, a group or a vaccine, else a class of agents."""
    matches = [match for space in ("agent", "interactant") for match in index.matches(space, folded)]
    if matches:
        return Found(query, matches, f"{query} may mean {_either(matches)}" if len(matches) > 1 else None)
    classes = _mechanism(index, query, folded)
    return classes if classes.matches else _agent(index, query, folded)


def _is_atc_group(query: str) -> bool:
    """L04, L04A or L04AB: the upper levels of an ATC code."""
    letters = query[:1] + query[3:]
    return 3 <= len(query) <= 5 and query.isascii() and letters.isalpha() and query[1:3].isdigit()


def _mechanism(index: Index, query: str, folded: str) -> Found:
    matches = index.matches("mechanism", folded)
    nodes = [match for match in matches if match.kind == "mechanisms"]
    nodes = [match for match in nodes if match.field != "class"] or nodes  # a name of its own comes before a class
    targets = [match.id for match in matches if match.kind == "targets"]
    if nodes or not targets:
        group = f"{query} is what agents of {len(nodes)} mechanisms are called" if len(nodes) > 1 else None
        return Found(query, nodes, group)
    hit = {id: symbol for symbol in targets for id in index.linked("aims", symbol)}
    group = f"{query} is the target of {len(hit)} mechanisms" if len(hit) > 1 else None
    return Found(query, [Match("mechanisms", id, "target", symbol) for id, symbol in hit.items()], group)


def _target(index: Index, query: str, folded: str) -> Found:
    """A target by its own name, else the targets of the mechanism of that name (IL-17 is several proteins)."""
    matches = index.matches("target", folded)
    if matches:
        return Found(query, matches, f"{query} may mean {_either(matches)}" if len(matches) > 1 else None)
    nodes = [match.id for match in _mechanism(index, query, folded).matches]
    members = [member for node in nodes for member in index.family("mechanisms", node)]
    symbols = dict.fromkeys(target["symbol"] for member in members for target in index.body("mechanisms", member)["targets"])
    named = [Match("targets", symbol, "mechanism", query) for symbol in symbols]
    return Found(query, named, f"{query} is a mechanism with {len(named)} targets" if named else None)


def failure(index: Index, space: str, query: str) -> Failure:
    """Why a query has no result, and what to try instead."""
    message = f"no {NOUNS[space]} is called {quoted(query)}"
    if space == "partner" and any(lookup(index, ill, query).matches for ill in ("condition", "risk")):
        return Failure("not_found", query, f"{message}; for a disease of the patient: --condition {quoted(query)}", ())
    other = elsewhere(index, query, space)
    if other:
        return Failure("not_found", query, f"{message}; {other}", ())
    from immunomod.query.suggest import suggestions  # only a miss pays for it

    return Failure("not_found", query, message, suggestions(index, space, query))


def elsewhere(index: Index, query: str, space: str | None = None) -> str | None:
    """What a name is that was asked for in the wrong place, and the command that shows it."""
    founds = {other: lookup(index, other, query) for other in _COMMANDS if other != space}
    for other, found in founds.items():
        if found.matches and not found.group:
            article = "an" if other == "agent" else "a"
            return f"it is {article} {NOUNS[other]}: immunomod {_COMMANDS[other]} {_as_typed(query)}"
    several = next((other for other, found in founds.items() if found.matches), None)
    return f"it stands for several {NOUNS[several]}s: immunomod {_COMMANDS[several]} {_as_typed(query)}" if several else None


def _as_typed(name: str) -> str:
    """A name as a shell takes it: one may be called `Crohn's disease`, or worse."""
    if name.startswith("-") or not name.replace(" ", "").replace("-", "").isalnum():
        import shlex

        quoted_name = shlex.quote(name) if any(char in name for char in '"$`\\!') else f'"{name}"'
        return f"-- {quoted_name}" if name.startswith("-") else quoted_name
    return name
