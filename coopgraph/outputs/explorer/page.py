"""The page: one HTML file that loads nothing, from the view model and the drawing.

The template escapes everything; only the style, the scripts and the two JSON islands are put in as
they are, each made safe before. The content security policy names style and scripts by their hash,
so that no other script runs even if one got in.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from functools import cache
from pathlib import Path

from coopgraph import __version__
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.outputs.explorer.columns import page_data
from coopgraph.outputs.explorer.communities import communities
from coopgraph.outputs.explorer.drawing import draw, still
from coopgraph.outputs.explorer.gap_island import pack_gaps
from coopgraph.outputs.explorer.gap_text import plain_gaps
from coopgraph.outputs.explorer.gap_views import NO_GAPS, GapList
from coopgraph.outputs.explorer.island import deflate, pack_model
from coopgraph.outputs.explorer.layout import Layout, lay_out
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.maps import pack_maps
from coopgraph.outputs.explorer.static_figure import static_figure
from coopgraph.outputs.explorer.views import ExplorerModel

__all__ = ["ENGINES", "ORDINARY", "SCRIPTS", "WEBGL_SCRIPTS", "policy", "render_page", "vendored"]

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
WEBGL_SCRIPTS = ("sigma_programs.js", "sigma_network.js")

#: Own styles; the later one wins.
STYLES = ("explorer.css", "gaps.css")


#: So many entities are listed for readers without scripts; of more, the most linked.
LISTED = 5_000

#: The library that writes workbooks.
SHEETS = "write-excel-file"


def _day(iso: str, lang: str) -> str:
    """Return a day in words, as the page's script does."""
    words = day_text(datetime.date.fromisoformat(iso))
    return words.en if lang == "en" else words.fr


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
def _library_letters(name: str = "vis-network") -> str:
    return deflate(_library(name))


@cache
def _boot() -> str:
    """Join the scripts that stand in the page as they are, and start the others."""
    texts = [(_HERE / "static" / name).read_text(encoding="utf-8") for name in BOOT]
    return _inline("\n".join([*texts, "window.coopgraph.boot();"]))


@cache
def _script(webgl: bool) -> str:
    """Join the scripts that need the data: they run once it is inflated, and so are they."""
    first = SCRIPTS.index("drawing.js")
    names = [*SCRIPTS[:first], *(WEBGL_SCRIPTS if webgl else ()), *SCRIPTS[first:]]
    inside = [(_HERE / "static" / name).read_text(encoding="utf-8") for name in names]
    # A script that fails in an element of its own is told to nobody who could answer.
    run = ["try {", *inside, "} catch (error) {", "window.coopgraph.failed = error;", "}"]
    return _inline("\n".join(run))


@cache
def _script_letters(webgl: bool) -> str:
    return deflate(_script(webgl))


@cache
def _style() -> str:
    texts = [(_HERE / "static" / name).read_text(encoding="utf-8") for name in STYLES]
    return "\n".join(texts)


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
    styles = [_digest(_style()), _digest(""), *_strings(vendored()["style_hashes"])]
    scripts = [_library(), _library(SHEETS), _script(webgl), _boot()]
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


#: What may draw: pyvis with vis-network, to be moved about; a static figure; sigma by WebGL where
#: the browser has it, else as pyvis; or what suits the number of entities.
ENGINES = ("auto", "svg", "pyvis", "sigma")
#: Up to so many entities in the picture, `auto` is pyvis; beyond, sigma where there is a GPU.
ORDINARY = 1_500


def render_page(
    model: ExplorerModel,
    engine: str = "auto",
    layout: Layout | None = None,
    gaps: GapList | None = None,
    *,
    embed: bool = False,
) -> str:
    """Render the explorer as one self-contained HTML page.

    Parameters
    ----------
    model
        The view model.
    engine
        One of :data:`ENGINES`. With ``svg`` the network is the static figure, the file is smaller
        and pyvis is not needed; search, filters, lists, maps and tables are the same. With
        ``sigma``, and with ``auto`` beyond :data:`ORDINARY` entities, the file also holds sigma.
    layout
        Where the marks stand; worked out if None.
    gaps
        Gap records; none where the landscape has no organisation in focus.
    embed
        Whether the page will stand in a frame of another page: it then opens with folded legend and
        filters, leaves the history of the other page alone, and links to itself as a page.

    Returns
    -------
    str
        HTML, to be written in UTF-8. The same model gives the same text.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    drawn = sum(node.unit is None for node in model.nodes)
    webgl = engine == "sigma" or (engine == "auto" and drawn > ORDINARY)
    english = model.lang == "en"
    texts = model.strings[model.lang]
    listed = set(sorted(range(len(model.nodes)), key=lambda n: (-model.nodes[n].links, n))[:LISTED])
    kinds = [
        {
            "name": kind.en if english else kind.fr,
            "all": sum(node.kind == kind.id for node in model.nodes),
            "nodes": [
                ", ".join(
                    [node.label.en if english else node.label.fr]
                    + [place.en if english else place.fr for place in node.place[:1]]
                )
                for number, node in enumerate(model.nodes)
                if node.kind == kind.id and number in listed
            ],
        }
        for kind in NODE_LEGEND
    ]
    layout = lay_out(model) if layout is None else layout
    figure = static_figure(
        model,
        layout,
        title=model.title.en if english else model.title.fr,
        about=texts["figure.about"],
    )
    return environment.get_template("explore.html.j2").render(
        lang=model.lang,
        title=model.title.en if english else model.title.fr,
        t=texts,
        as_of=texts["as_of"].replace("{date}", _day(model.as_of, model.lang))
        if model.as_of
        else "",
        headline=model.headline.en if english else model.headline.fr,
        vintage=[line.en if english else line.fr for line in model.vintage],
        kinds=[kind for kind in kinds if kind["nodes"]],
        most=texts["still.most"]
        .replace("{n}", str(len(listed)))
        .replace("{all}", str(len(model.nodes)))
        if len(listed) < len(model.nodes)
        else "",
        gaps=plain_gaps(gaps or NO_GAPS, model.lang),
        figure=Markup(figure.svg),  # noqa: S704 - its texts are escaped
        caption=texts["figure.caption"]
        .replace("{marks}", str(figure.marks))
        .replace("{all}", str(len(model.nodes)))
        .replace("{links}", str(figure.links)),
        version=__version__,
        embed=embed,
        policy=policy(webgl),
        style=Markup(_style()),  # noqa: S704 - our own file
        data=deflate(
            page_data(
                {**pack_model(model), "community": communities(model)},
                (still if engine == "svg" else draw)(model, layout),
                pack_maps(model),
                pack_gaps(gaps or NO_GAPS, model),
            )
        ),
        library=deflate("") if engine == "svg" else _library_letters(),
        sheets=_library_letters(SHEETS),
        webgl=_library_letters("sigma") if webgl else "",
        webgl_when="always" if engine == "sigma" else "gpu",
        own=_script_letters(webgl),
        script=Markup(_boot()),  # noqa: S704 - our own files
    )
