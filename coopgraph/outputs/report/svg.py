"""SVG that is a drawing and nothing else: nothing in it runs, asks for a file or marks its page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, MutableMapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, tostring

from coopgraph.messages import Message, message
from coopgraph.outputs.safe_text import visible, xml_text

__all__ = ["SvgRefused", "active_parts", "inline_svg", "pictures", "read_svg", "unescaped"]

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
#: What a still drawing is made of.
_STILL: Final = frozenset(
    [
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "view"),
        *("text", "tspan", "textPath", "clipPath", "mask", "marker", "pattern"),
        *("linearGradient", "radialGradient", "stop", "filter"),
    ]
)
#: What a figure needs of it; links become groups, since a figure is one image to its readers.
_DRAWN: Final = _STILL - {"metadata", "style", "title", "desc", "view", "switch"}
_PICTURE: Final = re.compile(r"data:image/(?P<kind>png|jpeg);base64,(?P<content>[A-Za-z0-9+/=\s]*)")
_ADDRESS: Final = re.compile(r"(?:url|src|image-set)\((?!\s*['\"]?#)", re.I)
_LOADED: Final = re.compile(rf"@import|{_ADDRESS.pattern}", re.I)
_OWN: Final = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
#: Digits beyond a hundredth of a point, a good half of the outline of a country.
_TINY: Final = re.compile(r"(?<=\.\d\d)\d+")
_PROPERTY: Final = re.compile(r"[a-z-]+")
#: An escape of CSS: a code, or any other letter as it is.
_ESCAPED: Final = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.I)


class SvgRefused(ValueError):
    """The text is no SVG that is read; its argument is the :class:`Message` that says why."""


class _Tree(TreeBuilder):
    """A tree without a document type: entities cannot be declared, hence not unfold."""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise SvgRefused(
            message("has a document type declaration (<!DOCTYPE>); save it as plain SVG")
        )

    def pi(self, _target: str, _data: str | None = None) -> Element:
        raise SvgRefused(message("has a processing instruction (<?…?>); save it as plain SVG"))


def read_svg(content: str | bytes) -> Element:
    """Parse SVG.

    Parameters
    ----------
    content
        The document.

    Returns
    -------
    Element
        Its root.

    Raises
    ------
    SvgRefused
        If it is no XML, has a document type or a processing instruction, or is no SVG.

    Examples
    --------
    >>> read_svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>').get("viewBox")
    '0 0 1 1'
    """
    parser = XMLParser(target=_Tree())  # noqa: S314 - no document type, hence no entities
    try:
        parser.feed(content)
        root: Element = parser.close()
    except ParseError as error:
        raise SvgRefused(message("no sound XML: {reason}", reason=str(error))) from error
    if root.tag != _SVG + "svg":
        raise SvgRefused(message("no SVG: its root is not <svg>"))
    return root


def active_parts(root: Element) -> Iterator[Message]:
    """Yield what is more than a still drawing: scripts, animations, addresses of other files.

    Parameters
    ----------
    root
        The root of a drawing.

    Yields
    ------
    Message
        What it is, in the order of the file.

    Examples
    --------
    >>> text = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script/></svg>'
    >>> list(active_parts(read_svg(text)))
    ['attribute onload', 'element <script>']
    """
    for element in root.iter():
        tag = str(element.tag)
        space, _, name = tag.rpartition("}")
        # Editors put notes of their own into namespaces of their own; pages of the web are no note.
        if (space == _SVG[:-1] and name not in _STILL) or space.endswith("/xhtml"):
            yield message("element <{name}>", name=name)
        for attribute, value in element.items():
            short = attribute.rpartition("}")[2]
            if short.lower().startswith("on"):
                yield message("attribute {name}", name=short)
            elif _ADDRESS.search(unescaped(value)) or (
                short in ("href", "src", "base") and not _stays(value)
            ):
                yield message("address of another file: {address}", address=value[:60])
        text = unescaped("".join(element.itertext())) if name == "style" else ""
        if found := _LOADED.search(text):
            yield message("address of another file: {address}", address=found[0])


def unescaped(css: str) -> str:
    r"""Return declarations as a browser reads them: a letter for each escape.

    Examples
    --------
    >>> unescaped(r"fill: \75rl(#a); stroke: u\rl(#b)")
    'fill: url(#a); stroke: url(#b)'
    """

    def letter(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else 0
        return chr(code) if 0 < code <= 0x10FFFF else found[2] or "\ufffd"

    return _ESCAPED.sub(letter, css)


def pictures(root: Element) -> Iterator[tuple[str, bytes]]:
    r"""Yield the images of pixels that a still drawing holds.

    Parameters
    ----------
    root
        The root of a drawing without active parts.

    Yields
    ------
    tuple of str and bytes
        ``PNG`` or ``JPEG``, and the image.

    Examples
    --------
    >>> image = '<image href="data:image/png;base64,AAAA"/>'
    >>> list(pictures(read_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{image}</svg>')))
    [('PNG', b'\x00\x00\x00')]
    """
    for element in root.iter():
        for attribute, value in element.items():
            if attribute.rpartition("}")[2] == "href" and (found := _PICTURE.fullmatch(value)):
                # Without its own check of the padding: what is damaged is so as an image, too.
                content = found["content"].rstrip("= \t\r\n")
                kind = found["kind"].upper()
                yield kind, base64.b64decode(content + "=" * (-len(content) % 4))


def inline_svg(content: str, *, prefix: str, label: str, classes: MutableMapping[str, str]) -> str:
    """Return a drawing as an element of a page.

    Ids get a prefix, so that those of two drawings never meet; inline styles become classes, which
    a strict content security policy lets pass; whatever is more than a drawing is left out.

    Parameters
    ----------
    content
        The drawing.
    prefix
        What its ids begin with.
    label
        What is said to those who do not see it.
    classes
        Name of the class by its declarations; grows.

    Returns
    -------
    str
    """
    root = read_svg(xml_text(content))
    used = {found for element in root.iter() for found in _references(element)}
    kept = _kept(root, prefix, used, classes)
    for name in ("width", "height"):
        if (size := re.fullmatch(r"([\d.]+)pt", root.get(name, ""))) is not None:
            kept.set(name, f"{float(size[1]) * 96 / 72:.0f}")
    kept.set("class", "plot")
    kept.set("role", "img")
    kept.set("aria-label", label)
    return tostring(kept, encoding="unicode")


def _kept(
    element: Element, prefix: str, used: set[str], classes: MutableMapping[str, str]
) -> Element:
    """Return a copy without namespaces, and without what is no drawing."""
    name = str(element.tag).removeprefix(_SVG)
    copy = Element("g" if name == "a" else name)
    for attribute, value in element.items():
        short = attribute.removeprefix(_XLINK)
        if short == "href":
            if name != "a" and _stays(value):
                copy.set("href", f"#{prefix}{value[1:]}" if value.startswith("#") else value)
        elif short == "id":
            if value in used:
                copy.set("id", prefix + value)
        elif short == "style":
            if declared := _declared(value, prefix):
                copy.set("class", classes.setdefault(declared, f"s{len(classes)}"))
        elif short == "d":
            copy.set("d", " ".join(_TINY.sub("", value).split()))
        elif _is_plain(short) and not _ADDRESS.search(value):
            copy.set(short, _prefixed(value, prefix))
    written = name in ("text", "tspan", "textPath")
    copy.text = visible(element.text) if written and element.text else None
    for child in element:
        child_name = str(child.tag).removeprefix(_SVG)
        if child_name in _DRAWN or child_name == "a":
            inner = _kept(child, prefix, used, classes)
            inner.tail = visible(child.tail) if written and child.tail else None
            if len(inner) or inner.tag not in ("g", "defs"):
                copy.append(inner)
    return copy


def _is_plain(attribute: str) -> bool:
    hidden = "}" in attribute or attribute in ("class", "version")
    return not hidden and not attribute.lower().startswith("on")


def _declared(style: str, prefix: str) -> str:
    """Return the declarations of an inline style, each checked and in the order given."""
    kept = []
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        harmless = not re.search(r"[{}<>\\@]", value) and not _ADDRESS.search(value)
        if value and harmless and _PROPERTY.fullmatch(name):
            if name == "font-family":
                # Readers without the font see the letters of their system.
                value += "" if "sans-serif" in value else ",sans-serif"
            kept.append(f"{name}:{_prefixed(value, prefix)}")
    return ";".join(kept)


def _prefixed(value: str, prefix: str) -> str:
    return _OWN.sub(lambda found: f"url(#{prefix}{found[1]})", value)


def _references(element: Element) -> Iterator[str]:
    for attribute, value in element.items():
        if attribute.removeprefix(_XLINK) == "href" and value.startswith("#"):
            yield value[1:]
        yield from _OWN.findall(value)


def _stays(address: str) -> bool:
    return address.startswith("#") or _PICTURE.fullmatch(address) is not None
