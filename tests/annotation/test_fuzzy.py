"""Slips are corrected only in long words, and only where one agent and no other drug is that near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from immunomod.annotation.api import annotator
from immunomod.annotation.fuzzy import Neighbours, one_slip
from immunomod.index.reader import Index


@pytest.mark.parametrize(
    ("text", "agents", "distance"),
    [
        ("methotrexte 2.5 mg", ("methotrexate",), 1),
        ("ADALIMUAMB PEN 40/0.8", ("adalimumab",), 1),
        ("mycophenolte mofetil 1 g", ("mycophenolate-mofetil",), 1),
        ("interferron beta-1a 30 mcg", ("interferon-beta-1a",), 1),
        ("azathioprine 50 + prednizone 5", ("azathioprine", "prednisone"), 1),
        ("methotrexate 15 mg", ("methotrexate",), 0),
    ],
)
def test_one_slip_is_corrected(index: Index, text: str, agents: tuple[str, ...], distance: int) -> None:
    found = annotator(fuzzy=True).annotate([text])[0]
    assert (found.ids, found.distance) == (agents, distance)
    assert ("fuzzy" in found.kinds) == (distance > 0)
    assert all(piece in text for piece in found.matched)


@pytest.mark.parametrize(
    "text",
    [
        "azithromycin 250 mg",
        "azithromicin 250 mg",  # one slip from another drug, far from ours
        "cyclosperine 250 mg",  # as near to cycloserine as to cyclosporine
        "prednisoone 5 mg",  # prednisone or prednisolone
        "cituximab 500 mg",  # rituximab or cetuximab
        "medrul 4 mg",  # too short a word
        "methotrxte 2.5 mg",  # two slips
        "methotrexte level",
    ],
)
def test_what_may_be_something_else_is_not(index: Index, text: str) -> None:
    assert annotator(fuzzy=True).annotate([text])[0].ids == ()


def test_it_is_off_unless_asked_for(index: Index) -> None:
    assert annotator().annotate(["methotrexte 2.5 mg", "mycophenolate mofetel 1 g"])[0].ids == ()
    assert annotator().annotate(["mycophenolate mofetel 1 g"])[0].ids == ()


LETTERS = st.text("abc", max_size=7)


@given(LETTERS, LETTERS)
def test_one_slip_is_a_distance_of_one(typed: str, name: str) -> None:
    assert one_slip(typed, name) == (OSA.distance(typed, name) == 1)


@given(LETTERS, st.sets(LETTERS, max_size=30))
def test_neighbours_are_the_words_one_slip_away(typed: str, words: set[str]) -> None:
    assert Neighbours(words).near(typed) == {word for word in words if one_slip(typed, word)}
