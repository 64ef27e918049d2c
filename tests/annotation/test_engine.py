"""Which agents a text names: every name, the longest first, never a part of a word, and no test or allergy for a drug."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import immunomod
from immunomod.annotation.api import annotator
from immunomod.annotation.engine import Annotator
from immunomod.annotation.result import NOTHING
from immunomod.index.reader import Index
from immunomod.text import fold

IDENTIFIERS = {"atc", "unii", "rxcui", "chembl", "drugbank", "cas", "mesh"}
Ids = Callable[[str], tuple[str, ...]]


@pytest.fixture(scope="module")
def engine(index: Index) -> Annotator:
    return annotator()


@pytest.fixture(scope="module")
def ids(engine: Annotator) -> Ids:
    return lambda text: engine.annotate([text])[0].ids


@pytest.mark.parametrize(
    ("text", "agents", "matched", "kind", "route", "route_class"),
    [
        ("predniSONE 20 mg tab", "prednisone", "predniSONE", "name", "oral", "systemic"),
        ("HUMIRA(CF) PEN 40 MG/0.4 ML", "adalimumab", "HUMIRA", "brand", "subcutaneous", "systemic"),
        ("mycophenolate 200mg/mL susp (CellCept)", "mycophenolate-mofetil", "CellCept", "brand", "", ""),
        ("inv-tofacitinib vs placebo", "tofacitinib", "tofacitinib", "name", "", ""),
        ("rabbit ATG 25 mg vial", "antithymocyte-globulin-rabbit", "rabbit ATG", "synonym", "", ""),
        ("methylPREDNISolone acetate inj 40 mg/mL", "methylprednisolone", "methylPREDNISolone", "name", "", ""),
        ("neomycin-polymyxin-hydrocortisone otic", "hydrocortisone", "hydrocortisone", "name", "otic", "local"),
        ("Rinvoq (upadacitinib) ER", "upadacitinib", "Rinvoq", "brand", "", ""),
        (
            "0.8 ML adalimumab-aaty 50 MG/ML Auto-Injector [Yuflyma]",
            "adalimumab",
            "adalimumab-aaty",
            "biosimilar",
            "subcutaneous",
            "systemic",
        ),
        ("Interferon β-1a (Avonex®) 30 µg i.m.", "interferon-beta-1a", "Interferon β-1a", "name", "intramuscular", "systemic"),
        ("tacrolimus 0.1 % Topical Ointment", "tacrolimus", "tacrolimus", "name", "topical", "local"),
        ("Budesonide 0.5 MG/ML Inhalation Suspension", "budesonide", "Budesonide", "name", "inhaled", "local"),
        ("cycloSPORINE 0.05 % ophthalmic emulsion", "ciclosporin", "cycloSPORINE", "us_name", "ophthalmic", "local"),
        ("Enbrel Mini", "etanercept", "Enbrel Mini", "brand", "", ""),
        ("MMF 500 BID", "mycophenolate-mofetil", "MMF", "abbreviation", "", ""),
        ("L04AD02", "tacrolimus", "L04AD02", "atc", "", ""),
        ("Humira40mg", "adalimumab", "Humira", "brand", "", ""),
        (
            "methotrexate 15 mg + adalimumab 40 mg SC",
            "methotrexate; adalimumab",
            "methotrexate; adalimumab",
            "name; name",
            "subcutaneous",
            "systemic",
        ),
    ],
)
def test_what_a_text_says(
    engine: Annotator, text: str, agents: str, matched: str, kind: str, route: str, route_class: str
) -> None:
    found = engine.annotate([text])[0]
    assert (found.agent_id, found.matched_text, found.match_kind) == (agents, matched, kind)
    assert (found.route, found.route_class) == (route, route_class)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("methylprednisolone", ("methylprednisolone",)),
        ("methyl-prednisolone 4 mg", ("methylprednisolone",)),
        ("hydroxy chloroquine 200", ("hydroxychloroquine",)),
        ("temsirolimus 25 mg", ("temsirolimus",)),
        ("peg-filgrastim 6 mg", ("pegfilgrastim",)),
        ("nivolumab and relatlimab-rmbw 240 mg-80 mg/20 mL vial", ("nivolumab-and-relatlimab",)),
        ("nivolumab 12 MG/ML / relatlimab-rmbw 4 MG/ML Injection [Opdualag]", ("nivolumab-and-relatlimab",)),
        ("relatlimab 160 mg + nivolumab 480 mg, separate bags", ("relatlimab", "nivolumab")),
        ("ATG (equine)", ("antithymocyte-globulin-equine",)),
        ("ATG 50 mg", ("antithymocyte-globulin-equine", "antithymocyte-globulin-rabbit")),
        ("Thymoglobulin (ATG) 25 mg", ("antithymocyte-globulin-rabbit",)),
        ("immune globulin (human) 10 % IV", ("immunoglobulin-intravenous",)),
        ("C1 esterase inhibitor, recombinant 50 units/kg", ("conestat-alfa",)),
        ("FK506 1 mg", ("tacrolimus",)),
        ("CT-P13 5 mg/kg", ("infliximab",)),
        ("prednisone 20 mg daily (allergy: PCN)", ("prednisone",)),
        ("infliximab 10 mg/kg q4w, dose per trough level", ("infliximab",)),
        ("Nasacort Allergy 24HR 55 mcg", ("triamcinolone",)),
        ("TOFACITINIB 5 MG OR PLACEBO", ("tofacitinib",)),
    ],
)
def test_the_longest_name_and_what_stands_beside_it_decide(ids: Ids, text: str, agents: tuple[str, ...]) -> None:
    assert ids(text) == agents


@pytest.mark.parametrize(
    "text",
    [
        "azithromycin 250 mg tab",
        "cycloserine 250 mg cap",
        "prednicarbate 0.1 % cream",
        "clobetasol 0.05 %",
        "zotarolimus",
        "prednisonee",
        "interferon gamma release assay",
        "methotrexate level",
        "Tacrolimus level, whole blood",
        "anti-adalimumab antibody",
        "allergies: PCN, infliximab infusion rxn",
        "matching placebo for adalimumab PFS",
        "sirolimus-eluting stent 3.0 x 18 mm",
        "hepatitis B immune globulin 220 UNT/ML Injection",
        "immune globulin",
        "TABLOID SIZE PAPER 11X17",
        "Cosentyx copay card",
        "MMF hardware removal",
        "mmf",
        "dex",
        "seen by GP 2015, given 20 mg",
        "TAB 001",
        "ALT 803 U/L",
        "CMV-IGIV 150 mg/kg IV",
        "40 mg",
        "",
    ],
)
def test_what_is_not_ours_or_no_drug_is_left_alone(ids: Ids, text: str) -> None:
    assert ids(text) == (("mycophenolate-mofetil",) if text == "mmf" else ())


def test_names_of_several_meanings_are_left_out_and_reported(engine: Annotator) -> None:
    found = engine.annotate(["TAC 0.1 % oint", "AZA 50 mg + prednisone 5 mg", "tac"])
    assert [one.left_out for one in found] == [("TAC",), ("AZA",), ()]
    assert [one.ids for one in found] == [(), ("prednisone",), ()]
    assert "triamcinolone" in engine.left_out["TAC"]


def test_every_name_leads_to_its_agent(index: Index, engine: Annotator, ids: Ids) -> None:
    for _, id, kind, name in index.names("agent"):
        if len(fold(name)) >= 4 and name not in engine.left_out:
            if kind == "atc":
                assert id in ids(name), name
                continue
            assert ids(name) == (id,), name
            if kind not in IDENTIFIERS:
                assert ids(f"INV-{name} 5 mg/mL vial [x]") == (id,), name


DOSES = st.lists(
    st.sampled_from(
        ["20", "mg", "40 MG/0.4 ML", "tab", "oral", "IV", "daily", "(PF)", "q8w", "x 3 days", "inj", "0.1 %", "[", "]", "/", "®"]
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def names(index: Index, engine: Annotator) -> list[tuple[str, str]]:
    rows = [(name, id) for _, id, kind, name in index.names("agent") if kind not in IDENTIFIERS and len(fold(name)) >= 4]
    return [row for row in rows if row[0] not in engine.left_out]


@given(which=st.integers(min_value=0), before=DOSES, after=DOSES)
@settings(max_examples=500, deadline=None)
def test_dose_and_route_words_change_no_agent(
    engine: Annotator, names: list[tuple[str, str]], which: int, before: list[str], after: list[str]
) -> None:
    name, id = names[which % len(names)]
    assert engine.annotate([" ".join([*before, name, *after])])[0].ids == (id,)


@given(st.lists(st.text(max_size=60), max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered_in_its_place(texts: list[str]) -> None:
    for engine in (annotator(), annotator(fuzzy=True)):
        found = engine.annotate(texts)
        assert len(found) == len(texts)
        assert [engine.annotate([text])[0] for text in texts] == found


@given(st.text(max_size=40), st.sampled_from(["tacrolimus", "Humira", "interferon beta-1a"]), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_what_matched_is_a_piece_of_the_text(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    for matched in annotator().annotate([text])[0].matched:
        assert matched in " ".join(text.split())


def test_very_long_texts_are_answered(engine: Annotator) -> None:
    for piece in ("CSA 5 mg level tab ", "Humira ", "tacrolimus level ", "é Humira β "):
        engine.annotate([piece * 20_000])
    assert engine.annotate(["x " * 100_000 + "Humira"])[0].ids == ("adalimumab",)


def test_missing_values_match_nothing() -> None:
    found = annotator().annotate([None, float("nan"), "Humira"])  # type: ignore[list-item]
    assert found[:2] == [NOTHING, NOTHING]
    assert found[2].ids == ("adalimumab",)


def test_an_annotator_pickles_and_streams(engine: Annotator) -> None:
    copy = pickle.loads(pickle.dumps(engine))  # noqa: S301
    texts = ["predniSONE 20 mg tab", "metformin"] * 5000
    assert list(copy.stream(iter(texts))) == engine.annotate(texts)


def test_the_package_offers_annotate(index: Index) -> None:
    (found,) = immunomod.annotate(["predniSONE 20 mg"])
    assert (found.agent_id, found.effect, found.mechanism) == ("prednisone", "suppresses", "glucocorticoid-receptor-agonism")
    assert immunomod.annotate(["predisone 20 mg"])[0].ids == ()
    assert immunomod.annotate(["predisone 20 mg"], fuzzy=True)[0].kinds == ("fuzzy",)
    with pytest.raises(AttributeError):
        _ = immunomod.nothing_of_the_kind
