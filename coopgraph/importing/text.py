"""Names as registers print them, made fit for the cells of a curated table."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from coopgraph.curation.plain_text import LONGEST, is_damaged, is_formula, text_fault
from coopgraph.invisible import find_hidden, replace_unseen

__all__ = ["clean", "unfit_name", "web_address"]

_SPACES: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u2028\u2029]+")
_HALVES: Final = re.compile("[\ud800-\udfff]")
_ADDRESS: Final = re.compile(r"https?://[\w.-]+(?::[0-9]+)?(?:[/?#][^\s<>\"{}|\\^`\[\]]*)?\Z")


def clean(text: object) -> str | None:
    r"""Return a name as one line of plain text, or None if nothing can be kept.

    Blanks are made single, invisible characters go unless a script needs them, the form is NFC.
    What a spreadsheet would run as a formula, or what lost characters on its way, is no name.

    Parameters
    ----------
    text
        The name, or whatever the register has in its place.

    Returns
    -------
    str or None

    Examples
    --------
    >>> clean("  Université  de Lille\n"), clean("=HYPERLINK(A1)"), clean(None)
    ('Université de Lille', None, None)
    >>> clean("Uni\u00adversité\u200b"), clean("پژوهش\u200cها") == "پژوهش\u200cها"
    ('Université', True)
    """
    if not isinstance(text, str):
        return None
    # Python calls fillers and selectors printable, too.
    if text.isprintable() and (
        text.isascii() or (unicodedata.is_normalized("NFC", text) and find_hidden(text) is None)
    ):
        # By far the most: nothing invisible, no blank but the common one.
        bare = text.strip() if "  " not in text else " ".join(text.split())
        if not bare or len(bare) > LONGEST:
            return None
        if (bare[0] in "=@#" and is_formula(bare)) or is_damaged(bare):
            return None
        return bare
    bare = _bare(text)
    return None if not bare or text_fault(bare) else bare


def unfit_name(*names: object) -> str:
    """Return why none of some names can be kept, by the word that importers give.

    Parameters
    ----------
    names
        Names of which :func:`clean` keeps none, or whatever the register has in their place; the
        texts of lists and objects count.

    Returns
    -------
    str
        A reason of :data:`coopgraph.importing.wording.REASONS`: that of the first name that says
        anything, ``no-name`` if none does.

    Examples
    --------
    >>> unfit_name("", None), unfit_name(" ", "=HYPERLINK(A1)"), unfit_name({"fr": "A" * 2001})
    ('no-name', 'formula-name', 'long-name')
    >>> unfit_name("AcadÃ©mie")
    'damaged-name'
    """
    for name in names:
        if isinstance(name, dict | list):
            reason = unfit_name(*(name.values() if isinstance(name, dict) else name))
            if reason != "no-name":
                return reason
        elif isinstance(name, str) and (bare := _bare(name)):
            if len(bare) > LONGEST:
                return "long-name"
            return "formula-name" if is_formula(bare) else "damaged-name"
    return "no-name"


def _bare(text: str) -> str:
    kept = replace_unseen(_HALVES.sub("", unicodedata.normalize("NFC", text)), _blank)
    return _SPACES.sub(" ", kept).strip()


def _blank(sign: str) -> str:
    return " " if sign in "\r\x0b\x0c\x85\u2028\u2029" else ""


def web_address(text: object) -> str | None:
    """Return an address of the web, or None if it is none that a table may hold.

    Examples
    --------
    >>> web_address("www.inserm.fr"), web_address("https://www.inserm.fr ")
    (None, 'https://www.inserm.fr')
    """
    if not isinstance(text, str):
        return None
    bare = text.strip()
    return bare if _ADDRESS.match(bare) and len(bare) <= LONGEST else None
