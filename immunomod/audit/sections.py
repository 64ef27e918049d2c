"""Finds sections in the flat text of a label record, for checking what the catalogue cites.

Records are those of openFDA: whole sections as one text, in which numbered headings have to be found.
"""

import hashlib
import re

Sections = dict[str, str]

# openFDA's section names by the number or word that a ref uses
NUMBERED = {
    "1": ["indications_and_usage"],
    "2": ["dosage_and_administration"],
    "4": ["contraindications"],
    "5": ["warnings_and_precautions"],
    "6": ["adverse_reactions"],
    "7": ["drug_interactions"],
    "8": [
        "use_in_specific_populations",
        "pregnancy",
        "lactation",
        "females_and_males_of_reproductive_potential",
        "pediatric_use",
        "geriatric_use",
        "nursing_mothers",
    ],
    "12": ["mechanism_of_action", "clinical_pharmacology"],
}
WORDS = {
    "boxed": ["boxed_warning"],
    "indications": ["indications_and_usage"],
    "contraindications": ["contraindications"],
    "warnings": ["warnings_and_precautions"],
    "precautions": ["warnings_and_precautions"],
    "interactions": ["drug_interactions", "warnings_and_precautions"],
    "pregnancy": ["pregnancy", "teratogenic_effects"],
    "nursing mothers": ["nursing_mothers", "lactation"],
    "dosage": ["dosage_and_administration"],
    "adverse reactions": ["adverse_reactions"],
    "laboratory tests": ["laboratory_tests"],
    "pediatric use": ["pediatric_use"],
    "geriatric use": ["geriatric_use"],
    "pharmacology": ["clinical_pharmacology", "mechanism_of_action"],
    "pharmacogenomics": ["pharmacogenomics"],
}
_STANDALONE = {"8.1": "pregnancy", "8.2": "lactation", "12.1": "mechanism_of_action"}


def exists(sections: Sections, ref: str) -> bool:
    """Whether a label has the section that a ref names; a heading after a slash must occur in it."""
    section, _, heading = (part.strip() for part in ref.partition("/"))
    text = _text(sections, section)
    return bool(text) and (not heading or _squeezed(heading) in _squeezed(text))


def _text(sections: Sections, section: str) -> str:
    if section in WORDS:
        return " ".join(sections.get(key, "") for key in WORDS[section])
    if section in NUMBERED:
        return " ".join(sections.get(key, "") for key in NUMBERED[section])
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})(\.\d+)?", section)
    if not match:
        return ""
    if section in _STANDALONE and sections.get(_STANDALONE[section]):
        return sections[_STANDALONE[section]]
    spaced = r"\s?".join(match[2])
    heading = re.compile(rf"(?<![\d(.]){match[1]}\s?\.\s?{spaced}\s+[A-Z“\"]")
    return next((sections[key] for key in NUMBERED.get(match[1], []) if heading.search(sections.get(key, ""))), "")


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def subsections(number: int, text: str) -> dict[str, str]:
    """The numbered subsections of a section with their text, found as the longest ascending run of headings."""
    marks = _marks(number, text)
    best: dict[int, tuple[int, int | None]] = {}
    for i, (k, _) in enumerate(marks):
        chains: list[tuple[int, int | None]] = [(1, None)] if k <= 2 else []
        chains += [(best[j][0] + 1, j) for j in range(i) if 0 < k - marks[j][0] <= 3 and j in best]
        if chains:
            best[i] = max(chains, key=lambda chain: (chain[0], -1 if chain[1] is None else chain[1]))
    if not best:
        return {}
    at: int | None = max(best, key=lambda i: (best[i][0], marks[i][0]))
    chain: list[tuple[int, int]] = []
    while at is not None:
        chain.append(marks[at])
        at = best[at][1]
    chain.reverse()
    ends = [start for _, start in chain[1:]] + [len(text)]
    return {f"{number}.{k}": text[start:end] for (k, start), end in zip(chain, ends, strict=True)}


def prints(sections: Sections) -> dict[str, str]:
    """A short digest of each part of a label: the boxed warning, and every numbered subsection or else whole section.

    White space and case do not count, so that a reprint is no change.
    """
    found: dict[str, str] = {}
    for number, keys in NUMBERED.items():
        text = sections.get(keys[0], "")
        parts = subsections(int(number), text) or ({number: text} if text else {})
        found |= {section: _digest(part) for section, part in parts.items()}
    if sections.get("boxed_warning"):
        found["boxed"] = _digest(sections["boxed_warning"])
    return found


def _digest(text: str) -> str:
    return hashlib.blake2b(_squeezed(text).encode(), digest_size=4).hexdigest()


def _marks(number: int, text: str) -> list[tuple[int, int]]:
    """Where `5.4 Heading` may stand, also as `5. 4` or `5.1 2`; cross-references in brackets left out."""
    start = rf"(?<![\d.(,]){number}\s?\.\s?"
    found = [(int(m[1]), m.start()) for m in re.finditer(start + r"(\d{1,2})\s+(?=[A-Z0-9“\"‘\[])", text)]
    found += [(int(m[1] + m[2]), m.start()) for m in re.finditer(start + r"(\d)\s(\d)\s+(?=[A-Z])", text)]
    return sorted(((k, at) for k, at in found if not _is_reference(text[max(0, at - 60) : at])), key=lambda mark: mark[1])


def _is_reference(before: str) -> bool:
    return before.count("(") > before.count(")") or bool(re.search(r"(?:and|or|,|see|[Ss]ections?)\s*$", before))
