"""Scripts, styles and libraries of the page, and the policy that lets these run and no others.

Each script is made safe before it is put in as it is: it cannot end its own element. The content
security policy names scripts and styles by their hash, so that nothing else runs even if it got in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path

from coopgraph.outputs.explorer.island import deflate

__all__ = [
    "BOOT", "SCRIPTS", "SHEETS", "WEBGL_SCRIPTS", "boot", "library_letters", "policy",
    "script_letters", "style", "vendored",
]  # fmt: skip

_HERE = Path(__file__).resolve().parent

#: The scripts that choose what draws, inflate the data and start the others.
BOOT = ("boot.js", "engines.js")
#: Own scripts in the order in which they run.
SCRIPTS = (
    "dom.js",
    "model.js",
    "state.js",
    "places.js",
    "teams.js",
    "near.js",
    "groups.js",
    "near_words.js",
    "search.js",
    "legend.js",
    "print.js",
    "evidence.js",
    "neighbours.js",
    "panel.js",
    "paths.js",
    "year.js",
    "facet_values.js",
    "facets.js",
    "undated.js",
    "compare.js",
    "lift.js",
    "table.js",
    "sheet.js",
    "gaps.js",
    "gap_record.js",
    "gap_sheet.js",
    "gap_list.js",
    "dismiss.js",
    "matrix.js",
    "gap_matrix.js",
    "map_drawing.js",
    "maps.js",
    "timeline.js",
    "lists.js",
    "group_table.js",
    "overlay.js",
    "gap_marks.js",
    "drawing_marks.js",
    "drawing_paint.js",
    "drawing_rows.js",
    "drawing_view.js",
    "drawing_arrange.js",
    "drawing.js",
    "figure.js",
    "view_figures.js",
    "undo.js",
    "main.js",
)
#: Own scripts of a page that may draw by WebGL; they run before ``drawing.js``.
WEBGL_SCRIPTS = ("sigma_programs.js", "sigma_data.js", "sigma_events.js", "sigma_network.js")

#: Own styles; the later one wins.
STYLES = ("explorer.css", "gaps.css")


#: The library that writes workbooks.
SHEETS = "write-excel-file"


@cache
def vendored(name: str = "vis-network") -> dict[str, object]:
    """Return the manifest of a vendored library: file, version, licences, hashes."""
    text = (_HERE / "vendor" / "manifest.json").read_text(encoding="utf-8")
    manifest: dict[str, dict[str, object]] = json.loads(text)
    return manifest[name]


@cache
def _library(name: str = "vis-network") -> str:
    text = (_HERE / "vendor" / str(vendored(name)["file"])).read_text(encoding="utf-8")
    # The map is not shipped; a browser's developer tools would ask for it.
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return _inline("\n".join(lines))


@cache
def library_letters(name: str = "vis-network") -> str:
    """Return a vendored library, compressed for an element of the page.

    Parameters
    ----------
    name
        Its name in the manifest.
    """
    return deflate(_library(name))


@cache
def boot() -> str:
    """Join the scripts that stand in the page as they are, and start the others."""
    texts = [(_HERE / "static" / name).read_text(encoding="utf-8") for name in BOOT]
    return _inline("\n".join([*texts, "window.coopgraph.boot();"]))


@cache
def _script(webgl: bool) -> str:
    """Join the scripts that need the data: they run once it is inflated, and so are they."""
    first = SCRIPTS.index("drawing.js")
    names = [*SCRIPTS[:first], *(WEBGL_SCRIPTS if webgl else ()), *SCRIPTS[first:]]
    inside = [_lean((_HERE / "static" / name).read_text(encoding="utf-8")) for name in names]
    # A script that fails in an element of its own is told to nobody who could answer.
    run = ["try {", *inside, "} catch (error) {", "window.coopgraph.failed = error;", "}"]
    return _inline("\n".join(run))


@cache
def script_letters(webgl: bool) -> str:
    """Return the own scripts that need the data, compressed for an element of the page.

    Parameters
    ----------
    webgl
        Whether those that draw by WebGL are among them.
    """
    return deflate(_script(webgl))


@cache
def style() -> str:
    """Join the own styles; the page has one element for them."""
    texts = [(_HERE / "static" / name).read_text(encoding="utf-8") for name in STYLES]
    return "\n".join(texts)


_REMARK = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)


def _lean(script: str) -> str:
    """Leave out what only readers of the source need: indents, remarks on lines of their own."""
    lines = (line.strip() for line in _REMARK.sub("", script).split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _inline(script: str) -> str:
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script of the explorer holds a text that would end its element")
    return script


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def policy(webgl: bool = False) -> str:
    """Return the content security policy of the page.

    Nothing may be loaded; the scripts, the style of the page and the styles that the drawing
    library adds are allowed by their hash.

    Parameters
    ----------
    webgl
        Whether the page holds sigma.
    """
    # The library adds empty style elements first and fills them after.
    styles = [_digest(style()), _digest(""), *_strings(vendored()["style_hashes"])]
    scripts = [_library(), _library(SHEETS), _script(webgl), boot()]
    if webgl:
        scripts.append(_library("sigma"))
    parts = {
        "default-src": ["'none'"],
        "script-src": [f"'{_digest(one)}'" for one in scripts],
        "style-src": [f"'{one}'" for one in styles],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
