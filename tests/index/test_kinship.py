"""What an agent, interactant or mechanism counts as, and how it got there."""

from immunomod.index.reader import Index


def kinds(index: Index, key: str) -> dict[str, list[str]]:
    return {found["id"]: [step["how"] for step in found["way"]] for found in index.linked("kinds", key)}


def test_an_agent_counts_as_its_mechanism_and_all_above_it(index: Index) -> None:
    found = kinds(index, "agents/adalimumab")
    assert found["tnf-blockade"] == ["acts"]
    assert found["cytokine-blockade"] == ["acts", "kind"]


def test_an_agent_counts_as_the_groups_that_name_its_mechanism(index: Index) -> None:
    assert kinds(index, "agents/adalimumab")["biologic-dmards"] == ["acts", "member"]


def test_a_drug_counts_as_its_groups_and_each_step_says_who_says_so(index: Index) -> None:
    found = {item["id"]: item for item in index.linked("kinds", "interactants/clarithromycin")}
    assert {"macrolides", "strong-cyp3a-inhibitors"} <= set(found)
    assert all(step["refs"] for item in found.values() for step in item["way"] if step["how"] == "member")


def test_nothing_counts_as_itself(index: Index) -> None:
    for key in ("agents/tacrolimus", "interactants/statins", "mechanisms/tnf-blockade"):
        assert key.partition("/")[2] not in kinds(index, key)
