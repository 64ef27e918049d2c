"""An agent counts as a group when it fits every key that the group gives."""

from pathlib import Path

import pytest

from immunomod.catalogue.load import load
from immunomod.catalogue.schema import Counts
from immunomod.index.open_groups import agents
from tests.conftest import SMALL


@pytest.mark.parametrize(
    ("keys", "counts"),
    [
        ({"effects": ["suppresses"]}, True),
        ({"effects": ["stimulates", "suppresses"]}, True),
        ({"effects": ["stimulates"]}, False),
        ({"mechanisms": ["suppression"]}, True),  # the parent of its mechanism
        ({"mechanisms": ["blocking"], "routes": ["subcutaneous"]}, True),
        ({"mechanisms": ["blocking"], "routes": ["topical"]}, False),
        ({"conditions": ["arthritis"]}, True),  # the parent of its condition
        ({"conditions": ["gout"], "modalities": ["monoclonal antibody"]}, True),
        ({"modalities": ["peptide"]}, False),
    ],
)
def test_an_agent_fits_all_keys_or_does_not_count(small: Path, keys: dict[str, list[str]], counts: bool) -> None:
    text = SMALL.replace("gout, category: autoimmune}", "gout, category: autoimmune, parent: arthritis}")
    text = text.replace("conditions:\n", "conditions:\n  arthritis: {name: arthritis, category: autoimmune}\n")
    small.write_text(text, encoding="utf-8")
    assert agents(load([small]), Counts.model_validate({**keys, "note": "n"})) == (["examplumab"] if counts else [])


def test_only_an_approved_use_makes_an_agent_count(small: Path) -> None:
    small.write_text(SMALL.replace("status: approved, regions", "status: off-label, regions"), encoding="utf-8")
    assert agents(load([small]), Counts(conditions=["gout"], note="n")) == []
