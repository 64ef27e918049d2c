"""What a page says: the warning first, nothing silently left out, text of any kind shown as it is."""

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from immunomod.index.reader import Index
from immunomod.query import entries, listing
from immunomod.query.compare import compare
from immunomod.query.filters import Filters
from immunomod.query.info import information
from immunomod.query.result import Result
from immunomod.render import Format, render


def shown(result: Result, format: Format = Format.TABLE) -> str:
    out = io.StringIO()
    render(result, format, out)
    return out.getvalue()


def test_the_boxed_warning_stands_before_everything_but_the_name(index: Index) -> None:
    lines = shown(entries.drug(index, [["tofacitinib"]])).splitlines()
    assert lines[0].startswith("tofacitinib")
    assert "BOXED WARNING" in lines[2]


def test_every_fact_of_the_safety_block_is_on_its_page(index: Index) -> None:
    result = entries.safety(index, [["tacrolimus"]])
    text = " ".join(shown(result, Format.MARKDOWN).replace("\\", "").split())
    safety = result.results[0]["safety"]
    for fact in [*safety["warnings"], *safety["before_starting"], *safety["monitoring"], *safety["interactions"]]:
        assert fact["name"] in text
        assert (fact["note"] or "").rstrip(".") in text


def test_what_is_left_out_is_counted_and_the_command_that_shows_it_is_named(index: Index) -> None:
    text = " ".join(shown(entries.drug(index, [["tacrolimus"]])).split())
    assert " more" in text
    assert "immunomod safety tacrolimus --only interactions" in text


def test_not_covered_and_none_listed_are_said_in_words(index: Index) -> None:
    text = shown(entries.safety(index, [["aldesleukin"]]))
    assert "not covered here" in text
    assert "Partly covered" in text


def test_mechanisms_read_from_top_to_bottom(index: Index) -> None:
    text = shown(entries.mechanism(index, [["tnf-blockade"]]))
    steps = [text.index(f"\n{number} ") for number in (1, 2, 3)]
    assert steps == sorted(steps)
    assert "↓" in text


def test_an_inner_node_shows_its_kinds(index: Index) -> None:
    text = shown(entries.mechanism(index, [["jak-inhibition"]]))
    assert "jak1-inhibition" in text
    assert "tyk2-inhibition" in text


def test_agents_of_a_condition_are_grouped_by_class(index: Index) -> None:
    text = shown(entries.condition(index, [["RA"]], _no_filters()))
    assert text.index("TNF blocker") < text.index("adalimumab ")


def test_asking_for_a_condition_shows_its_kinds(index: Index) -> None:
    found = entries.condition(index, [["transplant", "rejection"]], _no_filters()).results[0]
    assert {"kidney-transplant-rejection", "liver-transplant-rejection"} <= {row["condition"] for row in found["agents"]}


def _no_filters() -> Any:
    from immunomod.query.filters import Filters

    return Filters()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=30))
def test_any_text_is_shown_in_every_format_without_control_characters(definition: str, name: str) -> None:
    from immunomod.text import clean

    term = {"id": "x", "name": clean(name), "synonyms": [clean(name)], "definition": clean(definition), "see": []}
    item = {"query": clean(name), "matched": {"field": "name", "value": "x"}, "term": {**term, "refs": ["a:b"], "sources": []}}
    for format in Format:
        text = shown(Result("about", [item]), format)
        assert "\x1b" not in text
        assert "\x00" not in text


def test_a_full_page_leaves_nothing_out(index: Index) -> None:
    result = entries.drug(index, [["adalimumab"]], full=True)
    text = " ".join(shown(result, Format.MARKDOWN).replace("\\", "").split())
    agent = result.results[0]["agent"]
    names = [name for similar in agent["biosimilars"] for name in [similar["brand"] or similar["name"]]]
    for fact in agent["uses"]:
        assert (fact["note"] or "").rstrip(".") in text
    assert all(name in text for name in [*names, *agent["codes"]])


def test_a_name_asked_twice_is_two_pages_and_not_a_group(index: Index) -> None:
    lines = shown(entries.drug(index, [["anakinra", "anakinra"]])).splitlines()
    assert sum(line.startswith("anakinra \u00b7") for line in lines) == 2


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_a_page_ends_in_space_or_is_too_wide(width: int, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    pages = [
        entries.condition(index, [["asthma"]]),
        entries.mechanism(index, [["PD-1 blockade"]]),
        listing.listing(index, "agents", Filters()),
        listing.search(index, "hepatitis B reactivation"),
        compare(index, [["adalimumab"], ["tocilizumab"], ["tofacitinib"]], Filters()),
        information(index),
    ]
    for page in pages:
        for line in shown(page).splitlines():
            assert line == line.rstrip() and cell_len(line) <= width, (page.command, line)


def test_information_names_added_catalogues_and_counts_the_classes_it_leaves_out(index: Index) -> None:
    result = information(index)
    facts = {**result.results[0], "added_catalogues": ["/home/me/own.yaml"]}
    for format in (Format.TABLE, Format.MARKDOWN):
        text = shown(result._replace(results=[facts]), format)
        assert "/home/me/own.yaml" in text.replace("\n", "")
        assert f"and {len(facts['classes']) - 12} more classes" in " ".join(text.split())
        assert "_" not in text.replace(facts["catalogue_path"], "").replace(str(facts["index_path"]), "").replace("\\_", "")


def test_the_us_name_stands_apart_from_what_follows(index: Index) -> None:
    assert shown(entries.drug(index, [["ciclosporin"]])).startswith("ciclosporin (US: cyclosporine) · suppresses immunity · ")
