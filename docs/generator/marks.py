"""Parts of a page that are generated: what stands between <!-- NAME --> and <!-- end of NAME -->."""

import re
from collections.abc import Callable, Iterable, Mapping


def filled(text: str, makers: Mapping[str, Callable[[], Iterable[str]]]) -> str:
    """A page with each marked part made anew by the maker of its name."""

    def part(match: re.Match[str]) -> str:
        lines = makers[match["name"]]()
        return "\n".join([f"<!-- {match['name']} -->", "", *lines, f"<!-- end of {match['name']} -->"])

    return re.sub(r"<!-- (?P<name>[\w ]+) -->\n.*?<!-- end of (?P=name) -->", part, text, flags=re.DOTALL)
