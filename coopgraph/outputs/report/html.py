"""The report as one HTML file: it loads nothing, runs nothing, and prints on A4."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

from markupsafe import Markup

from coopgraph.messages import Message, message
from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.colour import lightened
from coopgraph.outputs.report.html_page import HtmlPage, anchor_id, isolated, plain_text
from coopgraph.outputs.report.style import HouseStyle

__all__ = ["render"]

_TEMPLATES: Final = Path(__file__).resolve().parent / "templates"
#: The lightest ground of the dark page, on which the accent must be read; see ``report.css``.
_DARK: Final = "#1F262E"
_DARK_CONTRAST: Final = 6.0
#: Tables of the annex with so many rows can be folded away.
_FOLDED: Final = 12


def render(report: Report, style: HouseStyle) -> str:
    """Lay a report out as HTML.

    Parameters
    ----------
    report
        The report.
    style
        The look of the house.

    Returns
    -------
    str
        HTML, to be written in UTF-8; the same report gives the same text.
    """
    import jinja2

    page = HtmlPage(report)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "anchor": anchor_id,
        "cell": page.cell,
        "code": isolated,
        "figure": page.figure,
        "kind": lambda block: type(block).__name__,
        "line": page.line,
        "plain": plain_text,
        "text": page.text,
    }
    environment.globals |= {
        "count": page.count,
        "folded_from": _FOLDED,
        "narrowest": page.narrowest,
        "records": page.records,
        "width": page.width,
        **_words(report),
    }
    body = environment.get_template("report_body.html.j2").render(report=report, style=style)
    # Only now is it known which classes the figures and the columns need.
    sheet = _sheet(style) + page.rules()
    return environment.get_template("report.html.j2").render(
        report=report,
        style=style,
        policy=_policy(sheet),
        sheet=Markup(sheet),  # noqa: S704 - our own file, a colour, and texts written as escapes
        body=Markup(body),  # noqa: S704 - escaped by the template
        logo="" if style.logo is None else _data_address(style.logo.content, style.logo.media_type),
    )


def _words(report: Report) -> dict[str, str]:
    from coopgraph.analysis.gaps.wording import day_text

    words: dict[str, Message] = {
        "said_annex": message("Annex"),
        "said_as_of": message("As of {day}.", day=day_text(report.as_of)[report.lang]),
        "said_contents": message("Contents"),
        "said_no_rows": message("No rows."),
        "said_skip": message("Skip to the report"),
        "said_table": message("The same in a table"),
        "said_top": message("Back to the contents"),
    }
    return {name: text.in_language(report.lang) for name, text in words.items()}


def _policy(sheet: str) -> str:
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _sheet(style: HouseStyle) -> str:
    """Return the style sheet with the colours and lines of the house."""
    sheet = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    # The sheet is a style sheet of its own: what stands for the house is valid there, too.
    for name, text in (
        (
            "--house-accent-on-dark: #8FB3CC",
            lightened(style.accent, on=_DARK, ratio=_DARK_CONTRAST),
        ),
        ("--house-accent: #1B4F72", style.accent),
    ):
        sheet = sheet.replace(f"{name};", f"{name.partition(':')[0]}: {text};")
    for name, text in (("header", style.header), ("footer", style.footer)):
        sheet = sheet.replace(f'"house {name}"', f'"{_css_text(text)}"')
    return sheet


def _css_text(text: str) -> str:
    r"""Return a text as it stands within quotes of CSS: all but letters and digits as escapes.

    Examples
    --------
    >>> _css_text('a"<b')
    'a\\22 \\3C b'
    """
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"\\{ord(found[0]):X} ", plain_text(text))


def _data_address(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
