"""Advice for pregnancy and lactation says the stricter word itself, not only in its note."""

import re

import pytest

from immunomod.catalogue.model import Catalogue


@pytest.mark.parametrize("part", ["pregnancy", "lactation"])
def test_the_level_of_advice_can_be_read_in_its_words(catalogue: Catalogue, part: str) -> None:
    weaker = re.compile(
        r"(weigh (the )?(benefit|risk)|(data|information) .*|no (data|information).*|may cause fetal harm.*)", re.IGNORECASE
    )
    stricter = re.compile(r"EU leaflets?\b.*\b(not|stop)|contraindicated (by|according to) the EU")
    wrong = []
    for id, agent in catalogue.agents.items():
        advice = getattr(agent.safety, part)
        strict = advice is not None and advice.level in ("contraindicated", "avoid")
        if strict and weaker.match(advice.advice) and stricter.search(advice.note or ""):
            wrong.append(f"{id}: {advice.advice!r} is weaker than {advice.level}; say what the strictest source says first")
    assert wrong == []
