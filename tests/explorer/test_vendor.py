"""The vendored script is the published one, with its licences."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from coopgraph.outputs.explorer import vendor_manifest
from coopgraph.outputs.explorer.scripts import vendored

VENDOR = Path(vendor_manifest.__file__).resolve().parent / "vendor"


LIBRARIES = ("vis-network", "sigma", "write-excel-file")


def test_every_vendored_file_has_its_hash() -> None:
    hashes: dict[str, str] = {}
    for name in LIBRARIES:
        own = vendored(name)["sha256"]
        assert isinstance(own, dict)
        hashes |= own
    files = {path.name for path in VENDOR.iterdir()} - {"manifest.json", "README.md"}
    assert set(hashes) == files
    for name, digest in hashes.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_the_manifest_is_current() -> None:
    assert vendor_manifest.current_manifest() == {name: vendored(name) for name in LIBRARIES}


@pytest.mark.parametrize(
    ("library", "packages"),
    [
        ("sigma", ("sigma", "graphology", "graphology-utils", "events")),
        ("write-excel-file", ("write-excel-file", "fflate")),
    ],
)
def test_a_bundle_is_of_the_versions_that_are_pinned(
    repository: Path, library: str, packages: tuple[str, ...]
) -> None:
    folder = repository / "tools" / library
    pinned = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    licences = (VENDOR / f"{library}.LICENSE-MIT.txt").read_text(encoding="utf-8")
    script = (VENDOR / f"{library}.min.js").read_text(encoding="utf-8")
    for name in packages:
        package = pinned[f"node_modules/{name}"]
        assert package["integrity"].startswith("sha512-")
        assert f"{name} {package['version']}" in licences
        assert f"{name} {package['version']}" in str(vendored(library)["origin"])
    for name in packages[:2]:
        version = pinned[f"node_modules/{name}"]["version"]
        assert f"{name} {version}" in script.partition("\n")[0]


def test_both_licence_texts_are_there() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in VENDOR.glob("*.txt")}
    assert any("MIT" in text for text in texts.values())
    assert any("Apache License" in text for text in texts.values())


@pytest.mark.parametrize("name", LIBRARIES)
def test_no_script_evaluates_text(name: str) -> None:
    script = (VENDOR / str(vendored(name)["file"])).read_text(encoding="utf-8")
    assert "eval(" not in script
    assert "new Function" not in script
    assert "importScripts" not in script


def test_the_script_of_vis_network_names_its_version() -> None:
    script = (VENDOR / str(vendored()["file"])).read_text(encoding="utf-8")
    assert re.search(r"@version 10\.1\.5\b", script)
