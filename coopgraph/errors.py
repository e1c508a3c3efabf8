"""Exceptions of coopgraph.

Every error that leaves a public function is one of these; each also inherits the natural builtin,
so that callers may catch either. Its text is English; :meth:`CoopgraphError.in_language` says it
otherwise. Findings about the data are not exceptions: see :mod:`coopgraph.validation`.

::

    CoopgraphError
    ├── SourceError (OSError)           a file is missing, unreadable or not what it claims to be
    ├── CurationError (ValueError)      curated tables have faults; carries all of them
    │   ├── DismissalError              a list of dismissed gaps has faults
    │   ├── NoFocus (StoreError)        no organisation is in focus, and one is needed
    │   ├── MappingError                a mapping of a file to import has faults
    │   └── StyleError                  a house style of reports has faults
    ├── OntologyError (ValueError)      ontology, shapes or rules are broken
    ├── ValidationError (ValueError)    the graph violates its shapes
    ├── StoreError (RuntimeError)       a store cannot be opened or asked
    ├── QueryError (ValueError)         a query is malformed, refused or took too long
    │   ├── QueryNotFound (KeyError)    the library has no such query
    │   └── ParameterError              a parameter is missing, unknown or of the wrong type
    ├── ProjectionError (ValueError)    a projection is unknown or cannot be made
    ├── MeasureError (ValueError)       a measure is unknown, or says nothing on a projection
    ├── UnknownEntity (KeyError)        no entity has this name
    ├── AmbiguousName (KeyError)        several entities have this name
    └── MissingExtra (ImportError)      an optional dependency is not installed
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.messages import Message, counted, message, translated

__all__ = [
    "AmbiguousName",
    "CoopgraphError",
    "CurationError",
    "DismissalError",
    "Fault",
    "MappingError",
    "MeasureError",
    "MissingExtra",
    "NoFocus",
    "OntologyError",
    "ParameterError",
    "ProjectionError",
    "QueryError",
    "QueryNotFound",
    "SourceError",
    "StoreError",
    "StyleError",
    "UnknownEntity",
    "ValidationError",
    "reason",
]

_SHOWN = 20


class CoopgraphError(Exception):
    """Base of all errors of coopgraph: one clear message, exit code 3 on the command line."""

    def __str__(self) -> str:
        """Return the message as written, also where a builtin base would quote it."""
        return self.in_language("en")

    def in_language(self, lang: str) -> str:
        r"""Return the message in a language.

        Parameters
        ----------
        lang
            ``fr`` or ``en``.

        Returns
        -------
        str

        Examples
        --------
        >>> error = StoreError(message("the query cannot be answered: {reason}", reason="…"))
        >>> error.in_language("fr")
        'la requête est restée sans réponse\xa0: …'
        """
        return str(translated(self.args[0], lang)) if self.args else ""


class SourceError(CoopgraphError, OSError):
    """A file is missing, unreadable, or not what it claims to be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a curated table.

    Attributes
    ----------
    file
        Path of the table as the user knows it.
    line
        Line in the file, counted from 1 (the header); 0 when the whole file is concerned.
    column
        Name of the column; empty when the whole row is concerned.
    cause
        What is wrong.
    hint
        What to do; may be empty.
    """

    file: str
    line: int
    column: str
    cause: str
    hint: str = ""

    def __str__(self) -> str:
        """Render as ``file:line column name: cause; hint``."""
        return self.in_language("en")

    def in_language(self, lang: str) -> str:
        """Return the same in a language."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        if self.column:
            place += " " + message("column {column}", column=self.column).in_language(lang)
        parts = {"place": place, "cause": self.cause, "hint": self.hint}
        if self.hint:
            return message("{place}: {cause}; {hint}", **parts).in_language(lang)
        return message("{place}: {cause}", **parts).in_language(lang)


class CurationError(CoopgraphError, ValueError):
    """Curated tables have faults; all of them are in :attr:`faults`.

    Parameters
    ----------
    faults
        Every fault found; the message shows the first twenty and the count.

    Examples
    --------
    >>> print(CurationError([Fault("units.csv", 3, "year", "not a year: '20l5'")]))
    1 fault in the curated tables
      units.csv:3 column year: not a year: '20l5'
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def in_language(self, lang: str) -> str:
        """Return the message in a language."""
        number = len(self.faults)
        lines = [self._title(number).in_language(lang)]
        lines += [f"  {fault.in_language(lang)}" for fault in self.faults[:_SHOWN]]
        if number > _SHOWN:
            lines.append(f"  {message('… and {n} more', n=number - _SHOWN).in_language(lang)}")
        return "\n".join(lines)

    def _title(self, number: int) -> Message:
        return counted(
            "{n} fault in the curated tables", "{n} faults in the curated tables", n=number
        )


class DismissalError(CurationError):
    """A list of dismissed gaps has faults; see :mod:`coopgraph.curation.dismissals`."""

    def _title(self, number: int) -> Message:
        return counted(
            "{n} fault in the list of dismissed gaps",
            "{n} faults in the list of dismissed gaps",
            n=number,
        )


class MappingError(CurationError):
    """A mapping of a file to import has faults; see :mod:`coopgraph.importing.mapping`."""

    def _title(self, number: int) -> Message:
        return counted("{n} fault in the mapping", "{n} faults in the mapping", n=number)


class StyleError(CurationError):
    """A house style has faults; see :mod:`coopgraph.outputs.report.style`."""

    def _title(self, number: int) -> Message:
        return counted("{n} fault in the house style", "{n} faults in the house style", n=number)


class OntologyError(CoopgraphError, ValueError):
    """The ontology, a shape or a rule is broken."""


class ValidationError(CoopgraphError, ValueError):
    """The assembled graph violates its shapes."""


class StoreError(CoopgraphError, RuntimeError):
    """A store cannot be opened or asked."""


class NoFocus(CurationError, StoreError):
    """No organisation is in focus, and what was asked depends on one.

    Parameters
    ----------
    where
        Folder or address of the store.
    example
        How an organisation of it may be named; empty if it has none.
    structures
        How many structures or collaborations that organisation has there.
    faults
        The table that is missing, where tables were read.

    Examples
    --------
    >>> print(NoFocus("land", "CNRS", 7))
    land: no organisation is in focus, and this depends on one; name it with --focus, for instance \
--focus CNRS (7 structures here), or add landscape.csv with one row: focus,label_fr,label_en
    """

    def __init__(
        self, where: str, example: str = "", structures: int = 0, faults: Sequence[Fault] = ()
    ) -> None:
        super().__init__(faults)
        self.where, self.example, self.structures = where, example, structures

    def in_language(self, lang: str) -> str:
        """Return the message in a language."""
        if not self.example:
            return message(
                "{where}: no organisation is in focus, and this depends on one; name it with "
                "--focus, or add landscape.csv with one row: focus,label_fr,label_en",
                where=self.where,
            ).in_language(lang)
        return message(
            "{where}: no organisation is in focus, and this depends on one; name it with --focus, "
            "for instance --focus {example} ({structures} here), or add landscape.csv with one "
            "row: focus,label_fr,label_en",
            where=self.where,
            example=self.example,
            structures=counted("{n} structure", "{n} structures", n=self.structures),
        ).in_language(lang)


class QueryError(CoopgraphError, ValueError):
    """A query is malformed, refused or took too long."""


class QueryNotFound(QueryError, KeyError):
    """The library has no query of this name."""


class ParameterError(QueryError):
    """A parameter of a query is missing, unknown or of the wrong type."""


class ProjectionError(CoopgraphError, ValueError):
    """A projection is unknown or cannot be made."""


class MeasureError(CoopgraphError, ValueError):
    """A measure is unknown, or says nothing on a projection."""


class UnknownEntity(CoopgraphError, KeyError):
    """No entity of the landscape has this name."""


class AmbiguousName(CoopgraphError, KeyError):
    """Several entities of the landscape have this name."""


class MissingExtra(CoopgraphError, ImportError):
    """An optional dependency is needed and not installed."""


#: Why the system refused, in words that say what to do; other reasons are the system's own words.
_REASONS = {
    errno.EACCES: message("no permission; is the file open in another program?"),
    errno.EPERM: message("no permission; is the file open in another program?"),
    errno.ENOENT: message("no such file or folder"),
    errno.ENOTDIR: message("a part of the path is no folder"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOSPC: message("no space left on the disk"),
    errno.EDQUOT: message("no space left in the quota"),
    errno.EROFS: message("the disk is read-only"),
    errno.ENAMETOOLONG: message("the name is too long"),
    errno.EMFILE: message("too many open files"),
}


def reason(error: OSError | ValueError) -> str:
    """Return why the system refused to read or write.

    Examples
    --------
    >>> reason(IsADirectoryError(21, "Is a directory"))
    'it is a folder'
    """
    number = getattr(error, "errno", None)
    if number in _REASONS:
        return _REASONS[number]
    return getattr(error, "strerror", None) or str(error)
