"""Agents by hazard and by target."""

import pytest

from immunomod.index.reader import Index
from immunomod.query.carriers import risk, target
from immunomod.query.filters import Filters
from immunomod.query.result import View


def carriers(index: Index, name: str, **filters: str) -> list[View]:
    level = filters.pop("level", None)
    rows: list[View] = risk(index, [[name]], Filters(**filters), level).results[0]["agents"]  # type: ignore[arg-type]
    return rows


def test_every_agent_with_the_hazard_is_named_with_level_and_source(index: Index) -> None:
    found = [(row["id"], row["level"], row["note"]) for row in carriers(index, "pml")]
    for body in index.bodies("agents"):
        for warning in body["safety"]["warnings"]:
            if warning["risk"] == "pml":
                assert (body["id"], warning["level"], warning["note"]) in found
    rows = {row["id"]: row for row in carriers(index, "pml")}
    assert all(row["refs"] for row in rows.values())
    assert "natalizumab:boxed" in rows["natalizumab"]["refs"]


def test_a_parent_hazard_includes_its_kinds(index: Index) -> None:
    rows = carriers(index, "serious infection")
    assert {"serious-infection", "tuberculosis", "pml"} <= {row["risk"] for row in rows}


def test_the_level_narrows(index: Index) -> None:
    rows = carriers(index, "embryo-fetal toxicity", level="boxed")
    assert rows
    assert {row["level"] for row in rows} == {"boxed"}
    assert {"thalidomide", "mycophenolate-mofetil"} <= {row["id"] for row in rows}


def test_filters_narrow(index: Index) -> None:
    rows = carriers(index, "pml", mechanism="CD20 antibody")
    assert "rituximab" in {row["id"] for row in rows}
    assert "natalizumab" not in {row["id"] for row in rows}


def test_nothing_that_fits_is_said(index: Index) -> None:
    result = risk(index, [["pml"]], Filters(effect="stimulates", condition="asthma"), "boxed")
    assert result.results[0]["agents"] == []
    assert result.notices == ["pml: no agent fits these filters"]


@pytest.mark.parametrize(
    ("name", "symbols"),
    [("JAK1", ["JAK1"]), ("tumour necrosis factor", ["TNF"]), ("PD-1", ["PDCD1"]), ("FKBP1A", ["FKBP1A"])],
)
def test_a_target_is_found_by_symbol_and_by_protein(index: Index, name: str, symbols: list[str]) -> None:
    result = target(index, [[name]])
    assert [item["target"]["id"] for item in result.results] == symbols
    assert all(row["action"] and row["refs"] for item in result.results for row in item["agents"])


def test_a_family_of_proteins_is_each_of_them(index: Index) -> None:
    result = target(index, [["IL-17"]])
    assert {"IL17A", "IL17F", "IL17RA"} <= {item["target"]["id"] for item in result.results}
    assert {"secukinumab", "brodalumab"} <= {row["id"] for item in result.results for row in item["agents"]}
    assert result.notices


def test_an_agent_that_works_through_a_protein_is_found_by_it(index: Index) -> None:
    rows = target(index, [["FKBP1A"]]).results[0]["agents"]
    assert {"tacrolimus", "sirolimus"} <= {row["id"] for row in rows}


def test_unknown_names_are_not_found(index: Index) -> None:
    assert risk(index, [["nosuchrisk"]], Filters()).status == 1
    assert target(index, [["nosuchtarget"]]).status == 1


@pytest.mark.parametrize(
    ("name", "agents"),
    [
        ("IL-23", {"guselkumab", "risankizumab", "ustekinumab"}),
        ("IL-12", {"ustekinumab"}),
        ("IL-2 receptor", {"basiliximab"}),
        ("α4β1", {"natalizumab"}),
        ("glucocorticoid receptor", {"prednisone", "budesonide"}),
    ],
)
def test_a_protein_leads_to_what_a_pharmacologist_expects(index: Index, name: str, agents: set[str]) -> None:
    found = {row["id"] for item in target(index, [[name]]).results for row in item["agents"]}
    assert agents <= found


def test_an_agent_keeps_its_name_beside_the_name_of_its_target(index: Index) -> None:
    rows = {row["id"]: row for row in target(index, [["JAK1"]]).results[0]["agents"]}
    assert rows["tofacitinib"]["name"] == "tofacitinib"
    assert {row["target_name"] for row in rows.values()} == {"Janus kinase 1"}
