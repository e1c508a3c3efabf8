"""Messages as data: an English text with named places, what stands in them, French on demand.

A message *is* its English text (a ``str``), so that whoever only prints or compares it need not
know more; it keeps text and arguments apart, so that it can be said in another language later, by
whoever knows which. Translations are gettext catalogues under ``coopgraph/locale``; how to add a
message stands in CONTRIBUTING.md. A translation may ask for a name with its article
(``{name:de}``): see :mod:`coopgraph.french`.
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Self, overload

from coopgraph.french import FORMS, formed

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "LOCALE",
    "Message",
    "bilingual",
    "counted",
    "load_catalogues",
    "message",
    "translated",
]

#: Languages of the messages; English is the language of the source text.
LANGUAGES: Final = ("fr", "en")
#: Name of the catalogue.
DOMAIN: Final = "coopgraph"
#: Folder of the catalogues.
LOCALE: Final = Path(__file__).resolve().parent / "locale"


class Message(str):
    """An English text that can be said in other languages; made by :func:`message`.

    Attributes
    ----------
    text
        The text with its places, which is its key in the catalogue.
    many
        The same for several; empty where nothing is counted.
    arguments
        What stands in the places; may hold messages.
    """

    __slots__ = ("arguments", "many", "text")
    text: str
    many: str
    arguments: dict[str, object]

    def __new__(cls, text: str, many: str, arguments: dict[str, object]) -> Self:
        """Say it in English."""
        chosen = many if many and arguments["n"] != 1 else text
        self = super().__new__(cls, chosen.format_map(arguments))
        self.text, self.many, self.arguments = text, many, arguments
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.text, self.many, self.arguments))

    def in_language(self, lang: str) -> str:
        """Return the message in a language; in English where that is all there is."""
        catalogue = _catalogue(lang)
        if self.many:
            n = self.arguments["n"]
            chosen = catalogue.ngettext(self.text, self.many, n if isinstance(n, int) else 2)
        else:
            chosen = catalogue.gettext(self.text)
        said = {name: translated(value, lang) for name, value in self.arguments.items()}
        return _SPEAKERS.get(lang, _SPEAKER).vformat(chosen, (), said)


class _Speaker(string.Formatter):
    """Fills in places; of a name, a catalogue may ask for the form with its article."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, Any]) -> Any:
        """Return an argument, which has a name."""
        return kwargs[str(key)]

    def format_field(self, value: object, format_spec: str) -> str:
        """Return ``{name:de}`` as *du CNRS*; any other place as :func:`format` does."""
        for form in FORMS:
            if format_spec == form:
                return formed(value if isinstance(value, str) else str(value), form)
        return format(value, format_spec)


class _FrenchSpeaker(_Speaker):
    """Writes quotes as French does."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Return ``{name!r}`` of a text between guillemets; what cannot be seen stays escaped."""
        if conversion == "r" and isinstance(value, str):
            shown = "".join(map(_visible, value))
            return f"«\N{NO-BREAK SPACE}{shown}\N{NO-BREAK SPACE}»"
        return super().convert_field(value, conversion)


def _visible(sign: str) -> str:
    """Return a character, or its escape if it cannot be seen."""
    return repr(sign)[1:-1] if repr(sign).startswith("'\\") and sign != "\\" else sign


_SPEAKER: Final = _Speaker()
_SPEAKERS: Final = {"fr": _FrenchSpeaker()}


class _Bilingual(Message):
    """A text that comes in both languages, from the ontology or the head of a query."""

    __slots__ = ()

    def in_language(self, lang: str) -> str:
        """Return the French text or the English one."""
        return str(self.arguments["fr" if lang == "fr" else "en"])


def bilingual(fr: str, en: str) -> Message:
    """Return a message of which both texts are known and none is in the catalogue.

    Examples
    --------
    >>> print(message("year out of range: {value}", value=bilingual("an", "year")))
    year out of range: year
    """
    return _Bilingual("{en}", "", {"fr": fr, "en": en})


def message(text: str, /, **arguments: object) -> Message:
    """Return a message.

    Parameters
    ----------
    text
        English text with places such as ``{path}`` or ``{name!r}``; braces are doubled.
    **arguments
        What stands in the places.

    Returns
    -------
    Message

    Examples
    --------
    >>> cause = message("not a year: {value!r}", value="20l5")
    >>> cause
    "not a year: '20l5'"
    >>> print(cause.in_language("fr"))
    ce n’est pas une année : « 20l5 »
    """
    return Message(text, "", arguments)


def counted(one: str, many: str, /, *, n: int, **arguments: object) -> Message:
    """Return a message whose wording depends on a number.

    Parameters
    ----------
    one, many
        English text for one and for any other number.
    n
        The number, which stands in the place ``{n}``.
    **arguments
        What stands in the other places.

    Returns
    -------
    Message

    Examples
    --------
    >>> counted("{n} fault in the curated tables", "{n} faults in the curated tables", n=2)
    '2 faults in the curated tables'
    """
    return Message(one, many, {"n": n, **arguments})


@overload
def translated(value: str, lang: str) -> str: ...
@overload
def translated(value: object, lang: str) -> object: ...
def translated(value: object, lang: str) -> object:
    """Return a message in a language, and anything else as it is.

    Examples
    --------
    >>> translated("as it is", "fr")
    'as it is'
    """
    return value.in_language(lang) if isinstance(value, Message) else value


def load_catalogues() -> None:
    """Read all catalogues now, where files will be out of reach later."""
    for lang in LANGUAGES:
        _catalogue(lang)


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)
