"""JSON is put together from parts; it reads as if it had been made in one piece."""

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from immunomod.query.result import Failure, Result
from immunomod.render import Format, render

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ITEMS = st.dictionaries(st.text(), VALUES, max_size=4)


def written(result: Result, format: Format) -> str:
    out = io.StringIO()
    render(result, format, out)
    return out.getvalue()


@given(st.lists(ITEMS, max_size=4), st.data(), st.text())
def test_what_results_share_changes_nothing_in_the_output(items: list[Any], data: st.DataObject, query: str) -> None:
    if items:
        items = [*items, *data.draw(st.lists(st.sampled_from(items), max_size=6))]
    items = [{"query": query, **item} for item in items]
    result = Result("drug", items, [Failure("not_found", query, query, [query])], catalogue={"version": "1", "updated": None})
    assert written(result, Format.JSON) == json.dumps(result.envelope(), ensure_ascii=False) + "\n"
    assert written(result, Format.JSONL) == "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
