"""The engine: which agents a text names. Longest name first, on word boundaries, never a part of a word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from immunomod.annotation.lexicon import Entry, Lexicon, Tree
from immunomod.annotation.result import NOTHING, AgentClass, Annotation
from immunomod.annotation.text import plain_lines, plain_with_places

_BATCH = 4096
Hit = tuple[Entry, int, int]  # the entry, and the words from and to which it was found


class Annotator:
    """Annotates texts. Holds plain data, so it can be pickled and sent to other processes."""

    def __init__(self, lexicon: Lexicon, fuzzy: bool = False) -> None:
        self.lexicon = lexicon
        self.fuzzy = fuzzy
        self._context = frozenset([*lexicon.not_a_drug, *lexicon.before, *lexicon.after])
        self._firsts = frozenset(lexicon.names)
        self._routes: dict[tuple[str, ...], tuple[str, str]] = {}

    def annotate(self, texts: Iterable[str]) -> list[Annotation]:
        """One annotation a text, in order."""
        return [found for batch in self._batches(texts) for found in self._batch(batch)]

    def stream(self, texts: Iterable[str]) -> Iterator[Annotation]:
        """As `annotate`, a batch at a time, for more texts than fit in memory."""
        for batch in self._batches(texts):
            yield from self._batch(batch)

    @staticmethod
    def _batches(texts: Iterable[str]) -> Iterator[Sequence[str]]:
        source = iter(texts)
        while batch := list(islice(source, _BATCH)):
            yield batch

    def _batch(self, texts: Sequence[str]) -> list[Annotation]:
        try:
            lines = plain_lines(texts)
        except TypeError:  # a missing value of a data frame: None, NaN
            texts = [text if isinstance(text, str) else "" for text in texts]
            lines = plain_lines(texts)
        none_of, exact, one = self._firsts.isdisjoint, self.lexicon.exact, self._one
        found = []
        for text, line in zip(texts, lines, strict=True):
            tokens = line.split()
            if none_of(tokens) and line not in exact:
                found.append(NOTHING)
            else:
                found.append(one(text, line, tokens))
        return found

    def _one(self, text: str, line: str, tokens: list[str]) -> Annotation:
        whole = self.lexicon.exact.get(line)
        if whole is not None:
            return self._annotation([(whole, 0, len(tokens))], text, line, tokens)
        hits = runs(self.lexicon.names, tokens)
        if not hits:
            return NOTHING
        if len(hits) > 1 or not hits[0][0].simple:
            hits = self._weighed(hits, text, line, tokens)
        if hits and not self._context.isdisjoint(tokens):
            hits = self._about_a_drug(hits, tokens)
        return self._annotation(hits, text, line, tokens) if hits else NOTHING

    def _weighed(self, hits: list[Hit], text: str, line: str, tokens: list[str]) -> list[Hit]:
        """Hits whose spelling counts, with what other words of the text say about them."""
        kept: list[Hit] = []
        for entry, start, end in hits:
            if entry.written or entry.joined:
                as_is = _slice(text, line, tokens, start, end)
                if entry.joined and " " in as_is:
                    continue
                if entry.written and as_is not in entry.written:
                    continue
            if entry.told_by:
                told = {agent for word, agent in entry.told_by if word in tokens}
                entry = entry._replace(agents=tuple(sorted(told)) or entry.agents)
            kept.append((entry, start, end))
        named = {agent for entry, _, _ in kept for agent in entry.agents if not (entry.told_by or entry.yields_to)}
        kept = [hit for hit in kept if hit[0].agents and not self._yields(hit[0], named)]
        return self._combined(kept)

    @staticmethod
    def _yields(entry: Entry, named: set[str]) -> bool:
        """Whether a vague name only repeats what a definite one in the same text says."""
        if entry.told_by and len(entry.agents) > 1:
            return not named.isdisjoint(entry.agents)
        return not named.isdisjoint(entry.yields_to)

    def _combined(self, hits: list[Hit]) -> list[Hit]:
        """The parts of a fixed combination that is an agent of its own are that agent."""
        if len(hits) < 2:
            return hits
        named = {agent for entry, _, _ in hits for agent in entry.agents}
        for parts, whole in self.lexicon.combinations.items():
            if parts <= named or (whole in named and not parts.isdisjoint(named)):
                inside = [hit for hit in hits if parts.issuperset(hit[0].agents) or whole in hit[0].agents]
                first = next((hit for hit in inside if whole in hit[0].agents), inside[0])
                first = (first[0]._replace(agents=(whole,)), first[1], first[2])
                hits = [first, *(hit for hit in hits if hit not in inside and whole not in hit[0].agents)]
        return hits

    def _about_a_drug(self, hits: list[Hit], tokens: list[str]) -> list[Hit]:
        """The hits that a text has left which may be about a test, an allergy or an absence."""
        lexicon = self.lexicon
        if runs(lexicon.not_a_drug, tokens) and not runs(lexicon.products, tokens):
            return []
        befores = {end for _, _, end in runs(lexicon.before, tokens)}
        afters = {start for _, start, _ in runs(lexicon.after, tokens)}
        if any(start in befores or end in afters for _, start, end in hits):
            return []
        return hits

    def _annotation(self, hits: list[Hit], text: str, line: str, tokens: list[str], distance: int = 0) -> Annotation:
        route, route_class = self._route(tokens)
        if len(hits) == 1 and len(hits[0][0].agents) == 1:
            entry, start, end = hits[0]
            agents: tuple[AgentClass, ...] = (self.lexicon.agents[entry.agents[0]],)
            return Annotation(agents, (_slice(text, line, tokens, start, end),), (entry.kind,), route, route_class, distance)
        found: dict[str, tuple[str, str]] = {}
        for entry, start, end in hits:
            for agent in entry.agents:
                if agent not in found:
                    found[agent] = (_slice(text, line, tokens, start, end), entry.kind)
        agents = tuple(self.lexicon.agents[agent] for agent in found)
        matched, kinds = zip(*found.values(), strict=True)
        return Annotation(agents, matched, kinds, route, route_class, distance)

    def _route(self, tokens: list[str]) -> tuple[str, str]:
        """The routes that the text names, or that its form implies, and whether they are local or systemic."""
        lexicon = self.lexicon
        named = tuple(dict.fromkeys(entry for entry, _, _ in runs(lexicon.routes, tokens)))
        if not named:
            named = tuple(dict.fromkeys(entry for entry, _, _ in runs(lexicon.forms, tokens)))
        if not named:
            return "", ""
        known = self._routes.get(named)
        if known is None:
            reaches = {lexicon.reach[route] for route in named}
            known = ("; ".join(named), reaches.pop() if len(reaches) == 1 else "")
            self._routes[named] = known
        return known


def runs(tree: Tree, tokens: list[str]) -> list[Any]:
    """The longest runs of words that a tree knows, from left to right: (what it leads to, start, end)."""
    found: list[Any] = []
    at, count = 0, len(tokens)
    while at < count:
        node = tree.get(tokens[at])
        at += 1
        if node is None:
            continue
        best, follows = node
        end = next_at = at
        while follows is not None and next_at < count:
            node = follows.get(tokens[next_at])
            if node is None:
                break
            next_at += 1
            entry, follows = node
            if entry is not None:
                best, end = entry, next_at
        if best is not None:
            found.append((best, at - 1, end))
            at = end
    return found


def _slice(text: str, line: str, tokens: list[str], start: int, end: int) -> str:
    """The words from `start` to `end` as they stand in the text, in one line."""
    at = 0
    for token in tokens[:start]:
        at = line.find(token, at) + len(token)
    first = at = line.find(tokens[start], at)
    for token in tokens[start:end]:
        at = line.find(token, at) + len(token)
    if text.isascii():
        piece = text[first - 1 : at - 1]
    else:
        places = plain_with_places(text)[1]
        piece = text[places[first - 1] : places[at - 2] + 1]
    return piece if piece.isalnum() else " ".join(piece.split())
