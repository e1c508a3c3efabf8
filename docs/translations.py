"""Bring the message catalogues under ``coopgraph/locale`` up to date, or check that they are.

``python docs/translations.py`` collects the messages of the code and the texts of the help into
each ``coopgraph.po``, keeps what is translated, drops what the code says no more, and compiles
every ``.po`` to the ``.mo`` that is read at run time; ``--check`` only compares, and exits with 1
if a file is out of date. What is left to translate has an empty ``msgstr``: fill it in and run
again. Spaces before ``: ; ? !`` and within « » may be typed as they come; they are written as
no-break ones.

``click.po`` holds click's own messages and is written by hand.
"""

from __future__ import annotations

import importlib
import io
import sys
from pathlib import Path
from typing import Any, ClassVar

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from coopgraph.cli import COMMANDS, cli
from coopgraph.cli.help import texts
from coopgraph.french import unbroken
from coopgraph.messages import DOMAIN, LOCALE

PACKAGE = LOCALE.parent
#: Functions whose texts are messages, and which of their arguments are.
KEYWORDS = {"message": None, "counted": (1, 2)}
WIDTH = 100


class _Fixed(Catalog):
    """A catalogue whose header tells nothing of the day or of Babel: same messages, same bytes."""

    #: French as gettext has always counted it: libraries differ on a third form for millions.
    FORMS: ClassVar = {"fr": (2, "(n > 1)")}

    @property
    def num_plurals(self) -> int:
        """Return how many forms a counted message has."""
        return self.FORMS[str(self.locale)][0]

    @property
    def plural_expr(self) -> str:
        """Return the C expression that tells the form of n."""
        return self.FORMS[str(self.locale)][1]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what readers of catalogues need."""
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals={self.num_plurals}; plural={self.plural_expr};\n"),
        ]


def collected() -> dict[str | tuple[str, str], list[str]]:
    """Return the messages of the code and the files that say them."""
    found: dict[str | tuple[str, str], list[str]] = {}
    files = extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=False
    )
    for file, _, text, _, _ in sorted(files, key=lambda item: (item[0], item[1])):
        key = tuple(text) if isinstance(text, tuple) else text
        places = found.setdefault(key, [])
        place = (PACKAGE.name / Path(file)).as_posix()
        if place not in places:
            places.append(place)
    for name, text in _help():
        places = found.setdefault(text, [])
        if name not in places:
            places.append(name)
    return found


def _help() -> list[tuple[str, str]]:
    """Return the texts of the help and the files that say them."""
    said = [("coopgraph/cli/__init__.py", text) for text in texts(cli)]
    for name, (module, _) in sorted(COMMANDS.items()):
        command = importlib.import_module(f"coopgraph.cli.{module}").command
        said += [(f"coopgraph/cli/{name}.py", text) for text in texts(command)]
        for below in _below(module, command):
            said += [(f"coopgraph/cli/{name}.py", text) for text in texts(below)]
    return said


def _below(module: str, command: click.Command) -> list[click.Command]:
    """Return the commands of a group; those of ``import`` are all made of one."""
    if not isinstance(command, click.Group):
        return []
    made_of = getattr(importlib.import_module(f"coopgraph.cli.{module}"), "kind_command", None)
    return [made_of] if made_of is not None else [command.commands[n] for n in command.commands]


def updated(path: Path, messages: dict[str | tuple[str, str], list[str]]) -> _Fixed:
    """Return a catalogue with just these messages, and what was translated of them."""
    old = _read(path)
    new = _Fixed(locale=_language(path), domain=DOMAIN)
    for key, places in messages.items():
        known = old.get(key[0] if isinstance(key, tuple) else key)
        string = known.string if isinstance(known, Message) and known.id == key else None
        new.add(key, _typeset(string, _language(path)), locations=[(place, 1) for place in places])
    return new


def _typeset(string: Any, lang: str) -> Any:
    """Return a translation, or those of a counted message, with the spaces of its language."""
    if lang != "fr" or not string:
        return string
    return unbroken(string) if isinstance(string, str) else tuple(map(unbroken, string))


def _language(path: Path) -> str:
    return path.parent.parent.name


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=_language(path))


def _text(catalog: Catalog) -> bytes:
    catalog.header_comment = f"# {catalog.locale.english_name} messages of coopgraph."
    out = io.BytesIO()
    write_po(out, catalog, width=WIDTH, sort_by_file=True, include_lineno=False)
    return out.getvalue()


def compiled(path: Path, catalog: Catalog) -> bytes:
    """Return the compiled form of a catalogue."""
    fixed = _Fixed(locale=_language(path), domain=path.stem)
    for entry in catalog:
        if entry.id and entry.string:
            fixed.add(entry.id, entry.string)
    out = io.BytesIO()
    write_mo(out, fixed)
    return out.getvalue()


def files() -> dict[Path, bytes]:
    """Return every file that this script keeps, with the content it should have."""
    wanted: dict[Path, bytes] = {}
    messages = collected()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalog = _read(path)
        if path.stem == DOMAIN:
            catalog = updated(path, messages)
            wanted[path] = _text(catalog)
        wanted[path.with_suffix(".mo")] = compiled(path, catalog)
    return wanted


def main(arguments: list[str]) -> int:
    """Write or check the catalogues; return the exit code."""
    stale = {
        path: content
        for path, content in files().items()
        if not path.is_file() or path.read_bytes() != content
    }
    if "--check" in arguments:
        for path in stale:
            name = path.relative_to(PACKAGE.parent)
            sys.stderr.write(f"{name} is out of date; run: python docs/translations.py\n")
        return int(bool(stale))
    for path, content in stale.items():
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
