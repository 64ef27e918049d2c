"""Search: all words, best fact of each entry, said where."""

from immunomod.index.reader import Index
from immunomod.query.listing import search


def test_a_fact_is_found_together_with_its_agent(index: Index) -> None:
    hits = {(row["kind"], row["id"]): row["where"] for row in search(index, "natalizumab PML").results}
    assert hits["agent", "natalizumab"].startswith("safety.")


def test_the_entry_that_bears_the_words_as_its_name_comes_first(index: Index) -> None:
    assert search(index, "hepatitis B reactivation").results[0]["id"] == "hepatitis-b-reactivation"
    assert search(index, "natalizumab").results[0]["id"] == "natalizumab"


def test_synonyms_are_searched_but_not_shown_beside_a_text_that_matches(index: Index) -> None:
    rows = {row["id"]: row for row in search(index, "hyperkalemia").results}
    assert rows["tacrolimus"]["where"].startswith("safety.warnings")


def test_every_word_must_occur(index: Index) -> None:
    result = search(index, "natalizumab qqqqq")
    assert result.results == []
    assert result.status == 1


def test_words_spread_over_facts_of_one_entry_are_found_too(index: Index) -> None:
    assert "tacrolimus" in {row["id"] for row in search(index, "grapefruit neurotoxicity kidney calcineurin").results}


def test_operators_and_quotes_are_plain_words(index: Index) -> None:
    assert search(index, 'AND OR "NOT" (hepatitis*').status in (0, 1)
