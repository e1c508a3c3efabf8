"""The page: one HTML file that loads nothing, from the view model and the drawing.

The template escapes everything; only the style, the scripts (``scripts``) and the JSON islands are
put in as they are, each made safe before.
"""

from __future__ import annotations

from pathlib import Path

from coopgraph import __version__
from coopgraph.outputs.explorer.columns import page_data
from coopgraph.outputs.explorer.communities import communities
from coopgraph.outputs.explorer.drawing import draw, still
from coopgraph.outputs.explorer.gap_island import pack_gaps
from coopgraph.outputs.explorer.gap_views import NO_GAPS, GapList
from coopgraph.outputs.explorer.island import deflate, pack_model
from coopgraph.outputs.explorer.layout import Layout, lay_out
from coopgraph.outputs.explorer.maps import pack_maps
from coopgraph.outputs.explorer.scripts import (
    SHEETS,
    boot,
    library_letters,
    policy,
    script_letters,
    style,
)
from coopgraph.outputs.explorer.static_figure import static_figure
from coopgraph.outputs.explorer.still_text import as_of_words, still_text
from coopgraph.outputs.explorer.views import ExplorerModel
from coopgraph.outputs.safe_text import visible

__all__ = ["ENGINES", "ORDINARY", "render_page"]

_HERE = Path(__file__).resolve().parent

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
        # What is no text is a number, or markup of our own.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    drawn = sum(node.unit is None for node in model.nodes)
    webgl = engine == "sigma" or (engine == "auto" and drawn > ORDINARY)
    english = model.lang == "en"
    texts = model.strings[model.lang]
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
        as_of=as_of_words(model, model.lang),
        headline=model.headline.en if english else model.headline.fr,
        vintage=[line.en if english else line.fr for line in model.vintage],
        still=still_text(model, gaps or NO_GAPS, figure.marks, figure.links),
        figure=Markup(figure.svg),  # noqa: S704 - its texts are escaped
        version=__version__,
        embed=embed,
        policy=policy(webgl),
        style=Markup(style()),  # noqa: S704 - our own file
        data=deflate(
            page_data(
                {**pack_model(model), "community": communities(model)},
                (still if engine == "svg" else draw)(model, layout),
                pack_maps(model),
                pack_gaps(gaps or NO_GAPS, model),
            )
        ),
        library=deflate("") if engine == "svg" else library_letters(),
        sheets=library_letters(SHEETS),
        webgl=library_letters("sigma") if webgl else "",
        webgl_when="always" if engine == "sigma" else "gpu",
        own=script_letters(webgl),
        script=Markup(boot()),  # noqa: S704 - our own files
    )
