"""The query library: the ``.rq`` files under ``queries/``, found by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coopgraph.errors import QueryError, QueryNotFound, reason
from coopgraph.messages import message
from coopgraph.resources import queries_dir
from coopgraph.sparql.header import Parameter, QueryHeader, read_header

__all__ = ["INTERNAL_FOLDERS", "Library", "LibraryQuery"]

#: Folders of queries that other parts of coopgraph ask; they answer no question of a reader.
INTERNAL_FOLDERS = frozenset({"gaps", "projection"})


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """A query of the library.

    Attributes
    ----------
    header
        What its header says.
    folder
        Folder under ``queries/``: the subject.
    text
        The whole file, which is SPARQL 1.1.
    """

    header: QueryHeader
    folder: str
    text: str

    @property
    def name(self) -> str:
        """Name by which it is asked for."""
        return self.header.id

    @property
    def title_fr(self) -> str:
        """French title."""
        return self.header.title_fr

    @property
    def title_en(self) -> str:
        """English title."""
        return self.header.title_en

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters, in the order of the header."""
        return self.header.parameters

    def title(self, lang: str) -> str:
        """Return the title in a language."""
        return self.header.title_en if lang == "en" else self.header.title_fr

    def question(self, lang: str) -> str:
        """Return the question in a language."""
        return self.header.question_en if lang == "en" else self.header.question_fr


class Library:
    """All queries under a folder.

    Parameters
    ----------
    folder
        Folder of the queries; the packaged one by default.

    Examples
    --------
    >>> Library().get("conventions-by-year").folder
    'agreements'
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else queries_dir()

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted(self.folder.glob("*/*.rq"))}

    def __iter__(self) -> Iterator[LibraryQuery]:
        """Yield every query, by folder and name."""
        for name in sorted(self._paths, key=lambda name: (self._paths[name].parent.name, name)):
            yield self.get(name)

    def get(self, name: str) -> LibraryQuery:
        """Return the query of this name.

        Raises
        ------
        QueryNotFound
            If there is none; the message names those that look alike.
        """
        path = self._paths.get(name)
        if path is None:
            near = difflib.get_close_matches(name, self._paths, n=3, cutoff=0.5)
            near = near or [other for other in self._paths if name and name in other][:3]
            if near:
                raise QueryNotFound(
                    message(
                        "no query {name!r} in the library; did you mean {near}? "
                        "(see: coopgraph queries)",
                        name=name,
                        near=", ".join(near),
                    )
                )
            raise QueryNotFound(
                message("no query {name!r} in the library (see: coopgraph queries)", name=name)
            )
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                message("{path}: cannot be read: {reason}", path=path, reason=reason(error))
            ) from error
        header = read_header(text, f"{path.parent.name}/{path.name}")
        return LibraryQuery(header=header, folder=path.parent.name, text=text)

    def in_folder(self, folder: str) -> list[LibraryQuery]:
        """Return the queries of a folder, by name."""
        return [query for query in self if query.folder == folder]

    def questions(self) -> list[LibraryQuery]:
        """Return the queries that answer a question of a reader, by folder and name."""
        return [query for query in self if query.folder not in INTERNAL_FOLDERS]
