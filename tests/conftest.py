"""Fixtures that all tests share: the two landscapes, a browser, a network that is switched off."""

from __future__ import annotations

import datetime
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from coopgraph.landscape import Landscape, load
from coopgraph.resources import curated_dir, example_dir

#: The day for which the answers in data/example/README.md are worked out.
EXAMPLE_DAY = datetime.date(2024, 12, 31)

# Machines that run tests are busy: no property fails because an example took long. Under CI the
# same examples are tried each time.
settings.register_profile("coopgraph", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("coopgraph")

_LOOPBACK = ("127.", "::1", "localhost")


class NetworkForbidden(RuntimeError):
    """A test asked for an address that is not on this machine."""


def _only_loopback(real: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any, *rest: Any) -> Any:
        local = self.family == getattr(socket, "AF_UNIX", None) or str(address[0]).startswith(
            _LOOPBACK
        )
        if not local:
            raise NetworkForbidden(f"tests do not use the network, and this one asks {address!r}")
        return real(self, address, *rest)

    return connect


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Let sockets reach this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_loopback(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep layouts in a folder of this run; that of the user is left alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COOPGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def example_folder() -> Path:
    """Return the curated tables of the fictitious miniature landscape."""
    return example_dir()


@pytest.fixture(scope="session")
def curated_folder() -> Path:
    """Return the curated tables of the packaged landscape."""
    return curated_dir()


@pytest.fixture
def example_copy(tmp_path: Path) -> Path:
    """Return a copy of the miniature tables that a test may change."""
    return Path(shutil.copytree(example_dir(), tmp_path / "example"))


@pytest.fixture(scope="session")
def example_landscape() -> Landscape:
    """Return the miniature landscape on the day of its worked-out answers; do not change it."""
    return load([example_dir()], as_of=EXAMPLE_DAY)


@pytest.fixture(scope="session")
def curated_landscape() -> Landscape:
    """Return the packaged landscape on a fixed day; do not change it."""
    return load(as_of=EXAMPLE_DAY)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the top of the working copy."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; skip where there is none, fail under CI."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if path := shutil.which(name):
            return path
    reason = "no Chromium on this machine (Debian: apt-get install chromium)"
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; under CI the browser tests are never skipped")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """What starts browsers, once for the whole run."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: Any) -> Iterator[Any]:
    """A headless Chromium for the whole run."""
    started = playwright.chromium.launch(
        executable_path=chromium,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--disable-component-update",
            "--disable-sync",
        ],
    )
    yield started
    started.close()


@pytest.fixture
def in_several_places(example_copy: Path) -> Path:
    """Return a copy of the miniature tables in which a few things stand in several places.

    Each of the further places comes before the own one by name.
    """
    (example_copy / "sites.csv").write_text(
        "entity,place,source,locator,confidence,note\n"
        'conseil-de-septentrie,boralie,doc-a,"Septentrie, l. 29",high,\n'
        "u-1,port-imagine,register-x,2001,high,\n"
        'universite-de-valfictif,port-imagine,doc-b,"Campus, l. 4",high,\n'
        "universite-de-valfictif,port-imagine,register-x,1001,medium,\n",
        encoding="utf-8",
    )
    return example_copy
