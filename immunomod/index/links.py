"""What leads from an entry to others: one row a relation and entry, so that a lost row is noticed.

| relation | key | value |
|---|---|---|
| family | kind/id | the entry and all that descend from it, ids |
| uses | condition | [agent, use] |
| acts | mechanism | [position of the agent, agent] |
| carriers | risk | [agent, warning] |
| targets | symbol | [agent, target] |
| aims | symbol | the mechanisms with a class of drugs that have this target |
| kinds | kind/id | what an agent, interactant or mechanism counts as, with the way there |
"""

from collections.abc import Iterator
from typing import Any

from immunomod.catalogue.model import Catalogue
from immunomod.index.cite import View
from immunomod.index.kinship import Kinship
from immunomod.index.relations import Relations
from immunomod.refs import outside

Link = tuple[str, str, Any]


def of_catalogue(catalogue: Catalogue, relations: Relations) -> Iterator[Link]:
    """The links that follow from the catalogue itself."""
    for kind, families in relations.family.items():
        for ancestor, family in families.items():
            yield "family", f"{kind}/{ancestor}", sorted(family)
    positions = {id: position for position, id in enumerate(catalogue.agents)}
    for mechanism in catalogue.mechanisms:
        own = [id for id, agent in catalogue.agents.items() if mechanism in agent.mechanisms]
        yield "acts", mechanism, [[positions[id], id] for id in own]
    for symbol in catalogue.targets:
        aimed = {id for id, node in catalogue.mechanisms.items() if symbol in node.targets and node.class_name}
        # the nearest classes only, not a wider one that has the same target
        yield "aims", symbol, [id for id in catalogue.mechanisms if relations.family["mechanisms"][id] & aimed == {id}]
    yield from Kinship(catalogue).links()


def of_agents(catalogue: Catalogue, views: list[View]) -> Iterator[Link]:
    """The links from conditions, hazards and targets to the facts of agents."""
    uses: dict[str, list[Any]] = {id: [] for id in catalogue.conditions}
    carriers: dict[str, list[Any]] = {id: [] for id in catalogue.risks}
    targets: dict[str, list[Any]] = {symbol: [] for symbol in catalogue.targets}
    for view in views:
        id = view["id"]
        for use in view["uses"]:
            uses[use["condition"]].append([id, _outside(id, use)])
        for warning in view["safety"]["warnings"]:
            carriers[warning["risk"]].append([id, _outside(id, warning)])
        how = _outside(id, view["action"])
        for target in view["targets"]:
            fact = {**target, "text": how["text"], "refs": how["refs"]}
            for symbol in filter(None, (target["symbol"], target["through"])):
                targets[symbol].append([id, fact])
    for relation, found in (("uses", uses), ("carriers", carriers), ("targets", targets)):
        for key, value in found.items():
            yield relation, key, value


def _outside(id: str, fact: View) -> View:
    """A fact with its refs as they are spelt outside its own entry: the label by the agent's id."""
    return {**fact, "refs": outside(id, fact["refs"])}
