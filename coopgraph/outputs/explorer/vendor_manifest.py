"""Write the hashes of the vendored scripts; run by hand when a version changes.

``python -m coopgraph.outputs.explorer.vendor_manifest`` rewrites ``vendor/manifest.json``;
with ``--check`` it only says whether the manifest is current.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

__all__ = ["current_manifest", "injected_styles"]

_VENDOR = Path(__file__).resolve().parent / "vendor"
#: The library adds its styles with calls such as A(".vis-overlay{…}").
_CALL = re.compile(r"\bA\((\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\)")


def injected_styles(script: str) -> list[str]:
    """Return the style sheets that the library adds to a page when it starts.

    Examples
    --------
    >>> injected_styles('A(".vis{color:red}");A("get")')
    ['.vis{color:red}']
    """
    found = []
    for literal in _CALL.findall(script):
        text = literal[1:-1]
        if "{" in text and "}" in text:
            found.append(re.sub(r"\\(.)", r"\1", text))
    return found


def current_manifest() -> dict[str, Any]:
    """Return the manifest as it should be for the files that are there."""
    manifest: dict[str, Any] = json.loads((_VENDOR / "manifest.json").read_text(encoding="utf-8"))
    for name, library in manifest.items():
        files = sorted(path for path in _VENDOR.iterdir() if path.name.startswith(name))
        library["sha256"] = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
        script = (_VENDOR / library["file"]).read_text(encoding="utf-8")
        library["style_hashes"] = [
            "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            for style in injected_styles(script)
        ]
    return manifest


def main() -> int:
    """Write or check the manifest."""
    path = _VENDOR / "manifest.json"
    text = json.dumps(current_manifest(), indent=2) + "\n"
    if "--check" in sys.argv[1:]:
        return int(path.read_text(encoding="utf-8") != text)
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
