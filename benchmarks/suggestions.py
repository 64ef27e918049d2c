"""Which library suggests the name that was meant: rapidfuzz or difflib, on misspelt names of our agents.

Run as `python benchmarks/suggestions.py`. One slip (drop, double, swap or change a letter) in every INN, US name and brand.
"""

import random
import time
from collections.abc import Callable
from difflib import get_close_matches

from rapidfuzz import fuzz, process

from immunomod.index.store import open_index
from immunomod.text import fold


def slip(name: str, chance: random.Random) -> str:
    """The name with one slip of the keyboard."""
    at = chance.randrange(1, len(name) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
            name[:at] + letter + name[at + 1 :],
        ]
    )


def main() -> None:
    chance = random.Random(1)
    names = {fold(name.value): name.id for name in open_index().names("agent")}
    keys = list(names)
    asked = [(slip(name, chance), id) for name, id in names.items() if name.isalpha() and len(name) > 4 for _ in range(2)]
    asked = [(typed, id) for typed, id in asked if typed not in names]
    methods: dict[str, Callable[[str], str]] = {
        "rapidfuzz ratio": lambda typed: (process.extractOne(typed, keys, scorer=fuzz.ratio) or ("",))[0],
        "rapidfuzz WRatio": lambda typed: (process.extractOne(typed, keys, scorer=fuzz.WRatio) or ("",))[0],
        "difflib": lambda typed: next(iter(get_close_matches(typed, keys, 1, 0.5)), ""),
    }
    print(f"{len(asked)} misspelt names, {len(keys)} known\n\n| method | right first | ms a query |\n|---|---|---|")
    for method, best in methods.items():
        begun = time.perf_counter()
        right = sum(names.get(best(typed)) == id for typed, id in asked)
        taken = (time.perf_counter() - begun) * 1000 / len(asked)
        print(f"| {method} | {100 * right / len(asked):.1f} % | {taken:.2f} |")


if __name__ == "__main__":
    main()
