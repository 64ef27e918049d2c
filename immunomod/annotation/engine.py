"""The engine: which agents a text names. Longest name first, on word boundaries, never a part of a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from immunomod.annotation.fuzzy import Corrector, one_slip
from immunomod.annotation.lexicon import Entry, Lexicon
from immunomod.annotation.result import NOTHING, AgentClass, Annotation
from immunomod.annotation.text import places, plain_lines
from immunomod.annotation.trees import runs, vocabulary
from immunomod.text import clean

_BATCH = 4096
_LONG = 5  # letters of a word beyond which a slip in it is told from another word
_GLUED = re.compile(r"([a-z]{4})(?=[0-9])")  # a name with its dose right behind it
_MOST_HITS = 200  # names and words of context that are weighed in one text; longer ones are no medication texts
_MOST_KNOWN = 10_000  # combinations of route words that are remembered
Hit = tuple[Entry, int, int]  # the entry, and the words from and to which it was found


class Annotator:
    """Annotates texts. Holds plain data, so it can be pickled and sent to other processes."""

    def __init__(self, lexicon: Lexicon, fuzzy: bool = False) -> None:
        self.lexicon = lexicon
        self.fuzzy = fuzzy
        self._context = frozenset([*lexicon.not_a_drug, *lexicon.before, *lexicon.after])
        self._single = {word: entry for word, (entry, follows) in lexicon.names.items() if entry and entry.simple and not follows}
        self._others = frozenset(word for word, (entry, _) in lexicon.names.items() if entry and word not in self._single)
        self._pairs = frozenset((word, after) for word, (_, follows) in lexicon.names.items() for after in follows or ())
        self._route_words = vocabulary(lexicon.routes) | vocabulary(lexicon.forms)
        self._routes: dict[tuple[str, ...], tuple[str, str]] = {}
        self._corrector = Corrector(vocabulary(lexicon.names), lexicon.other_drugs) if fuzzy else None

    @property
    def left_out(self) -> dict[str, str]:
        """The names that are never used because they mean something else as often, with the reason."""
        return self.lexicon.left_out

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
        exact, single, glued = self.lexicon.exact, self._single, _GLUED.search
        no_other, no_pair, no_context = self._others.isdisjoint, self._pairs.isdisjoint, self._context.isdisjoint
        found = []
        for text, line in zip(texts, lines, strict=True):
            tokens = line.split()
            names = [token for token in tokens if token in single]
            if line in exact:
                found.append(self._annotation([(exact[line], 0, len(tokens))], text, line, tokens))
            elif no_other(tokens) and no_pair(zip(tokens, tokens[1:])):  # noqa: B905, RUF007 (this is the quickest)
                if len(names) == 1 and no_context(tokens):
                    found.append(self._named_once(names[0], text, line, tokens))
                elif names:
                    found.append(self._one(text, line, tokens))
                elif glued(line):
                    found.append(self._one(text, line, _GLUED.sub(r"\1 ", line).split()))
                else:
                    found.append(NOTHING)
            else:
                found.append(self._one(text, line, tokens))
        if self._corrector is not None:
            for at, (text, line) in enumerate(zip(texts, lines, strict=True)):
                tokens = line.split()
                choices = self._corrector.choices(tokens)
                if choices and line not in exact:
                    found[at] = self._corrected(text, line, tokens, choices) or found[at]
        return found

    def _named_once(self, name: str, text: str, line: str, tokens: list[str]) -> Annotation:
        """The annotation of a text that holds one name, of one word that has no other meaning: nearly all that match."""
        entry = self._single[name]
        at = line.find(f" {name} ")
        matched = text[at : at + len(name)] if text.isascii() else _slice(text, line, [name], 0, 1, at)
        key = tuple([token for token in tokens if token in self._route_words])
        route, route_class = (self._routes.get(key) or self._route(key)) if key else ("", "")
        return Annotation(entry.agents, (matched,), entry.kinds, route, route_class, 0)

    def _one(self, text: str, line: str, tokens: list[str]) -> Annotation:
        """The annotation of any text."""
        hits = self._hits(text, line, tokens)
        if any(not entry.agents for entry, _, _ in hits):
            left_out = tuple(dict.fromkeys(entry.left_out for entry, _, _ in hits if entry.left_out))
            hits = [hit for hit in hits if hit[0].agents]
            found = self._annotation(hits, text, line, tokens) if hits else NOTHING
            return found._replace(left_out=left_out)
        return self._annotation(hits, text, line, tokens) if hits else NOTHING

    def _corrected(self, text: str, line: str, tokens: list[str], choices: dict[int, list[str]]) -> Annotation | None:
        """The annotation of a text with slips in long words, where they can be meant for one agent only."""
        readings: list[list[Hit]] = []
        for meant in product(*choices.values()):
            read = list(tokens)
            for at, word in zip(choices, meant, strict=True):
                read[at] = word
            readings.append([hit for hit in self._hits(text, line, read, tokens) if hit[0].agents])
        hits = readings[0]
        slips = [at for at in choices if any(start <= at < end for _, start, end in hits)]
        if not slips or len({tuple(agent for entry, _, _ in reading for agent in entry.agents) for reading in readings}) > 1:
            return None
        for nth, (entry, start, end) in enumerate(hits):
            if any(start <= at < end for at in slips):
                hits[nth] = (entry._replace(kinds=("fuzzy",) * len(entry.agents)), start, end)
        return self._annotation(hits, text, line, tokens, len(slips))

    def _hits(self, text: str, line: str, tokens: list[str], as_is: list[str] | None = None) -> list[Hit]:
        """What the words name; `as_is` are the words as they stand, where some of `tokens` are corrected."""
        hits: list[Hit] = runs(self.lexicon.names, tokens)[:_MOST_HITS]
        if hits and (len(hits) > 1 or not hits[0][0].simple):
            hits = self._weighed(hits, text, line, tokens, as_is or tokens)
        if hits and not self._context.isdisjoint(tokens):
            hits = self._about_a_drug(hits, tokens)
        return hits

    def _weighed(self, hits: list[Hit], text: str, line: str, tokens: list[str], as_is: list[str]) -> list[Hit]:
        """Hits whose spelling counts, with what other words of the text say about them."""
        kept: list[Hit] = []
        for entry, start, end in hits:
            if entry.written or entry.joined:
                piece = _slice(text, line, as_is, start, end)
                if (entry.joined and " " in piece) or (entry.written and piece not in entry.written):
                    continue
            if entry.needs != "nothing" and not self._is_medicine(entry.needs, tokens, start, end, len(hits)):
                continue
            if entry.yields_to and self._longer_misspelt(tokens, start, end):
                continue
            told = {agent for word, agent in entry.told_by if word in tokens}
            kept.append((entry.of(*sorted(told)) if told else entry, start, end))
        named = {agent.id for entry, _, _ in kept for agent in entry.agents if not (entry.told_by or entry.yields_to)}
        return self._combined([hit for hit in kept if (hit[0].agents or hit[0].left_out) and not _yields(hit[0], named)])

    def _combined(self, hits: list[Hit]) -> list[Hit]:
        """Where a fixed combination is named that is an agent of its own, its parts are not named beside it."""
        named = {agent for entry, _, _ in hits for agent in entry.agents}
        if len(named) < 2:
            return hits
        for parts, whole in self.lexicon.combinations.items():
            if whole in named and not parts.isdisjoint(named):
                hits = [hit for hit in hits if not parts.issuperset(hit[0].agents)]
        return hits

    def _is_medicine(self, needs: str, tokens: list[str], start: int, end: int, hits: int) -> bool:
        """Whether a text that names something by a word of several meanings is about a medicine."""
        rest = [*tokens[:start], *tokens[end:]]
        numbers = [not token.isalpha() for token in rest]
        if all(numbers) or (needs == "dose" and (hits > 1 or len(rest) == 1 or any(numbers))):
            return True
        return self._evident(self.lexicon.evidence, rest)

    def _evident(self, lists: Iterable[str], tokens: list[str]) -> bool:
        """Whether one of these lists of evidence has a word in the text; `40mg` is evidence as `40 mg` is."""
        parted = [part for token in tokens for part in _number_and_unit(token)]
        return any(runs(self.lexicon.evidence[name], parted) for name in lists)

    def _longer_misspelt(self, tokens: list[str], start: int, end: int) -> bool:
        """Whether the next word is one slip from one that makes this a longer name."""
        follows = self.lexicon.names[tokens[start]][1]
        if follows is None or end != start + 1 or end == len(tokens):
            return False
        return any(one_slip(tokens[end], word) for word in follows if len(word) > _LONG)

    def _about_a_drug(self, hits: list[Hit], tokens: list[str]) -> list[Hit]:
        """The hits of a text that has words of a test, an allergy, a form or an absence."""
        lexicon = self.lexicon
        for lifted_by, start, _ in runs(lexicon.not_a_drug, tokens)[:_MOST_HITS]:
            if any(first <= start < end for _, first, end in hits):
                continue  # a part of the name itself
            dosed = [tokens[end:start] for _, _, end in hits if end < start]  # a dose first, and the word comes after it
            if not (any(self._evident(lexicon.evidence, between) for between in dosed) or self._evident(lifted_by, tokens)):
                return []
        befores = {end for _, _, end in runs(lexicon.before, tokens)}
        afters = {start for _, start, _ in runs(lexicon.after, tokens)}
        return [hit for hit in hits if hit[1] not in befores and hit[2] not in afters]

    def _annotation(self, hits: list[Hit], text: str, line: str, tokens: list[str], distance: int = 0) -> Annotation:
        """The annotation that hits amount to; an agent that is named twice counts where it is named first."""
        key = tuple([token for token in tokens if token in self._route_words])
        route, route_class = (self._routes.get(key) or self._route(key)) if key else ("", "")
        entry, start, end = hits[0]
        agents, kinds = entry.agents, entry.kinds
        matched: tuple[str, ...] = (_slice(text, line, tokens, start, end),) * len(agents)
        if len(hits) > 1:
            found: dict[AgentClass, tuple[str, str]] = {}
            for entry, start, end in hits:
                for agent in entry.agents:
                    if agent not in found:
                        found[agent] = (_slice(text, line, tokens, start, end), entry.kinds[0])
            agents = tuple(found)
            matched, kinds = zip(*found.values(), strict=True)
        return Annotation(agents, matched, kinds, route, route_class, distance)

    def _route(self, tokens: tuple[str, ...]) -> tuple[str, str]:
        """The routes that words name, or that a form implies, and whether they are local or systemic."""
        lexicon = self.lexicon
        found = runs(lexicon.routes, tokens) or runs(lexicon.forms, tokens)
        named = dict.fromkeys(route for route, _, _ in found)
        reaches = {lexicon.reach[route] for route in named}
        if len(self._routes) > _MOST_KNOWN:
            self._routes.clear()
        known = self._routes[tokens] = ("; ".join(named), reaches.pop() if len(reaches) == 1 else "")
        return known


def _yields(entry: Entry, named: set[str]) -> bool:
    """Whether a vague name only repeats what a definite one in the same text says."""
    if entry.told_by and len(entry.agents) > 1:
        return any(agent.id in named for agent in entry.agents)
    return not named.isdisjoint(entry.yields_to)


def _number_and_unit(token: str) -> list[str]:
    unit = token.lstrip("0123456789")
    return [token] if len(unit) in (0, len(token)) else [token[: -len(unit)], unit]


def _slice(text: str, line: str, tokens: list[str], start: int, end: int, at: int = 0) -> str:
    """The words from `start` to `end` as they stand in the text, in one line; the first word stands at `at` or behind it."""
    for token in tokens[:start]:
        at = line.find(token, at) + len(token)
    first = line.find(tokens[start], at)
    at = first + len(tokens[start])
    if end > start + 1:
        for token in tokens[start + 1 : end]:
            at = line.find(token, at) + len(token)
    if text.isascii():
        piece = text[first - 1 : at - 1]
    else:
        where = places(text)
        piece = text[where[first - 1] : where[at - 2] + 1]
    return piece if piece.isalnum() else clean(piece)
