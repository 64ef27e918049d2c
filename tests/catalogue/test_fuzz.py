"""A broken catalogue is loaded or refused with places inside the file; the long run of these is fuzz/loader.py."""

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from immunomod.catalogue import lint, nodes
from immunomod.catalogue.load import load
from immunomod.catalogue.schema import KINDS, CatalogueFile
from immunomod.errors import CatalogueInvalid, CatalogueUnreadable
from tests.battery import FORMATS, FULL, ask, calls, indexed
from tests.mutate import mutated
from tests.refusals import loaded


@pytest.fixture
def in_time() -> Iterator[None]:
    """Half a minute, then the test fails: a hang is a defect."""

    def late(*_: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_the_small_catalogue_has_every_key_of_the_format() -> None:
    text = FULL.read_text(encoding="utf-8")
    keys = {key for schema in _objects(CatalogueFile.model_json_schema(by_alias=True)) for key in schema}
    assert len(keys) > 60
    assert [key for key in sorted(keys) if f"{key}:" not in text] == []


def _objects(schema: dict[str, object]) -> Iterator[dict[str, object]]:
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    for one in (schema, *definitions.values()):
        yield one.get("properties", {})


@pytest.mark.parametrize("seed", range(5))
def test_a_mutated_catalogue_is_loaded_or_refused(tmp_path: Path, in_time: None, seed: int) -> None:
    chance = random.Random(seed)
    text = FULL.read_text(encoding="utf-8")
    file = tmp_path / "case.yaml"
    answered = 0
    for _ in range(60):
        file.write_bytes(mutated(text, chance))
        catalogue = loaded(file)
        if catalogue is not None:
            index = indexed(catalogue)
            for call in chance.sample([call for call in calls(catalogue) if call[0] != "checklist"], 2):
                assert ask(index, call, chance.choice(FORMATS), chance.choice((1, 80))).status in (0, 1, 2, 4)
                answered += 1
    assert answered


WORDS = st.sampled_from([*KINDS, "name", "refs", "catalogue", "x", "book:1", "NO", "", "5.10", "\u202e", "=1"]) | st.text(
    max_size=9
)
DOCUMENTS = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5), max_leaves=20
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS)
def test_any_document_is_loaded_or_refused(tmp_path: Path, document: object) -> None:
    file = tmp_path / "case.yaml"
    text = yaml.safe_dump(document, allow_unicode=True)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded(file)


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    "text",
    [
        *(
            "a: [",
            "[",
            "{",
            "a: {b",
            "'",
            '"',
            "a: 'x",
            "? ",
            "- - -",
            "a:\n\t- 1",
            "%YAML 9\n---\na",
            "&",
            "*a",
            "!",
            "|",
            "\ta",
        ),
        *("---", "...", "--- a\n--- b", "<<: x", "a: b: c", "@", "`", "a: !!binary x", "\ufeff", "\ufeffa: b", "a: |9\n x"),
        *("a: \U0001f600\nb: [", "# é\r\na: [\r\n", "a\rb: [", "a: 1\r\rb: ["),
    ],
)
def test_places_are_inside_the_file_with_either_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: str, text: str
) -> None:
    if not hasattr(yaml, parser):
        pytest.skip("no libyaml here")
    monkeypatch.setattr(nodes, "_Parser", getattr(yaml, parser))
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    assert loaded(file) is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: b\nc: \xff\n", "2:4: not UTF-8"),
        (b"a: b\r\nc: \xc3\xa9\xff\r\n", "2:5: not UTF-8"),
        (b"a: b\rc: \xff\r", "2:4: not UTF-8"),
        (b"\xef\xbb\xbfx\xf5", "1:2: not UTF-8"),
        ("é: b\r\nc: é\x07".encode(), "2:5: the character U+0007"),
        ("a: b\u2028c\n".encode(), "1:5: the character U+2028"),
        (b"a: [", "1:5: not YAML"),
        (b"a: [\n", "2:1: not YAML"),
    ],
)
def test_line_and_column_are_those_of_an_editor(tmp_path: Path, data: bytes, place: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(data)
    with pytest.raises(CatalogueInvalid) as caught:
        load([file])
    assert str(caught.value.problems[0]).removeprefix(f"{file}:").startswith(place)


@pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices of Linux")
@pytest.mark.parametrize(
    "make", ["pipe", "/dev/zero", "/dev/null", "nothing", "case.yaml", "pipe in a folder", "link in a folder"]
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, in_time: None, make: str) -> None:
    path = tmp_path / "case.yaml"
    if make.endswith("in a folder"):
        path.mkdir()
        os.mkfifo(path / "x.yaml") if make.startswith("pipe") else (path / "x.yaml").symlink_to("nothing")
    elif make == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(make)
    with pytest.raises(CatalogueUnreadable, match=r"not a file|[Nn]o such file"):
        load([path])


@pytest.mark.parametrize(
    "piece",
    ["word ", "x", "é", "\n", "- a\n", "a: b\n", "[", "{", "- ", "? ", ": ", "# x\n", "---\na\n", "'", "- &a b\n", "[a,", "\t"],
)
def test_a_long_file_takes_no_longer_than_its_size_lets_expect(tmp_path: Path, in_time: None, piece: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(piece * (400_000 // len(piece)), encoding="utf-8")
    loaded(file)


def test_a_chain_of_parents_and_many_lost_ones_take_no_longer_either(tmp_path: Path, in_time: None) -> None:
    file = tmp_path / "case.yaml"
    for parent in ("i", "lost-"):
        lines = (f"  i{n}: {{name: c {n}, category: other, parent: {parent}{n + 1}}}\n" for n in range(3000))
        file.write_text("conditions:\n" + "".join(lines), encoding="utf-8")
        assert loaded(file) is None


def test_an_alias_bomb_is_refused_as_small_as_it_is(tmp_path: Path, in_time: None) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)), encoding="utf-8"
    )
    assert loaded(file) is None


def test_the_header_names_sources_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(
        FULL.read_text(encoding="utf-8").replace("identity_sources: [names]", "identity_sources: [nams]"), encoding="utf-8"
    )
    with pytest.raises(CatalogueInvalid, match="no sources entry 'nams'; did you mean 'names'"):
        load([file])


def test_an_address_with_other_braces_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(FULL.read_text(encoding="utf-8").replace("example.org/{0}", "example.org/{0}/{a}/{0.real}"), encoding="utf-8")
    catalogue = loaded(file)
    assert catalogue is not None
    (source,) = [source for source in indexed(catalogue).body("terms", "trough")["sources"] if source["id"].startswith("book")]
    assert source["url"] == "https://example.org/7/{a}/{0.real}"


def test_ids_as_long_as_they_may_be_and_deep_but_allowed_trees_load(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    lines = [f"  i{n}: {{name: c {n}, category: other{f', parent: i{n - 1}' if n else ''}}}\n" for n in range(lint.MAX_ANCESTORS)]
    text = "conditions:\n" + "".join(lines) + f"  {'x' * 80}: {{name: {'n' * 200}, category: other}}\n"
    file.write_text(text, encoding="utf-8")
    catalogue = loaded(file)
    assert catalogue is not None
    assert indexed(catalogue).count("conditions") == lint.MAX_ANCESTORS + 1
