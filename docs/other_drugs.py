"""Writes data/other_drugs.yaml: names of other drugs near names of ours, which `annotate --fuzzy` must not take for ours.

Run as `python docs/other_drugs.py` where the PyPI package drug-named-entity-recognition is installed; it ships the
DrugBank open vocabulary (CC0 1.0) merged with other sources. Only the names of its entries with a DrugBank id are read, none of
the synonyms that it has from elsewhere, and of those only words of six letters or more within three slips of a word of ours.
"""

import bz2
import pickle
import re
import textwrap
from importlib.util import find_spec
from pathlib import Path

from rapidfuzz.distance import OSA

from immunomod.annotation.lexicon import build
from immunomod.annotation.trees import vocabulary
from immunomod.index.store import open_index

ROOT = Path(__file__).resolve().parent.parent
FARTHEST = 3
SHORTEST = 6
HEAD = """\
# Words of other drugs' names within three slips of a word of ours; from the DrugBank open vocabulary (CC0 1.0).
# Written by docs/other_drugs.py.
list_words:
  other-drugs:
    role: other_drug
    note: "Names of entries with a DrugBank id in the dictionary of drug-named-entity-recognition 2.0.9; no synonyms."
    refs: ["drugbank:names"]
    words: [
"""


def vocabulary_names() -> set[str]:
    """The names of entries with a DrugBank id in the package's dictionary."""
    spec = find_spec("drug_named_entity_recognition")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("drug-named-entity-recognition is not installed; pip install it first")
    file = Path(spec.submodule_search_locations[0]) / "drug_ner_dictionary.pkl.bz2"
    with bz2.open(file) as packed:
        entries = pickle.load(packed)["drug_canonical_to_data"]  # noqa: S301 (a package installed on purpose)
    return {name for name, entry in entries.items() if "drugbank_id" in entry}


def main() -> None:
    """Writes the file."""
    lexicon = build(open_index())
    ours = vocabulary(lexicon.names)
    targets = [word for word in ours if len(word) >= SHORTEST and word.isalpha()]
    words = {word for name in vocabulary_names() for word in re.findall(r"[a-z]+", name.casefold())}
    other = sorted(word for word in words - ours if len(word) >= SHORTEST)
    near = [word for word in other if any(_near(word, target) for target in targets)]
    lines = textwrap.fill(", ".join(near), 118, initial_indent="      ", subsequent_indent="      ")
    (ROOT / "data" / "other_drugs.yaml").write_text(f"{HEAD}{lines}\n    ]\n", encoding="utf-8")
    print(f"{len(near)} of {len(other)} words kept")


def _near(word: str, target: str) -> bool:
    return abs(len(word) - len(target)) <= FARTHEST and OSA.distance(word, target, score_cutoff=FARTHEST) <= FARTHEST


if __name__ == "__main__":
    main()
