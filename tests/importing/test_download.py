"""Fetching registers, against a server of this machine that behaves badly when told to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import SourceError
from coopgraph.importing import KINDS, importer_of
from coopgraph.importing.download.connection import Connection, Patience
from coopgraph.importing.download.listing import Offer, offered
from coopgraph.importing.download.register import fetch_register
from coopgraph.importing.download.transfer import fetch
from coopgraph.importing.importer import RegistryFile

BODY = b"".join(b"%06d;a register\n" % number for number in range(12_000))
DAY = "Fri, 26 Jun 2026 10:00:00 GMT"


@dataclass
class Site:
    """What the server does next, and what it was asked."""

    body: bytes = BODY
    etag: str = '"one"'
    last_modified: str = DAY
    ranges: bool = True
    #: Status and headers of the next answers, before the file is given.
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    #: After how many bytes the next bodies stop.
    cuts: list[int] = field(default_factory=list)
    #: Whether ``If-Range`` is not looked at, what parts leave out, and how long one is at most.
    careless: bool = False
    unsaid: tuple[str, ...] = ()
    longest_part: int = 1 << 30
    kind: str = "text/csv"
    lists: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    hang: threading.Event = field(default_factory=threading.Event)
    hanging: int = 0


class Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site = self.site
        site.asked.append({"path": self.path, **self.headers})
        if self.path in site.lists:
            self._send(200, json.dumps(site.lists[self.path]).encode(), {})
        elif site.refusals:
            status, headers = site.refusals.pop(0)
            self._send(status, b"", headers)
        else:
            self._file()

    def _file(self) -> None:
        site = self.site
        headers = {"Content-Type": site.kind}
        if site.etag:
            headers["ETag"] = site.etag
        if site.last_modified:
            headers["Last-Modified"] = site.last_modified
        if site.etag and self.headers.get("If-None-Match") == site.etag:
            self._send(304, b"", headers)
            return
        wanted = self.headers.get("Range")
        same = site.careless or self.headers.get("If-Range") in (site.etag, site.last_modified)
        if wanted and same and site.ranges:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            total = len(site.body)
            end = min(total, start + site.longest_part)
            said = "*" if "total" in site.unsaid else total
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{said}"
            kept = {name: value for name, value in headers.items() if name not in site.unsaid}
            self._send(206, site.body[start:end], kept)
        else:
            self._send(200, site.body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        site = self.site
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status in (200, 206) and site.hanging:
            site.hanging -= 1
            self.wfile.write(body[:1000])
            self.wfile.flush()
            site.hang.wait(5)
            self.close_connection = True
        elif status in (200, 206) and site.cuts:
            self.wfile.write(body[: site.cuts.pop(0)])
            self.close_connection = True
        else:
            self.wfile.write(body)


@dataclass
class Served:
    """The server's address, what it does, and how long we waited."""

    url: str
    site: Site
    waits: list[float]

    def connection(self, tries: int = 4, read: float = 5.0) -> Connection:
        return Connection(5.0, read, lambda: Patience(tries, 100.0, self.waits.append))

    def fetch(self, folder: Path, name: str = "a.csv", **options: Any) -> Any:
        connection = options.pop("connection", None) or self.connection()
        offer = Offer(f"{self.url}/{name}", name, *options.pop("checksum", ()))
        return fetch(offer, folder, connection, **options)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    site = Site()
    handler = type("Own", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    # A proxy of the system is for the world outside.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", site, [])
    finally:
        site.hang.set()
        server.shutdown()
        server.server_close()
        thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_is_fetched_whole_with_a_note_of_its_origin(served: Served, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    got = served.fetch(tmp_path / "new", tell=lambda *what: told.append(what))
    assert got.path.read_bytes() == BODY
    assert (got.state, got.bytes, got.published) == ("fetched", len(BODY), "")
    assert got.sha256 == hashlib.sha256(BODY).hexdigest()
    assert names(tmp_path / "new") == ["a.csv", "a.csv.origin.json"]
    note = json.loads((tmp_path / "new" / "a.csv.origin.json").read_text(encoding="utf-8"))
    assert (note["url"], note["sha256"], note["etag"]) == (got.url, got.sha256, '"one"')
    assert told[-1] == ("a.csv", len(BODY), len(BODY))
    # 26 June 2026, 10:00 UTC: the day of the file, not of its coming.
    assert got.path.stat().st_mtime == 1782468000
    (asked,) = served.site.asked
    assert asked["User-Agent"].startswith("coopgraph/")
    assert "w3id.org/coopgraph" in asked["User-Agent"]


def test_what_has_not_changed_is_not_fetched_again(served: Served, tmp_path: Path) -> None:
    served.fetch(tmp_path)
    again = served.fetch(tmp_path)
    assert again.state == "unchanged"
    assert served.site.asked[-1]["If-None-Match"] == '"one"'
    served.site.body, served.site.etag = b"newer\n", '"two"'
    assert served.fetch(tmp_path).state == "fetched"
    assert (tmp_path / "a.csv").read_bytes() == b"newer\n"


def test_a_file_that_somebody_changed_is_fetched_again(served: Served, tmp_path: Path) -> None:
    served.fetch(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"mine")
    assert served.fetch(tmp_path).state == "fetched"
    assert (tmp_path / "a.csv").read_bytes() == BODY


def test_a_cut_is_gone_on_from(served: Served, tmp_path: Path) -> None:
    served.site.cuts = [100_000]
    got = served.fetch(tmp_path)
    assert (got.path.read_bytes(), got.state) == (BODY, "resumed")
    second = served.site.asked[1]
    assert (second["Range"], second["If-Range"]) == ("bytes=100000-", '"one"')
    assert names(tmp_path) == ["a.csv", "a.csv.origin.json"]


def test_a_later_run_goes_on_from_the_part(served: Served, tmp_path: Path) -> None:
    served.site.cuts = [50_000, 30_000]
    with pytest.raises(SourceError, match="what was fetched is kept"):
        served.fetch(tmp_path, connection=served.connection(tries=2))
    assert names(tmp_path) == ["a.csv.part", "a.csv.part.origin.json"]
    assert (tmp_path / "a.csv.part").read_bytes() == BODY[:80_000]
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert served.site.asked[-1]["Range"] == "bytes=80000-"


def test_ctrl_c_keeps_the_part(served: Served, tmp_path: Path) -> None:
    def stop(_name: str, done: int, _total: int | None) -> None:
        if done >= 60_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        served.fetch(tmp_path, tell=stop)
    size = (tmp_path / "a.csv.part").stat().st_size
    assert 60_000 <= size < len(BODY)
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert served.site.asked[-1]["Range"] == f"bytes={size}-"


@pytest.mark.parametrize("ranges", [True, False])
def test_a_file_that_changed_in_between_is_begun_anew(
    served: Served, tmp_path: Path, ranges: bool
) -> None:
    served.site.cuts = [50_000]
    with pytest.raises(SourceError):
        served.fetch(tmp_path, connection=served.connection(tries=1))
    served.site.body, served.site.etag, served.site.last_modified = BODY[::-1], '"two"', ""
    served.site.ranges = ranges
    got = served.fetch(tmp_path)
    assert (got.path.read_bytes(), got.state) == (BODY[::-1], "fetched")


@pytest.mark.parametrize("answer", ["too far", "elsewhere"])
def test_a_part_that_does_not_fit_is_dropped(served: Served, tmp_path: Path, answer: str) -> None:
    served.site.cuts = [50_000]
    with pytest.raises(SourceError):
        served.fetch(tmp_path, connection=served.connection(tries=1))
    status = 416 if answer == "too far" else 206
    wrong = {"Content-Range": f"bytes 7-{len(BODY) - 1}/{len(BODY)}", "ETag": '"one"'}
    served.site.refusals = [(status, wrong)]
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert "Range" not in served.site.asked[-1]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ('"one"', {"etag": '"one"', "unsaid": ("ETag",)}),
        ('"one"', {"etag": "", "last_modified": ""}),
        ('"one"', {"etag": 'W/"one"'}),
        ('"one"', {"etag": '"one"'}),
        ("", {"etag": "", "unsaid": ("Last-Modified",)}),
        ("", {"etag": "", "unsaid": ("Last-Modified", "total"), "body": BODY[:-1] + b"!"}),
    ],
    ids=["no tag", "no sign", "weak tag", "tag kept, other size", "day left out, other size",
         "nothing said"],
)  # fmt: skip
def test_versions_are_never_spliced(
    served: Served, tmp_path: Path, first: str, then: dict[str, Any]
) -> None:
    served.site.etag, served.site.cuts = first, [50_000]
    with pytest.raises(SourceError):
        served.fetch(tmp_path, connection=served.connection(tries=1))
    served.site.careless, served.site.body = True, BODY[::-1] + b"more\n"
    for name, value in then.items():
        setattr(served.site, name, value)
    got = served.fetch(tmp_path)
    assert (got.path.read_bytes(), got.state) == (served.site.body, "fetched")
    assert "Range" in served.site.asked[1]
    assert "Range" not in served.site.asked[-1]


def test_a_part_may_leave_out_the_day_if_the_size_is_the_same(
    served: Served, tmp_path: Path
) -> None:
    served.site.etag, served.site.cuts, served.site.unsaid = "", [50_000], ("Last-Modified",)
    got = served.fetch(tmp_path)
    assert (got.path.read_bytes(), got.state) == (BODY, "resumed")


def test_a_part_that_is_shorter_than_asked_for_is_not_the_end(
    served: Served, tmp_path: Path
) -> None:
    served.site.cuts, served.site.longest_part = [50_000], 90_000
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert [asked.get("Range") for asked in served.site.asked] == [
        None, "bytes=50000-", "bytes=140000-",
    ]  # fmt: skip


def test_without_a_sign_of_the_version_nothing_is_joined(served: Served, tmp_path: Path) -> None:
    served.site.etag, served.site.last_modified, served.site.cuts = 'W/"weak"', "", [50_000]
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert "Range" not in served.site.asked[-1]


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_a_published_checksum_is_held_against_the_file(
    served: Served, tmp_path: Path, algorithm: str
) -> None:
    right = hashlib.new(algorithm, BODY).hexdigest()
    assert served.fetch(tmp_path, checksum=(algorithm, right)).published == f"{algorithm}:{right}"
    # What is there and has it is not even asked for.
    before = len(served.site.asked)
    assert served.fetch(tmp_path, checksum=(algorithm, right)).state == "unchanged"
    assert len(served.site.asked) == before


def test_a_wrong_checksum_leaves_what_was_there(served: Served, tmp_path: Path) -> None:
    served.fetch(tmp_path)
    with pytest.raises(SourceError, match="the published one md5:00"):
        served.fetch(tmp_path, checksum=("md5", "00"))
    assert names(tmp_path) == ["a.csv", "a.csv.origin.json"]
    assert (tmp_path / "a.csv").read_bytes() == BODY


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_is_not_there_is_asked_once(served: Served, tmp_path: Path, status: int) -> None:
    served.site.refusals = [(status, {})]
    with pytest.raises(SourceError, match=f"answers {status}"):
        served.fetch(tmp_path)
    assert len(served.site.asked) == 1
    assert names(tmp_path) == []


def test_a_busy_server_is_asked_when_it_says(served: Served, tmp_path: Path) -> None:
    served.site.refusals = [(429, {"Retry-After": "7"}), (503, {}), (500, {"Retry-After": "soon"})]
    assert served.fetch(tmp_path).state == "fetched"
    assert served.waits == [7.0, 2.0, 4.0]


def test_a_server_that_asks_for_too_long_is_left_alone(served: Served, tmp_path: Path) -> None:
    served.site.refusals = [(429, {"Retry-After": "3600"})]
    with pytest.raises(SourceError, match="3600 seconds"):
        served.fetch(tmp_path)
    assert served.waits == []


def test_a_server_that_never_has_time_is_given_up(served: Served, tmp_path: Path) -> None:
    served.site.refusals = [(503, {})] * 9
    with pytest.raises(SourceError, match="503"):
        served.fetch(tmp_path)
    assert served.waits == [1.0, 2.0, 4.0]


def test_a_server_that_falls_silent_is_asked_again(served: Served, tmp_path: Path) -> None:
    served.site.hanging = 1
    got = served.fetch(tmp_path, connection=served.connection(read=0.2))
    assert (got.path.read_bytes(), got.state) == (BODY, "resumed")


def test_nobody_there_is_said(tmp_path: Path, served: Served) -> None:
    offer = Offer("http://127.0.0.1:9/a.csv", "a.csv")
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch(offer, tmp_path, served.connection(tries=2))


def test_what_is_too_large_is_not_kept(served: Served, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no register is larger than 1000"):
        served.fetch(tmp_path, most=1000)
    assert names(tmp_path) == []


def test_a_page_is_no_file(served: Served, tmp_path: Path) -> None:
    served.site.kind = "text/html; charset=utf-8"
    with pytest.raises(SourceError, match="a page, not the file"):
        served.fetch(tmp_path)
    assert names(tmp_path) == []


def test_a_redirect_on_this_machine_is_followed(served: Served, tmp_path: Path) -> None:
    served.site.refusals = [(302, {"Location": "/b.csv"})]
    assert served.fetch(tmp_path).path.read_bytes() == BODY
    assert [asked["path"] for asked in served.site.asked] == ["/a.csv", "/b.csv"]


@pytest.mark.parametrize(
    "there", ["http://example.org/a.csv", "file:///etc/passwd", "ftp://example.org/a.csv"]
)
def test_a_redirect_to_where_nobody_should_go_is_refused(
    served: Served, tmp_path: Path, there: str
) -> None:
    served.site.refusals = [(302, {"Location": there})]
    with pytest.raises(SourceError, match="not https"):
        served.fetch(tmp_path)
    assert names(tmp_path) == []


def test_a_redirect_without_end_is_left(served: Served, tmp_path: Path) -> None:
    served.site.refusals = [(302, {"Location": "/a.csv"})] * 20
    with pytest.raises(SourceError, match="without end"):
        served.fetch(tmp_path)
    assert len(served.site.asked) < 10


@pytest.mark.parametrize("url", ["http://example.org/a.csv", "file:///etc/passwd", "a.csv"])
def test_an_address_without_https_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SourceError, match="https://"):
        fetch_register(importer_of("ror"), tmp_path, mirrors=[url])


def zenodo(url: str, body: bytes) -> dict[str, Any]:
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    older = {"files": [{"key": "v1-ror-data.zip", "checksum": "md5:0", "links": {"self": "x"}}]}
    newest = {
        "files": [
            {"key": "readme.txt", "checksum": "md5:1", "links": {"self": "y"}},
            {
                "key": "v2.0-2026-06-23-ror-data.zip",
                "checksum": f"md5:{digest}",
                "links": {"self": f"{url}/content"},
            },
        ]
    }
    return {"hits": {"hits": [newest, older]}}


def data_gouv(url: str, body: bytes) -> dict[str, Any]:
    digest = hashlib.sha1(body, usedforsecurity=False).hexdigest()
    return {
        "resources": [
            {"url": f"{url}/etalab-cs1100502-stock-20260312-0339.csv", "last_modified": "2026-03"},
            {
                "url": f"{url}/etalab-cs1100502-stock-20260512-0339.csv",
                "last_modified": "2026-05",
                "checksum": {"type": "sha1", "value": digest},
            },
            {"url": f"{url}/etalab-cs1100507-stock-20260612-0339.csv", "last_modified": "2026-06"},
            {"url": f"{url}/", "last_modified": "2026-07", "checksum": None},
        ]
    }


@pytest.mark.parametrize(
    ("listed", "answer", "pattern", "name"),
    [
        ("zenodo", zenodo, r"ror-data.*\.zip", "v2.0-2026-06-23-ror-data.zip"),
        (
            "data.gouv",
            data_gouv,
            r"cs1100502-stock-.*\.csv",
            "etalab-cs1100502-stock-20260512-0339.csv",
        ),
    ],
)
def test_the_newest_file_of_a_list_is_fetched_with_its_checksum(
    served: Served,
    tmp_path: Path,
    listed: Any,
    answer: Callable[[str, bytes], Any],
    pattern: str,
    name: str,
) -> None:
    served.site.lists["/list"] = answer(served.url, BODY)
    file = RegistryFile(f"{served.url}/list", pattern, listed)
    got = fetch(offered(file, served.connection()), tmp_path, served.connection())
    assert got.path.name == name
    assert got.published.partition(":")[0] in ("md5", "sha1")
    with pytest.raises(SourceError, match="lists no file"):
        offered(RegistryFile(f"{served.url}/list", "nope", listed), served.connection())


@pytest.mark.parametrize("answer", [[], {}, {"hits": 1}, {"resources": [{}]}, None])
@pytest.mark.parametrize("listed", ["zenodo", "data.gouv"])
def test_a_list_of_another_form_is_said(served: Served, answer: Any, listed: Any) -> None:
    served.site.lists["/list"] = answer
    with pytest.raises(SourceError, match="another form"):
        offered(RegistryFile(f"{served.url}/list", "x", listed), served.connection())


def test_no_json_is_said(served: Served) -> None:
    with pytest.raises(SourceError, match="no JSON"):
        served.connection().json(f"{served.url}/a.csv")


def test_a_name_leads_nowhere_else(served: Served, tmp_path: Path) -> None:
    served.site.lists["/list"] = {
        "hits": {
            "hits": [
                {
                    "files": [
                        {"key": "../../x.zip", "checksum": "md5:", "links": {"self": served.url}}
                    ]
                }
            ]
        }
    }
    file = RegistryFile(f"{served.url}/list", "x", "zenodo")
    assert offered(file, served.connection()).name == "x.zip"


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_says_where_it_is_to_be_had(kind: str) -> None:
    importer = importer_of(kind)
    assert bool(importer.files) != (importer.by_hand is not None)
    assert all(file.url.startswith("https://") for file in importer.files)
    shown = CliRunner().invoke(cli, ["import", kind, "--help", "--lang", "en"])
    flat = "".join(shown.stdout.split())
    assert importer.page.replace(" ", "") in flat
    assert importer.licence.replace(" ", "") in flat
    for file in importer.files:
        assert file.url in flat


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not importer_of(kind).files])
def test_what_no_address_holds_is_said_with_its_page(kind: str, tmp_path: Path) -> None:
    words = ["import", kind, "--download", "-o", str(tmp_path / "land"), "--lang", "en"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 3
    assert "no address holds it" in done.stderr
    assert importer_of(kind).page in done.stderr
    assert names(tmp_path) == []


def test_the_command_fetches_and_imports(
    served: Served, tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    served.site.body = json.dumps([ror_record("02vjkv261", "Un")]).encode()
    land = tmp_path / "land"
    words = ["import", "ror", "--download", "--from", f"{served.url}/ror.json", "-o", str(land)]
    done = CliRunner().invoke(cli, [*words, "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    assert "inserm" in (land / "organizations.csv").read_text(encoding="utf-8")
    assert names(land / "imports" / "downloads") == ["ror.json", "ror.json.origin.json"]
    assert hashlib.sha256(served.site.body).hexdigest() in done.stderr
    again = CliRunner().invoke(cli, [*words, "--lang", "fr"])
    assert again.exit_code == 0, again.stderr
    assert "inchangé" in again.stderr


@pytest.mark.parametrize("there", [(), ("land",), ("land", "land/imports")])
def test_a_register_that_cannot_be_had_leaves_nothing(
    served: Served, tmp_path: Path, there: tuple[str, ...]
) -> None:
    for place in there:
        (tmp_path / place).mkdir()
    served.site.refusals = [(404, {})]
    words = ["import", "ror", "--download", "--from", f"{served.url}/ror.json"]
    done = CliRunner().invoke(cli, [*words, "-o", str(tmp_path / "land"), "--lang", "en"])
    assert done.exit_code == 3
    assert "answers 404" in done.stderr
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")} == set(there)


def test_the_command_only_fetches_where_nothing_is_to_be_filled(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["import", "rnsr", "--download", "--from", f"{served.url}/a.csv", "--format", "json"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.stderr
    (row,) = json.loads(done.stdout)["rows"]
    assert (row["file"], row["bytes"]) == ("a.csv", len(BODY))
    assert names(tmp_path) == ["a.csv", "a.csv.origin.json"]


def test_a_file_that_cannot_be_imported_leaves_no_table(served: Served, tmp_path: Path) -> None:
    served.site.body = b"{"
    land = tmp_path / "land"
    done = CliRunner().invoke(
        cli,
        ["import", "ror", "--download", "--from", f"{served.url}/ror.json", "-o", str(land)],
    )
    assert done.exit_code == 3
    assert names(land) == ["imports"]
    # What keeps a second import away stays, and is empty.
    assert names(land / "imports") == [".lock", "downloads"]
    assert (land / "imports" / ".lock").stat().st_size == 0


@pytest.mark.parametrize(
    "words",
    [
        ["ror", "x.json", "--download", "-o", "land"],
        ["ror", "x.json", "--from", "https://example.org/", "-o", "land"],
        ["ror", "--from", "https://example.org/", "-o", "land"],
    ],
)
def test_wrong_use_is_said(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["import", *words]).exit_code == 2
    assert names(tmp_path) == []
