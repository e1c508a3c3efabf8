"""Write ``docs/ontology/fr/index.html`` and ``docs/ontology/en/index.html``.

``python -m coopgraph.documentation.pages`` writes both; with ``--check`` nothing is written and the
exit code is 1 if one is out of date. Each page is one file that asks nothing of the network and
holds no script.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import sys
from pathlib import Path

from coopgraph.documentation.model import page_model
from coopgraph.documentation.reading import LANGUAGES, OntologyFiles, read_ontology
from coopgraph.documentation.records import PageModel
from coopgraph.documentation.usage import Usage, read_usage
from coopgraph.documentation.wording import WORDS
from coopgraph.errors import OntologyError
from coopgraph.messages import message

__all__ = ["main", "render"]

_HERE = Path(__file__).resolve().parent
_FOLDER = _HERE.parents[1] / "docs" / "ontology"


def render(files: OntologyFiles, usage: Usage, lang: str) -> str:
    """Return the page of one language.

    Parameters
    ----------
    files
        The ontology.
    usage
        Where its terms are used.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str
        HTML, to be written in UTF-8. The same ontology gives the same text.
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
    style = (_HERE / "templates" / "ontology.css").read_text(encoding="utf-8")
    logo = (files.folder / "logo.svg").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page: PageModel = page_model(files, usage, lang)
    text = environment.get_template("ontology.html.j2").render(
        page=page,
        t=WORDS[lang],
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        logo=Markup(logo),  # noqa: S704 - our own file
        languages={"fr": "Français", "en": "English"},
    )
    return _french_spaces(text) if lang == "fr" else text


def main(arguments: list[str] | None = None) -> int:
    """Write or check the pages.

    Parameters
    ----------
    arguments
        Command-line arguments; those of the process by default.

    Returns
    -------
    int
        0, or 1 if ``--check`` found a page out of date.

    Raises
    ------
    OntologyError
        If there is no ``docs`` folder, as in an installed package.
    """
    parser = argparse.ArgumentParser(description="Write the reference pages of the ontology.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    options = parser.parse_args(arguments)
    if not _FOLDER.parent.is_dir():
        raise OntologyError(
            message("{path}: no such folder; run this in a working copy", path=_FOLDER.parent)
        )
    files = read_ontology()
    usage = read_usage(files)
    stale = []
    for lang in LANGUAGES:
        target = _FOLDER / lang / "index.html"
        text = render(files, usage, lang)
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        stale.append(target)
        if not options.check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    if stale and options.check:
        names = ", ".join(str(path.relative_to(_FOLDER.parents[1])) for path in stale)
        sys.stderr.write(f"{names} out of date; run: python -m coopgraph.documentation.pages\n")
        return 1
    return 0


def _french_spaces(text: str) -> str:
    """Keep double punctuation on the line of the word before it, below the style sheet."""
    head, end, body = text.partition("</style>")
    body = re.sub(r" (?=[:;!?»](?:\s|<))", "\N{NO-BREAK SPACE}", body)
    return head + end + body.replace("« ", "«\N{NO-BREAK SPACE}")


if __name__ == "__main__":
    sys.exit(main())
