"""The names that the engine looks for, made from the index: plain dicts and tuples, so that it pickles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from immunomod.annotation.result import AgentClass
from immunomod.annotation.text import plain_lines, words
from immunomod.annotation.trees import Tree, plant
from immunomod.index.reader import Index, Match
from immunomod.text import fold

_IDENTIFIERS = frozenset({"atc", "unii", "rxcui", "chembl", "drugbank", "cas", "mesh"})
_KINDS = {"id": "name", "former_id": "name"}
_SHORT = 4  # a name of fewer letters and digits is used only where `list_names` says so
_SHORT_CODE = 6  # a development code of fewer stands with its hyphen or in one word, or not at all
_FEW_LETTERS, _FEW_DIGITS = 2, 4  # so does one of no more than these
_PART = 7  # letters that a word must have to be found inside a longer one


class Entry(NamedTuple):
    """What a run of words leads to; without agents and `told_by` it is something that is not ours."""

    agents: tuple[AgentClass, ...]
    kinds: tuple[str, ...]  # the kind of the name, once for each agent
    simple: bool = True  # one agent, and nothing else to look at
    written: frozenset[str] = frozenset()  # the only spellings that count, when capitals matter
    joined: bool = False  # the words must stand without a space between
    told_by: tuple[tuple[str, AgentClass], ...] = ()
    yields_to: frozenset[str] = frozenset()
    needs: str = "nothing"  # or dose, or medicine: what the text must hold beside the name
    left_out: str = ""  # the name, where it means something else as often and is never used

    def of(self, *agents: AgentClass) -> "Entry":
        """This entry, leading to other agents."""
        return self._replace(agents=agents, kinds=self.kinds[:1] * len(agents), simple=False)


@dataclass
class Lexicon:
    """Everything the engine knows. Trees lead from word to word; `exact` holds whole texts."""

    agents: dict[str, AgentClass] = field(default_factory=dict)
    names: Tree = field(default_factory=dict)
    exact: dict[str, Entry] = field(default_factory=dict)
    routes: Tree = field(default_factory=dict)
    forms: Tree = field(default_factory=dict)
    evidence: dict[str, Tree] = field(default_factory=dict)  # words that speak for a medicine in hand, by the list they stand in
    not_a_drug: Tree = field(default_factory=dict)  # leads to the lists of evidence that lift a word
    before: Tree = field(default_factory=dict)
    after: Tree = field(default_factory=dict)
    reach: dict[str, str] = field(default_factory=dict)
    combinations: dict[frozenset[AgentClass], AgentClass] = field(default_factory=dict)
    other_drugs: frozenset[str] = frozenset()
    plain_words: frozenset[str] = frozenset()  # letters of codes that mean other things
    left_out: dict[str, str] = field(default_factory=dict)  # names that are never used, and why


def build(index: Index) -> Lexicon:
    """The lexicon of a catalogue. Raises IndexDamaged when its names are not as they were written."""
    index.verify()
    lexicon = Lexicon()
    for view in index.summaries("agents"):
        lists = (tuple(view[key]) for key in ("classes", "mechanisms", "atc"))
        agent = AgentClass(view["id"], view["name"], view["effect"], *lists)
        lexicon.agents[agent.id] = agent
    _add_words(lexicon, index.bodies("list_words"))
    spoken_for = _add_listed(lexicon, index.bodies("list_names"))
    names = index.names("agent")
    for name in names:
        if fold(name.value) not in spoken_for:
            _add_name(lexicon, name.value, name.id, _KINDS.get(name.field, name.field))
    _add_parted(lexicon, names)
    lexicon.other_drugs |= {word for name in index.names("interactant") for word in words(name.value)}
    lexicon.other_drugs |= {word for left_out in lexicon.left_out for word in words(left_out)}
    lexicon.combinations = _combinations(lexicon.agents)
    return lexicon


def _add_listed(lexicon: Lexicon, entries: Iterable[dict[str, Any]]) -> set[str]:
    """Adds the names that lists use; returns them folded, so that the agents' own do not stand beside them."""
    spoken_for = set()
    for entry in entries:
        for name in entry["names"]:
            spoken_for.add(fold(name))
            if entry["left_out"]:
                lexicon.left_out[name] = entry["left_out"]
            agents = tuple(lexicon.agents[id] for id in entry["agents"])
            kind = "synonym" if len(name) > _SHORT + 1 else "abbreviation"
            written = frozenset(entry["names"]) if entry["case"] == "written" else frozenset()
            left_out = name if entry["left_out"] else ""
            joined = entry["spacing"] == "joined"
            told_by = tuple((word, lexicon.agents[id]) for word, id in entry["told_by"].items())
            needs = entry["needs"]
            simple = len(agents) == 1 and not (written or joined or told_by or entry["yields_to"] or needs != "nothing")
            kinds = (kind,) * max(len(agents), 1)
            found = Entry(agents, kinds, simple, written, joined, told_by, frozenset(entry["yields_to"]), needs, left_out)
            for run in _spellings(name):
                plant(lexicon.names, run, found)
    return spoken_for


def _add_name(lexicon: Lexicon, name: str, id: str, kind: str) -> None:
    agents = (lexicon.agents[id],)
    if kind in _IDENTIFIERS:
        line = plain_lines([name])[0]
        before = lexicon.exact[line].agents if line in lexicon.exact else ()  # one ATC code may stand for several agents
        lexicon.exact[line] = Entry(before + agents, (kind,) * (len(before) + 1))
        return
    letters = fold(name)
    if kind == "shared_name":
        lexicon.left_out[name] = "it may mean several agents"
        return
    if len(letters) < _SHORT:
        lexicon.left_out[name] = "too short to be told from other words"
        return
    joined = kind == "code" and " " not in name and _needs_its_hyphen(lexicon, letters)
    entry = Entry(agents, (kind,), not joined, joined=joined)
    for run in _spellings(name):
        plant(lexicon.names, run, entry)
    if kind == "code":  # BGB-A317 and BGBA-317 are one code
        for at in range(2, len(letters) - 1):
            plant(lexicon.names, (letters[:at], letters[at:]), Entry(agents, (kind,), False, joined=True))


def _needs_its_hyphen(lexicon: Lexicon, code: str) -> bool:
    """Whether a code with a space in it might be other words: GP 2015, EP 2006, TAB 001."""
    head = code.rstrip("0123456789")
    few = len(head) <= _FEW_LETTERS and len(code) - len(head) <= _FEW_DIGITS
    return len(code) < _SHORT_CODE or few or head in lexicon.plain_words


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    """The runs of words by which a name is found: hyphens may be there or not, letters and digits may part."""
    if " and " in name:
        yield from _spellings(name.replace(" and ", " "))
    pieces = name.replace("'", "-").replace("’", "-").split("-")
    tails = [words(piece) for piece in pieces]
    tails = [tail for tail in tails if tail]
    if len(tails) > 4:
        yield tuple(word for tail in tails for word in tail)
        return
    for glued in product((False, True), repeat=len(tails) - 1):
        run = list(tails[0])
        for join, tail in zip(glued, tails[1:], strict=True):
            run = [*run[:-1], run[-1] + tail[0], *tail[1:]] if join else [*run, *tail]
        yield tuple(run)
        yield tuple(part for word in run for part in _letters_and_digits(word))


def _letters_and_digits(word: str) -> list[str]:
    """`fk506` as `fk`, `506`; words with more than one such border stay whole."""
    borders = [at for at in range(1, len(word)) if word[at].isdigit() and word[at - 1].isalpha()]
    if len(borders) != 1 or not word[borders[0] :].isdigit() or borders[0] < 2:
        return [word]
    return [word[: borders[0]], word[borders[0] :]]


def _add_words(lexicon: Lexicon, entries: Iterable[dict[str, Any]]) -> None:
    trees = {
        "route": lexicon.routes,
        "form": lexicon.forms,
        "not_a_drug": lexicon.not_a_drug,
        "before": lexicon.before,
        "after": lexicon.after,
        "phrase": lexicon.names,
    }
    for entry in entries:
        role, route = entry["role"], entry["route"]
        if role in ("other_drug", "plain_word"):
            found = {word for name in entry["words"] for word in words(name)}
            lexicon.other_drugs |= found if role == "other_drug" else set()
            lexicon.plain_words |= found if role == "plain_word" else set()
            continue
        lifted_by = tuple(entry["lifted_by"])
        values = {"phrase": Entry((), ("not ours",), False), "not_a_drug": lifted_by, "before": True, "after": True}
        if role in ("route", "form", "evidence"):
            lexicon.evidence[entry["id"]] = {}
        if route:
            lexicon.reach[route] = entry["reach"] or ""
        for text in entry["words"]:
            run = tuple(words(text))
            if role in trees:
                plant(trees[role], run, values.get(role, route))
            if entry["id"] in lexicon.evidence:
                plant(lexicon.evidence[entry["id"]], run, True)


def _add_parted(lexicon: Lexicon, names: Iterable[Match]) -> None:
    """Names written in two words, such as methyl prednisolone, so that their second half is not taken for another agent."""
    firsts = frozenset(word for word in lexicon.names if len(word) >= _PART and word.isalpha())
    for name in names:
        head, *rest = [""] if name.field in _IDENTIFIERS else words(name.value)
        for at in range(2, len(head) - _PART + 1):
            if head[at:] in firsts:
                entry = Entry((lexicon.agents[name.id],), (_KINDS.get(name.field, name.field),))
                plant(lexicon.names, (head[:at], head[at:], *rest), entry)


def _combinations(agents: dict[str, AgentClass]) -> dict[frozenset[AgentClass], AgentClass]:
    """Agents whose id is that of two others joined by `and`, such as nivolumab-and-relatlimab."""
    found = {}
    for id, agent in agents.items():
        parts = id.split("-and-")
        if len(parts) > 1 and all(part in agents for part in parts):
            found[frozenset(agents[part] for part in parts)] = agent
    return found
