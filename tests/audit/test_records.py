"""Any JSON is a label record or is refused by name."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immunomod.audit.records import read
from immunomod.errors import CatalogueUnreadable

KEYS = st.sampled_from(["results", "sections", "alternates", "set_id", "effective_time", "drug", "boxed_warning"]) | st.text(
    max_size=5
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_any_json_is_read_or_refused(tmp_path: Path, value: object) -> None:
    (tmp_path / "label.json").write_text(json.dumps(value), encoding="utf-8")
    try:
        records = read(tmp_path)
    except CatalogueUnreadable as error:
        assert "label.json: not a label record" in str(error)
    else:
        assert all(isinstance(text, str) for record in records for text in record.sections.values())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"[]"])
def test_what_is_no_record_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "label.json").write_bytes(content)
    with pytest.raises(CatalogueUnreadable, match=r"label\.json: not a (JSON file that can be read|label record)"):
        read(tmp_path)
