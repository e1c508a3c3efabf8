"""The look of a house: logo, colours and lines of text, the same in every format with a look.

:func:`read_style` reads it from a small YAML file, checks all of it and says all faults at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopgraph.curation.meant import closest
from coopgraph.curation.yaml_tree import Tree, read_tree
from coopgraph.errors import Fault, StyleError, reason
from coopgraph.messages import Message, message
from coopgraph.outputs.report.colour import contrast, is_colour
from coopgraph.outputs.report.logo import LARGEST, LogoRefused, media_type_of

__all__ = ["PLAIN_STYLE", "STYLE_FILE", "HouseStyle", "Logo", "read_style"]

#: Name of the file where a folder is given.
STYLE_FILE: Final = "style.yaml"
_KEYS: Final = ("accent", "header", "footer", "logo")
_LOGO_KEYS: Final = ("file", "alt")
_LONGEST: Final = 120
#: What WCAG 2 asks of text of normal size.
_CONTRAST: Final = 4.5


def _accent_refused(colour: str) -> Message | None:
    if not is_colour(colour):
        return message("accent: no colour: {colour!r}; write it as '#1B4F72'", colour=colour)
    ratio = contrast(colour, "#FFFFFF")
    if ratio < _CONTRAST:
        # Rounded down: 4.499 must not read as 4.5.
        return message(
            "accent: {colour} on white has a contrast of {ratio}:1; a text needs 4.5:1, hence a "
            "darker colour",
            colour=colour,
            ratio=f"{int(ratio * 100) / 100:.2f}",
        )
    return None


@dataclass(frozen=True, slots=True)
class Logo:
    """An image for the head of the first page.

    Attributes
    ----------
    content
        The file.
    media_type
        ``image/png``, ``image/jpeg`` or ``image/svg+xml``.
    alt
        What it says, for those who do not see it.
    """

    content: bytes
    media_type: str
    alt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HouseStyle:
    """What a house sets.

    Attributes
    ----------
    accent
        Colour of headings and rules, ``#rrggbb``; dark enough to be read on white.
    header, footer
        Lines at the head and the foot of every page; empty for none.
    logo
        Image on the first page.

    Raises
    ------
    StyleError
        If the accent is no such colour.

    Examples
    --------
    >>> HouseStyle(accent="#7A1F5C", footer="Internal").accent
    '#7A1F5C'
    """

    accent: str = "#1B4F72"
    header: str = ""
    footer: str = ""
    logo: Logo | None = None

    def __post_init__(self) -> None:
        """Refuse a colour that no heading can have."""
        if refusal := _accent_refused(self.accent):
            raise StyleError([Fault("HouseStyle", 0, "", refusal)])


#: The look of a report for which nobody set one.
PLAIN_STYLE: Final = HouseStyle()


def read_style(path: Path) -> HouseStyle:
    r"""Read and check a house style.

    Parameters
    ----------
    path
        A YAML file, or a folder that holds a ``style.yaml``. The file of the logo is looked for
        beside it.

    Returns
    -------
    HouseStyle

    Raises
    ------
    SourceError
        If the file cannot be read or is no YAML.
    StyleError
        If anything in it is unknown, missing or of no use; carries all faults, each with its line.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "style.yaml"
    >>> _ = file.write_text('accent: "#7A1F5C"\nfooter: Internal\n')
    >>> read_style(file).footer
    'Internal'
    """
    file = path / STYLE_FILE if path.is_dir() else path
    tree, faults = read_tree(file)
    reader = _Reader(file, faults)
    top = reader.known(tree, _KEYS, "")
    accent = reader.accent(top.get("accent"))
    header, footer = (reader.text(top.get(name), name) for name in ("header", "footer"))
    logo = reader.logo(top.get("logo"))
    if faults:
        raise StyleError(sorted(faults, key=lambda fault: fault.line))
    return HouseStyle(accent=accent, header=header, footer=footer, logo=logo)


class _Reader:
    """Walks through the file and notes what is wrong with it."""

    def __init__(self, file: Path, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults

    def fault(self, line: int, cause: str, hint: str = "") -> None:
        self.faults.append(Fault(str(self.file), line, "", cause, hint))

    def known(self, tree: Tree, names: tuple[str, ...], under: str) -> dict[str, Tree]:
        """Return what stands under the known keys."""
        found = {}
        for name, value in (tree.keys or {}).items():
            if name in names:
                found[name] = value
            else:
                hint = closest(name, names) or message("known are {names}", names=", ".join(names))
                self.fault(tree.lines[name], message("unknown key {key}", key=under + name), hint)
        return found

    def accent(self, tree: Tree | None) -> str:
        if tree is None:
            return PLAIN_STYLE.accent
        if tree.blank:
            self.fault(
                tree.line,
                message("accent: blank"),
                message("put the colour in quotes, '#1B4F72': YAML skips what follows a #"),
            )
            return PLAIN_STYLE.accent
        colour = self.text(tree, "accent")
        if colour and (refusal := _accent_refused(colour)):
            self.fault(tree.line, refusal)
        return colour

    def text(self, tree: Tree | None, name: str, *, needed: bool = False) -> str:
        """Return one line of text."""
        text = "" if tree is None or tree.text is None or tree.blank else tree.text.strip()
        if tree is not None and tree.text is None:
            self.fault(tree.line, message("{key}: one line of text is expected", key=name))
        elif tree is not None and "\n" in text:
            self.fault(tree.line, message("{key}: has several lines; one is shown", key=name))
        elif tree is not None and len(text) > _LONGEST:
            self.fault(
                tree.line,
                message(
                    "{key}: has {n} characters; {most} at most",
                    key=name,
                    n=len(text),
                    most=_LONGEST,
                ),
            )
        elif tree is not None and needed and not text:
            self.fault(tree.line, message("{key}: blank", key=name))
        return text

    def logo(self, tree: Tree | None) -> Logo | None:
        if tree is None or tree.blank:
            return None
        if tree.keys is None:
            self.fault(tree.line, message("logo: keys file and alt are expected under it"))
            return None
        inner = self.known(tree, _LOGO_KEYS, "logo.")
        hints = {
            "file": message("name the file of the image"),
            "alt": message("say what the logo shows, for those who do not see it"),
        }
        for name in _LOGO_KEYS:
            if name not in inner:
                self.fault(tree.line, message("logo.{name}: missing", name=name), hints[name])
        name = self.text(inner.get("file"), "logo.file", needed=True)
        alt = self.text(inner.get("alt"), "logo.alt", needed=True)
        return self._image(name, alt, inner["file"].line) if name else None

    def _image(self, name: str, alt: str, line: int) -> Logo | None:
        path = self.file.parent / name
        try:
            if path.is_fifo() or path.is_char_device():  # it may never end, or never begin
                raise LogoRefused(message("is no regular file"))
            with path.open("rb") as opened:
                content = opened.read(LARGEST + 1)
                size = opened.seek(0, 2)
            media_type = media_type_of(content, size=size)
        except (OSError, ValueError) as error:
            cause = error.args[0] if isinstance(error, LogoRefused) else reason(error)
            self.fault(line, message("logo.file: {name}: {cause}", name=name, cause=cause))
            return None
        return Logo(content, media_type, alt)
