"""What an importer is: a kind of register, where it is to be had, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coopgraph.importing.batch import Batch
from coopgraph.messages import Message

__all__ = ["Importer"]


@dataclass(frozen=True, slots=True)
class Importer:
    """A kind of register.

    Attributes
    ----------
    kind
        The word for it on the command line.
    title
        What is in it, in a few words.
    register
        Its name, which becomes the title of the source.
    publisher
        Who publishes it.
    page
        Its official page.
    licence
        Under which licence the facts are.
    forms
        Which files can be read.
    files
        Address of its files; empty where there is none.
    rank
        Standing of its rows: where several registers describe a body, the lowest wins.
    read
        Reads files into a batch and returns the date that they state, if they do; raises
        :class:`~coopgraph.errors.SourceError` for a file that is not what it should be.
    """

    kind: str
    title: Message
    register: str
    publisher: str
    page: str
    licence: str
    forms: Message
    files: str
    rank: int
    read: Callable[[Sequence[Path], Batch], str | None]
