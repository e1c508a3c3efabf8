"""Files as registries give them, and as the way to the user damages them."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.errors import SourceError
from coopgraph.importing import KINDS, MAPPED
from coopgraph.importing.files import open_text, read_json, read_rows
from coopgraph.importing.files import records as records_module
from coopgraph.importing.files.opening import CHUNK, read_text
from coopgraph.importing.mapping.rdf_files import statements
from coopgraph.importing.run import import_files

ROWS = "a;b\n1;x\n2;y\n"


def rows(path: Path) -> list[list[str]]:
    return [cells for _, cells in read_rows(path).rows]


@pytest.mark.parametrize("form", ["array", "lines", "indented", "results"])
def test_json_is_read_in_every_form(tmp_path: Path, form: str) -> None:
    records = [{"id": number, "name": "é" * 300_000} for number in range(5)]
    text = {
        "array": json.dumps(records),
        "lines": "\n".join(map(json.dumps, records)),
        "indented": json.dumps(records, indent=2, ensure_ascii=False),
        "results": json.dumps({"total": 5, "results": records}),
    }[form]
    path = tmp_path / "records.json"
    path.write_text(text, encoding="utf-8")
    assert list(read_json(path)) == records


_VALUES = st.recursive(
    st.integers() | st.text() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(st.dictionaries(st.text(), _VALUES), max_size=8),
    st.sampled_from([None, 0, 1, 4, "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_json_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list, indent: int | str | None, end: str
) -> None:
    path = tmp_path_factory.mktemp("json") / "records.json"
    path.write_text(json.dumps(records, indent=indent), encoding="utf-8", newline=end)
    assert list(read_json(path)) == records


@pytest.mark.parametrize(
    "text",
    [
        '[\n  {"a": {\n  }, "b": 1},\n  {"a": 2\n  }]',  # a part that closes as far out as a record
        '[\n  {"a": 1}, {"a": 2}, {"a": {\n  }}]',  # several on a line
        '[\n  {"a": [\n  {"b": 1\n  }]\n  }, {"a": "\\ud800"\n  }, {"a": NaN\n  }\n]',
        '[\n{"a": 1\n}, 3, "x\\n}", [{}], null, {"a": 1e400\n}\n]',
    ],
)
def test_an_indented_list_may_be_indented_as_it_likes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "records.json"
    path.write_text(text, encoding="utf-8")
    assert repr(list(read_json(path))) == repr(json.loads(text))


def test_an_indented_list_is_read_by_the_fast_reader(tmp_path: Path) -> None:
    records = [{"id": number, "parts": [{"of": number}]} for number in range(50)]
    path = tmp_path / "records.json"
    path.write_text(json.dumps(records, indent=4), encoding="utf-8")
    texts: list[str] = []

    def line(text: str) -> object:
        texts.append(text)
        return len(texts)

    assert list(read_json(path, line=line)) == list(range(1, 51))
    assert [json.loads(text) for text in texts] == records


def test_a_list_that_is_not_indented_throughout_is_not_searched_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_module, "_LONG_RECORD", 100)
    path = tmp_path / "records.json"
    compact = ", ".join(json.dumps({"id": number}) for number in range(1000))
    path.write_text(f'[\n  {{"id": -1\n  }}, {compact}, {{"id": 1000\n  }}]', encoding="utf-8")
    asked = 0

    def line(text: str) -> object:
        nonlocal asked
        asked += 1
        return json.loads(text)

    assert [record["id"] for record in read_json(path, line=line)] == [*range(-1, 1001)]
    assert asked == 2


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"a": 2}',
        '[\n {"a": 1\n }, {"a": 2\n',
        '[\n {"a": 1\n }\n',
        '[\n {"a": 1\n } 2]',
        '[{"a": 1} {"a": 2}]',
        '[{"a": 1}, {"a"',
        '[{"a": 1}] x',
        "",
        "nope",
    ],
)
def test_json_that_is_cut_or_broken_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "records.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"records\.json"):
        list(read_json(path))


def _packed(path: Path, content: bytes, pack: str) -> Path:
    if pack == "gzip":
        content = gzip.compress(content)
    if pack == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.json", content)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("pack", ["plain", "gzip", "zip"])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("record", [0, 3, 1500, 2999])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_wrong_in_a_list_is_told_with_its_line(
    tmp_path: Path, pack: str, indent: int | None, record: int, end: str
) -> None:
    records = [{"id": n, "names": ["é" * 90, f"<{n}>"] * 2} for n in range(3000)]
    text = json.dumps(records, ensure_ascii=False, indent=indent).replace(f'"<{record}>"', "?", 1)
    text = text.replace("\n", end)
    assert len(text) > 2 * CHUNK
    before = text[: text.index("?")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (line > 1) == (indent is not None)
    path = _packed(tmp_path / "a.json", b"\xef\xbb\xbf" + text.encode(), pack)
    with pytest.raises(SourceError) as error:
        list(read_json(path))
    assert str(error.value) == (
        f"{path}: line {line}, character {column}: no sound JSON after record {record}: "
        "a value is missing, or the file is no JSON; is the file whole?"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[\n {"a": 1}\n {"a": 2}\n]', "line 3, character 2: {} after record 1: the list is not"),
        ('[\n {"a": 1},\n\n {"a": "x', "line 4, character 8: {} after record 1: a text is not cl"),
        ('[\n {"a": 1},\n', "line 3, character 1: {} after record 1: a value is miss"),
        ('[\n {"a": 1}\n]\n\n]', "line 5, character 1: {} after record 1: text after the end"),
        ('{"a": 1}\n{"a": 2}\n{"a" 3}\n', "line 3, character 6: {} after record 2: the colon"),
        ('{"a": 1}\n' + "[" * 100_000, "line 2, character 1: {} after record 1: nested too deep"),
    ],
)
def test_wherever_json_breaks_off_its_line_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(SourceError) as error:
        list(read_json(path))
    assert str(error.value).startswith(f"{path}: {said.format('no sound JSON')}")


def test_lines_that_the_fast_reader_refuses_are_read_as_json_reads_them(tmp_path: Path) -> None:
    texts = ["0", "NaN", '"\\ud800"', "1e400", "12345678901234567890123", "{}", "[", "2]", "3 4"]
    file = tmp_path / "a.jsonl"
    file.write_text("\r\n".join(texts) + "\n\n{}", encoding="utf-8")
    found = list(read_json(file))
    assert repr(found) == repr(
        [0, float("nan"), "\ud800", float("inf"), 12345678901234567890123, {}, [2], 3, 4, {}]
    )


def test_an_empty_list_has_no_records(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text(" [ ] ", encoding="utf-8")
    assert list(read_json(path)) == []


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip", "mark"])
def test_a_table_is_read_however_it_is_packed(tmp_path: Path, packed: str) -> None:
    path = tmp_path / "table.csv"
    if packed == "gzip":
        path.write_bytes(gzip.compress(ROWS.encode()))
    elif packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("README.md", "not this; but\n")
            archive.writestr("data/table.csv", ROWS)
    else:
        path.write_text(ROWS, encoding="utf-8-sig" if packed == "mark" else "utf-8")
    table = read_rows(path)
    assert table.header == ("a", "b")
    assert list(table.rows) == [(2, ["1", "x"]), (3, ["2", "y"])]


def test_a_quoted_line_break_does_not_shift_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('a;b\n"1\n2";x\n3;y\n', encoding="utf-8")
    assert list(read_rows(path).rows) == [(2, ["1\n2", "x"]), (4, ["3", "y"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(ROWS.encode() * 5000)[:-20], "damaged or cut short"),
        (b"a;b\n1;\0x\n", "NUL"),
        (b"a;b\n<<<<<<< HEAD\n1;x\n=======\n1;y\n>>>>>>> other\n", "line 2 is the mark"),
        (b"a;b\n1;x\n>>>>>>> other", "line 3 is the mark"),
        (b"a;b\r\n1;x\r\n=======\r\n1;y\r\n", "line 3 is the mark"),
        (b"a;b\n" + b"1;x\n" * 300_000 + b"=======\n", "line 300002 is the mark"),
        (b"a;b\n" + b"1;x\n" * 300_000 + b"1;\0\n", "NUL byte after line"),
        (b"a;b\n1;\xe9\n", "not UTF-8"),
        ("a;b\n1;x\n".encode("utf-16"), "UTF-16"),
        (b"a|b\n1|x\n", "not a table"),
        (b"", "empty"),
        (b'a;b\n1;"x\n2;y\n', "no sound row"),
    ],
)
def test_damage_is_said_and_not_read_over(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        rows(path)


def test_what_only_looks_like_the_mark_of_a_conflict_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a;b\n=======;x\n<<<<<<<;y\n1;=======\n", encoding="utf-8")
    assert rows(path) == [["=======", "x"], ["<<<<<<<", "y"], ["1", "======="]]


def read_whole(stream: IO[str], path: Path) -> None:
    while read_text(stream, path, CHUNK):
        pass


WHOLE = gzip.compress("".join(f"{n};été {n * n}\n" for n in range(50_000)).encode(), mtime=0)


@pytest.mark.parametrize(
    ("content", "line", "english", "french"),
    [
        (WHOLE[:-3], 50_001, "the packed data stop", "s’arrêtent avant leur fin"),
        (WHOLE[: len(WHOLE) // 2], None, "the packed data stop", "s’arrêtent avant leur fin"),
        (WHOLE[:-8] + bytes(8), 50_001, "checksum is another", "somme de contrôle"),
        (WHOLE + b"behind", 50_001, "stands something else", "autre chose"),
        (WHOLE[:40] + b"\xff" * 40 + WHOLE[80:], 1, "data are damaged", "sont endommagées"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv.gz", "a.json.gz"])
def test_a_damaged_gzip_says_its_line_and_why_in_both_languages(
    tmp_path: Path, name: str, content: bytes, line: int | None, english: str, french: str
) -> None:
    if line is None:
        line = zlib.decompressobj(31).decompress(content).count(b"\n") + 1
        assert 20_000 < line < 40_000
    path = tmp_path / name
    path.write_bytes(content)
    with open_text(path) as stream, pytest.raises(SourceError) as caught:
        read_whole(stream, path)
    said = caught.value.args[0]
    assert str(said).startswith(f"{path}: line {line}: damaged or cut short: ")
    assert english in str(said)
    assert f"ligne {line}" in said.in_language("fr")
    assert french in said.in_language("fr")


def test_a_byte_that_is_no_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("é;1\n" * 90_000).encode() + b"caf\xe9\n" + b"x\n" * 9)
    told = r"line 90001: not UTF-8.*0xE9"
    with open_text(path) as stream, pytest.raises(SourceError, match=told):
        read_whole(stream, path)


def test_an_archive_that_claims_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", b"a;b\n" + b"0;0\n" * 2_000_000)
    with pytest.raises(SourceError, match="claims 8000004 bytes"):
        rows(path)


def _read_all(path: Path) -> list[object]:
    if path.name.startswith("table.csv"):
        return [*rows(path)]
    return list(read_json(path) if ".json" in path.name else statements(path))


@pytest.mark.parametrize(
    ("name", "start", "filling"),
    [
        ("blanks.json.gz", b"[", b" "),
        ("blanks-only.json.gz", b"", b"\n"),
        ("text.json.gz", b'["', b"a"),
        ("table.csv.gz", b"a;b\n", b"0;" + b"0" * 1000 + b"\n"),
        ("things.ttl.gz", b"", b" "),
        (
            "things.nt.gz",
            b"",
            b"<http://x.example/a> <http://x.example/b> <http://x.example/c> .\n",
        ),
    ],
)
def test_a_gzip_file_that_gives_too_much_is_left(
    tmp_path: Path, name: str, start: bytes, filling: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(start + filling * (12_000_000 // len(filling)), 6))
    with pytest.raises(SourceError, match=r"gives \d+ bytes from \d+; no registry packs") as raised:
        _read_all(path)
    assert str(path) in str(raised.value)


def test_a_gzip_file_of_much_that_is_alike_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.csv.gz"
    with gzip.open(path, "wb", 1) as stream:
        for number in range(120_000):
            stream.write(b"%d" % number + b";" * 99 + b"\n")
    with open_text(path) as text:
        read = iter(lambda: text.read(1 << 18), "")
        size = sum(map(len, read))
    assert size == sum(len(str(number)) + 100 for number in range(120_000)) > 12_000_000


@pytest.mark.parametrize(("name", "start"), [("a.json", "[1,"), ("a.json", ""), ("a.csv", "")])
def test_blanks_without_end_are_left(
    tmp_path: Path, name: str, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("records", "tables"):
        monkeypatch.setattr(f"coopgraph.importing.files.{module}.LONGEST", 1 << 20)
    path = tmp_path / name
    path.write_text(start + "\n" * (2 << 20) + "1;2", encoding="utf-8")
    with pytest.raises(SourceError, match="blanks without end"):
        rows(path) if name == "a.csv" else list(read_json(path))


def test_an_archive_without_a_table_says_what_was_sought(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("image.png", b"x")
    with pytest.raises(SourceError, match=r"\.csv"):
        rows(path)


def test_a_workbook_is_told_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SourceError, match="workbook"):
        rows(path)


def test_what_is_missing_or_a_folder_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError, match=str(path)):
            rows(path)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(MAPPED)))
def test_a_gzip_damaged_at_its_beginning_is_told_as_that(kind: str, tmp_path: Path) -> None:
    raw = bytearray(gzip.compress("".join(f"{n};{n * n}\n" for n in range(9999)).encode()))
    raw[12:60] = b"\xff" * 48
    path = tmp_path / "a.csv.gz"
    path.write_bytes(raw)
    with pytest.raises(SourceError, match="damaged or cut short"):
        import_files(kind, [path], tmp_path / "land")
    assert not (tmp_path / "land").exists()
