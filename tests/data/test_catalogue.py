"""The catalogue as data: tidy, complete, in our own words as far as a rule can tell."""

import re

import pytest

from immunomod import paths
from immunomod.catalogue.load import load
from immunomod.catalogue.model import Catalogue
from immunomod.schemas.generate import FOLDER, schemas

ISSUE_AGENTS = [
    "prednisone",
    "prednisolone",
    "methylprednisolone",
    "dexamethasone",
    "hydrocortisone",
    "budesonide",
    "methotrexate",
    "azathioprine",
    "mercaptopurine",
    "cyclophosphamide",
    "leflunomide",
    "sulfasalazine",
    "hydroxychloroquine",
    "mycophenolate-mofetil",
    "mycophenolic-acid",
    "ciclosporin",
    "tacrolimus",
    "voclosporin",
    "sirolimus",
    "everolimus",
    "tofacitinib",
    "baricitinib",
    "upadacitinib",
    "ruxolitinib",
    "deucravacitinib",
    "adalimumab",
    "infliximab",
    "etanercept",
    "certolizumab-pegol",
    "golimumab",
    "anakinra",
    "tocilizumab",
    "sarilumab",
    "secukinumab",
    "ixekizumab",
    "ustekinumab",
    "guselkumab",
    "risankizumab",
    "abatacept",
    "belatacept",
    "basiliximab",
    "rituximab",
    "belimumab",
    "natalizumab",
    "vedolizumab",
    "fingolimod",
    "ipilimumab",
    "nivolumab",
    "pembrolizumab",
    "atezolizumab",
    "interferon-beta-1a",
    "peginterferon-alfa-2a",
    "interferon-gamma",
    "aldesleukin",
    "filgrastim",
    "thalidomide",
    "lenalidomide",
    "pomalidomide",
    "omalizumab",
    "mepolizumab",
    "benralizumab",
    "dupilumab",
    "tezepelumab",
]


def test_the_agents_everyone_asks_for_are_here(catalogue: Catalogue) -> None:
    assert [id for id in ISSUE_AGENTS if id not in catalogue.agents] == []


def test_entries_of_the_agents_stand_in_alphabetical_order(catalogue: Catalogue) -> None:
    for kind in ("agents", "conditions", "targets", "terms", "sources"):
        ids = list(catalogue.entries(kind))
        assert ids == sorted(ids), f"{kind}: sort the entries by id"


def test_each_agent_has_what_a_reader_looks_for(catalogue: Catalogue) -> None:
    for id, agent in catalogue.agents.items():
        if agent.safety.coverage == "none":
            assert not agent.safety.warnings, f"{id} has warnings, so its coverage is partial"
        if agent.safety.coverage == "label":
            assert agent.uses, f"{id} has no use"
            assert agent.safety.warnings, f"{id} has no warning"
            assert agent.safety.monitoring or agent.safety.before_starting, f"{id} has nothing to check"
            assert agent.label is not None, f"{id} has no label"
            assert agent.routes, f"{id} has no route"


def test_agents_act_through_leaves_of_the_tree(catalogue: Catalogue) -> None:
    parents = {node.parent for node in catalogue.mechanisms.values()}
    for id, agent in catalogue.agents.items():
        assert not set(agent.mechanisms) & parents, f"{id}: name the leaf, not the inner node"


def test_leaves_explain_themselves_and_inner_nodes_have_children(catalogue: Catalogue) -> None:
    parents = {node.parent for node in catalogue.mechanisms.values()}
    for id, node in catalogue.mechanisms.items():
        if id in parents:
            assert not node.steps, f"{id} is an inner node; its steps belong to its leaves"
        else:
            assert node.steps, f"{id} has no steps"
            assert node.class_name, f"{id} has no class name"


def test_a_node_acts_in_its_parents_direction(catalogue: Catalogue) -> None:
    for id, node in catalogue.mechanisms.items():
        if node.parent:
            assert node.effect == catalogue.mechanisms[node.parent].effect, id


def test_the_three_roots_are_the_three_directions(catalogue: Catalogue) -> None:
    roots = {id: node.effect for id, node in catalogue.mechanisms.items() if node.parent is None}
    assert roots == {"suppression": "suppresses", "stimulation": "stimulates", "modulation": "modulates"}


def test_conditions_that_are_used_say_what_goes_wrong(catalogue: Catalogue) -> None:
    used = {use.condition for agent in catalogue.agents.values() for use in agent.uses}
    silent = [id for id in sorted(used) if catalogue.conditions[id].background is None and catalogue.conditions[id].role is None]
    assert len(silent) <= 8, silent


def test_notes_are_short(catalogue: Catalogue) -> None:
    for id, agent in catalogue.agents.items():
        safety = agent.safety
        facts = [*agent.uses, *safety.warnings, *safety.before_starting, *safety.monitoring, *safety.interactions]
        for fact in facts:
            assert len(fact.note or "") <= 300, f"{id}: {fact.note}"


def test_every_source_is_used(catalogue: Catalogue) -> None:
    from immunomod.catalogue.lint import all_refs

    used = {ref.partition(":")[0] for _, _, _, ref in all_refs(catalogue)}
    identity = set(catalogue.header.identity_sources) if catalogue.header else set()
    assert sorted(set(catalogue.sources) - used - identity) == []


def test_contraindications_in_pregnancy_and_breastfeeding_say_so_in_a_word(catalogue: Catalogue) -> None:
    states = {"pregnancy": r"pregnan|childbear|reproductive potential", "breastfeeding": r"breast-?feed|lactati"}
    for id, agent in catalogue.agents.items():
        for fact in agent.safety.contraindications:
            for state, words in states.items():
                assert bool(re.search(words, fact.what)) == (state in fact.states), f"{id}: {fact.what}"


def test_advice_for_pregnancy_and_lactation_has_a_level(catalogue: Catalogue) -> None:
    for id, agent in catalogue.agents.items():
        for part in ("pregnancy", "lactation"):
            advice = getattr(agent.safety, part)
            assert advice is None or advice.level, f"{id} {part}: name a level"


@pytest.mark.parametrize(("part", "state"), [("pregnancy", "pregnancy"), ("lactation", "breastfeeding")])
def test_advice_is_contraindicated_exactly_when_a_contraindication_says_so(catalogue: Catalogue, part: str, state: str) -> None:
    partner = re.compile("combination with|with ribavirin")
    for id, agent in catalogue.agents.items():
        facts = [fact for fact in agent.safety.contraindications if state in fact.states and not partner.search(fact.what)]
        advice = getattr(agent.safety, part)
        assert not facts or advice, f"{id} has no advice on {part}"
        if advice:
            assert (advice.level == "contraindicated") == bool(facts), f"{id} {part}: {advice.level}"


def test_the_level_of_advice_fits_its_words(catalogue: Catalogue) -> None:
    strict = re.compile(r"^(EU: )?(contraindicated|do not (use|breast-?feed)|not recommended|no breastfeeding)\b")
    for id, agent in catalogue.agents.items():
        for part in ("pregnancy", "lactation"):
            advice = getattr(agent.safety, part)
            if advice and strict.search(advice.advice):
                assert advice.level in ("contraindicated", "avoid"), f"{id} {part}: {advice.advice}"
            if advice and re.fullmatch("weigh benefit and (risk|need)", advice.advice) and not advice.note:
                assert advice.level == "weigh", f"{id} {part}: {advice.advice}"


def test_contraindications_that_name_a_common_hazard_carry_its_id(catalogue: Catalogue) -> None:
    named = {
        "tuberculosis": r"\b(TB|tuberculosis)\b",
        "heart-failure": "heart failure",
        "pml": "PML|multifocal leukoencephalopathy",
        "malignancy": r"\b(cancer|malignancy)\b(?! possible)",
        "use-in-liver-disease": "liver (problem|disease|impair)|hepatic impairment|hepatic decomp",
        "use-in-kidney-disease": "kidney (problem|disease)|renal (impair|insuff)",
        "hiv-infection": r"\b(HIV|AIDS)\b",
    }
    for id, agent in catalogue.agents.items():
        for fact in agent.safety.contraindications:
            for risk, words in named.items():
                if re.search(words, fact.what):
                    assert risk in fact.risks, f"{id}: {fact.what}"


def test_british_spelling_in_our_own_words(catalogue: Catalogue) -> None:
    american = re.compile(r"\b(tumor|anemia|leukemia|hemorrhage|edema|diarrhea|fetal hemoglobin|pediatric)s?\b", re.IGNORECASE)
    for id, risk in catalogue.risks.items():
        assert not american.search(risk.name), f"{id}: {risk.name}"
    for id, condition in catalogue.conditions.items():
        assert not american.search(condition.name), f"{id}: {condition.name}"


@pytest.mark.parametrize("name", ["output.schema.json", "catalogue.schema.json"])
def test_schema_files_are_current(name: str) -> None:
    import json

    committed = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    committed.pop("$schema")
    assert committed == schemas()[name], "run python -m immunomod.schemas.generate"


def test_our_catalogue_has_no_problem() -> None:
    load([paths.builtin_data()])


def test_every_ref_resolves_to_a_source_with_a_title(catalogue: Catalogue) -> None:
    from immunomod.catalogue.lint import all_refs
    from immunomod.catalogue.references import Resolved, resolve

    for kind, id, _, ref in all_refs(catalogue):
        found = resolve(catalogue, ref, id if kind == "agents" else None)
        assert isinstance(found, Resolved), (id, ref)
        assert found.source.title, (id, ref)
        assert found.ref.startswith(found.source.id), (id, ref)
