"""The vendored script is the published one, with its licences."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from coopgraph.outputs.explorer import vendor_manifest
from coopgraph.outputs.explorer.page import vendored

VENDOR = Path(vendor_manifest.__file__).resolve().parent / "vendor"


def test_every_vendored_file_has_its_hash() -> None:
    hashes = vendored()["sha256"]
    assert isinstance(hashes, dict)
    files = {path.name for path in VENDOR.iterdir()} - {"manifest.json", "README.md"}
    assert set(hashes) == files
    for name, digest in hashes.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_the_manifest_is_current() -> None:
    assert vendor_manifest.current_manifest() == vendored()


def test_both_licence_texts_are_there() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in VENDOR.glob("*.txt")}
    assert any("MIT" in text for text in texts.values())
    assert any("Apache License" in text for text in texts.values())


def test_the_script_names_its_version_and_evaluates_no_text() -> None:
    script = (VENDOR / str(vendored()["file"])).read_text(encoding="utf-8")
    assert re.search(r"@version 10\.1\.5\b", script)
    assert "eval(" not in script
    assert "new Function" not in script
    assert "importScripts" not in script
