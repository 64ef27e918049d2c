"""Rules that look across entries. One function a rule; each yields problems, none stops the others."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator

from immunomod.catalogue import names
from immunomod.catalogue.model import Catalogue
from immunomod.catalogue.references import resolve
from immunomod.errors import Problem
from immunomod.text import fold

Path = tuple[str | int, ...]
Rule = Callable[[Catalogue], Iterator[Problem]]


def check(catalogue: Catalogue) -> list[Problem]:
    """All problems that the rules find."""
    return [problem for rule in RULES for problem in rule(catalogue)]


def _at(catalogue: Catalogue, kind: str, id: str, path: Path, message: str) -> Problem:
    return catalogue.places[kind, id].problem(path, message)


def dangling_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """Every id that an entry uses exists."""
    hints: dict[tuple[tuple[str, ...], str], str] = {}  # a missing entry is often missed in many places
    for kind, id, path, wanted, value in _links(catalogue):
        if not any(catalogue.known(other, value) for other in wanted):
            if (wanted, value) not in hints:
                near = _near(catalogue, wanted, value) if len(hints) < MAX_HINTS else None
                hints[wanted, value] = f"did you mean {near!r}?" if near else "add it or correct the spelling"
            hint = hints[wanted, value]
            yield _at(catalogue, kind, id, path, f"no {' or '.join(wanted)} entry {value!r}; {hint}")


def _near(catalogue: Catalogue, kinds: tuple[str, ...], value: str) -> str | None:
    from difflib import get_close_matches

    pool = [id for kind, id in catalogue.places if kind in kinds]
    return next(iter(get_close_matches(value, pool, 1, 0.75)), None)


MAX_ANCESTORS = 40
MAX_HINTS = 200  # each is sought among all ids; with more than so many missing, the spelling is not the reason
Link = tuple[str, str, Path, tuple[str, ...], str]
PARTNERS = ("interactants", "agents", "mechanisms")


def _links(catalogue: Catalogue) -> Iterator[Link]:
    for i, source in enumerate(catalogue.header.identity_sources if catalogue.header else ()):
        yield "catalogue", "", ("identity_sources", i), ("sources",), source
    yield from _agent_links(catalogue)
    for kind in ("conditions", "mechanisms", "risks"):
        for id, entry in catalogue.entries(kind).items():
            if entry.parent:
                yield kind, id, ("parent",), (kind,), entry.parent
    for id, mechanism in catalogue.mechanisms.items():
        for i, symbol in enumerate(mechanism.targets):
            yield "mechanisms", id, ("targets", i), ("targets",), symbol
    for id, interactant in catalogue.interactants.items():
        for i, member in enumerate(interactant.members):
            yield "interactants", id, ("members", i, "id"), PARTNERS, member.id
        if interactant.counts:
            for key in ("mechanisms", "conditions"):
                for i, value in enumerate(getattr(interactant.counts, key)):
                    yield "interactants", id, ("counts", key, i), (key,), value
    for id, term in catalogue.terms.items():
        for i, other in enumerate(term.see):
            yield "terms", id, ("see", i), ("terms",), other
    for name, shared in catalogue.shared_names.items():
        for kind in ("agents", "conditions", "targets"):
            for i, other in enumerate(getattr(shared, kind)):
                yield "shared_names", name, (kind, i), (kind,), other
    for id, listed in catalogue.list_names.items():
        for path, agent in listed.links():
            yield "list_names", id, path, ("agents",), agent
    for id, listed_words in catalogue.list_words.items():
        for i, other in enumerate(listed_words.lifted_by):
            yield "list_words", id, ("lifted_by", i), ("list_words",), other


def _agent_links(catalogue: Catalogue) -> Iterator[Link]:
    for id, agent in catalogue.agents.items():
        for i, mechanism in enumerate(agent.mechanisms):
            yield "agents", id, ("mechanisms", i), ("mechanisms",), mechanism
        for i, target in enumerate(agent.targets):
            yield "agents", id, ("targets", i, "symbol"), ("targets",), target.symbol
            if target.through:
                yield "agents", id, ("targets", i, "through"), ("targets",), target.through
        for i, use in enumerate(agent.uses):
            yield "agents", id, ("uses", i, "condition"), ("conditions",), use.condition
        safety = agent.safety
        for i, warning in enumerate(safety.warnings):
            yield "agents", id, ("safety", "warnings", i, "risk"), ("risks",), warning.risk
        for i, before in enumerate(safety.before_starting):
            yield "agents", id, ("safety", "before_starting", i, "do"), ("checks",), before.do
        for i, monitoring in enumerate(safety.monitoring):
            yield "agents", id, ("safety", "monitoring", i, "test"), ("checks",), monitoring.test
        for i, interaction in enumerate(safety.interactions):
            yield "agents", id, ("safety", "interactions", i, "with"), PARTNERS, interaction.interactant
        for i, contra in enumerate(safety.contraindications):
            path: Path = ("safety", "contraindications", i)
            if contra.interactant:
                yield "agents", id, (*path, "with"), PARTNERS, contra.interactant
            if contra.condition:
                yield "agents", id, (*path, "condition"), ("conditions",), contra.condition
            for j, risk in enumerate(contra.risks):
                yield "agents", id, (*path, "risks", j), ("risks",), risk


def unresolved_refs(catalogue: Catalogue) -> Iterator[Problem]:
    """Every ref leads to a source."""
    for kind, id, path, ref in all_refs(catalogue):
        found = resolve(catalogue, ref, id if kind == "agents" else None)
        if isinstance(found, str) and not _broken_source(catalogue, ref):
            yield _at(catalogue, kind, id, path, found)


def _broken_source(catalogue: Catalogue, ref: str) -> bool:
    """Whether the source is there but has a problem of its own, which is reported already."""
    name = ref.partition(":")[0]
    return any(catalogue.known(kind, name) and name not in catalogue.entries(kind) for kind in ("agents", "sources"))


def all_refs(catalogue: Catalogue) -> Iterator[tuple[str, str, Path, str]]:
    """Every ref of every entry: kind, id, path inside the entry, ref."""
    from immunomod.catalogue.schema import KINDS

    for kind in KINDS:
        for id, entry in catalogue.entries(kind).items():
            for path, ref in refs_in(entry.model_dump(by_alias=True, exclude_defaults=True), ()):
                yield kind, id, path, ref


def refs_in(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every ref inside a dumped entry, with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "refs" or path[-1:] == ("none_listed",):
                yield from (((*path, key, i), ref) for i, ref in enumerate(item or []))
            else:
                yield from refs_in(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from refs_in(item, (*path, i))


def parent_cycles(catalogue: Catalogue) -> Iterator[Problem]:
    """No entry is its own ancestor, nor has it more of them than anybody could oversee."""
    for kind in ("conditions", "mechanisms", "risks"):
        entries = catalogue.entries(kind)
        for id in entries:
            seen, at = {id}, entries[id].parent
            while at in entries and at not in seen and len(seen) <= MAX_ANCESTORS:
                seen.add(at)
                at = entries[at].parent
            if at == id:
                yield _at(catalogue, kind, id, ("parent",), f"{id!r} is its own ancestor; correct `parent`")
            elif len(seen) > MAX_ANCESTORS:
                yield _at(catalogue, kind, id, ("parent",), f"{id!r} has more than {MAX_ANCESTORS} ancestors; flatten the tree")


def name_collisions(catalogue: Catalogue) -> Iterator[Problem]:
    """One name leads to one entry, unless `shared_names` says otherwise."""
    shared = set()
    for name, entry in catalogue.shared_names.items():
        spaces = (
            ("agent", entry.agents),
            ("condition", entry.conditions),
            ("target", entry.targets),
            ("mechanism", entry.targets),
        )
        shared |= {(space, fold(name)) for space, ids in spaces if ids}
    for row, other in names.collisions(list(names.all_names(catalogue)), shared):
        where = catalogue.places[other.kind, other.id]
        yield _at(
            catalogue,
            row.kind,
            row.id,
            row.path,
            f"{row.value!r} already leads to {other.id!r} ({other.field}, {where.file}:{where.line}); "
            "remove it from one of them or declare it in `shared_names`",
        )


def names_that_fold_to_nothing(catalogue: Catalogue) -> Iterator[Problem]:
    """A name keeps something when case, hyphens and the like are dropped."""
    for row in names.all_names(catalogue):
        if not row.folded:
            yield _at(catalogue, row.kind, row.id, row.path, f"{row.value!r} has no letter or digit; remove it")


def boxed_refs(catalogue: Catalogue) -> Iterator[Problem]:
    """A warning is boxed exactly when it cites a boxed warning."""
    for id, agent in catalogue.agents.items():
        for i, warning in enumerate(agent.safety.warnings):
            cites = any(ref.rpartition(":")[2] == "boxed" for ref in warning.refs)
            if cites != (warning.level == "boxed"):
                message = "cites the boxed warning but is not `level: boxed`" if cites else "is boxed but cites no boxed warning"
                yield _at(catalogue, "agents", id, ("safety", "warnings", i, "level"), f"{warning.risk} {message}; mend one")


def repeated_facts(catalogue: Catalogue) -> Iterator[Problem]:
    """A use, hazard or interaction stands once in an agent."""
    for id, agent in catalogue.agents.items():
        keyed: list[tuple[Path, object]] = [
            *((("uses", i), (u.condition, u.status, *u.routes, u.population)) for i, u in enumerate(agent.uses)),
            *((("safety", "warnings", i), (w.risk, w.level, *w.routes)) for i, w in enumerate(agent.safety.warnings)),
            *((("safety", "interactions", i), x.interactant) for i, x in enumerate(agent.safety.interactions)),
        ]
        seen = Counter((path[:-1], key) for path, key in keyed)
        for path, key in keyed:
            if seen[path[:-1], key] > 1:
                yield _at(catalogue, "agents", id, path, "stands twice in this agent; merge the two")


def listed_and_none_listed(catalogue: Catalogue) -> Iterator[Problem]:
    """A source that lists nothing in a part is not cited by an entry of that part."""
    for id, agent in catalogue.agents.items():
        for part, refs in agent.safety.none_listed:
            silent = {_source(ref) for ref in refs or []}
            for i, fact in enumerate(getattr(agent.safety, part)):
                both = silent & {_source(ref) for ref in fact.refs}
                if both:
                    message = f"{both.pop()} is said to list no {part}, but is cited here; correct one of the two"
                    yield _at(catalogue, "agents", id, ("safety", part, i), message)


def _source(ref: str) -> str:
    return ref.partition(":")[0] if ":" in ref else "label"


def effect_fits_mechanism(catalogue: Catalogue) -> Iterator[Problem]:
    """An agent's effect is that of one of its mechanisms."""
    for id, agent in catalogue.agents.items():
        effects = {catalogue.mechanisms[m].effect for m in agent.mechanisms if m in catalogue.mechanisms}
        if effects and agent.effect not in effects:
            words = " or ".join(sorted(effects))
            yield _at(catalogue, "agents", id, ("effect",), f"{agent.effect!r}, but its mechanism says {words}; correct one")


def impossible_dates(catalogue: Catalogue) -> Iterator[Problem]:
    """Dates exist in the calendar."""
    for id, agent in catalogue.agents.items():
        dated: list[tuple[Path, str | None]] = [
            *((("approvals", i, "date"), a.date) for i, a in enumerate(agent.approvals)),
            (("label", "revised"), agent.label.revised if agent.label else None),
            *((("labels", key, "revised"), label.revised) for key, label in agent.labels.items()),
        ]
        for path, text in dated:
            if text and not _is_date(text):
                yield _at(catalogue, "agents", id, path, f"{text} is not a date; write YYYY-MM-DD")


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def open_groups(catalogue: Catalogue) -> Iterator[Problem]:
    """`counts` belongs to a group, names something, and its modalities are those of agents."""
    modalities = {agent.modality for agent in catalogue.agents.values()}
    for id, interactant in catalogue.interactants.items():
        counts = interactant.counts
        if counts is None:
            continue
        if interactant.kind != "group":
            yield _at(catalogue, "interactants", id, ("counts",), "nothing else counts as a single drug; remove `counts`")
        if not any((counts.effects, counts.mechanisms, counts.modalities, counts.conditions, counts.routes)):
            yield _at(catalogue, "interactants", id, ("counts",), "every agent would count; name a mechanism or the like")
        for i, modality in enumerate(counts.modalities):
            if modality not in modalities:
                message = f"no agent has the modality {modality!r}; correct the spelling or remove it"
                yield _at(catalogue, "interactants", id, ("counts", "modalities", i), message)


RULES: tuple[Rule, ...] = (
    dangling_ids,
    unresolved_refs,
    parent_cycles,
    name_collisions,
    names_that_fold_to_nothing,
    boxed_refs,
    repeated_facts,
    listed_and_none_listed,
    effect_fits_mechanism,
    impossible_dates,
    open_groups,
)
