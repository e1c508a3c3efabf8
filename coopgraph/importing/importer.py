"""What an importer is: a kind of register, where it is to be had, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Literal

from coopgraph.importing.batch import Batch
from coopgraph.messages import Message

__all__ = ["Importer", "RegistryFile", "Standing"]


class Standing(IntEnum):
    """How well a register knows to which table a thing belongs; the lowest wins."""

    #: It is the register of such things.
    REGISTER = 0
    #: It says so; what a row of a body means unless its register says otherwise.
    STATED = 1
    #: It calls it so by what it is within; what a row of a structure means.
    LIKELY = 2
    #: It calls everything so.
    UNSURE = 3
    #: It only mentions it.
    MENTIONED = 4


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A file that the publisher of a register offers at an address.

    Attributes
    ----------
    url
        Address of the file, or of the list that names it.
    name
        Name under which the file is kept, for an address that ends in none; in a list, the
        regular expression of its name there.
    listed
        What the address is a list of: blank for the file itself, ``zenodo`` for the records of a
        community, newest first, ``data.gouv`` for a data set of data.gouv.fr.

    Examples
    --------
    >>> RegistryFile("https://cordis.europa.eu/data/cordis-h2020projects-csv.zip").listed
    ''
    """

    url: str
    name: str = ""
    listed: Literal["", "zenodo", "data.gouv"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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
        Its official files, which ``--download`` fetches; none where no address holds the register.
    by_hand
        Why no address holds it and how to get it; where ``files`` is empty.
    rank
        Standing of its rows: where several registers describe a body, the lowest wins.
    standing
        By table, how well the register knows that its things belong there; what is not named is
        as usual (:mod:`coopgraph.importing.choosing`).
    example
        What stands behind the kind in an example: a file as it is published, and options.
    by_country
        Whether its bodies carry a country, by which they can be chosen.
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
    files: Sequence[RegistryFile] = ()
    by_hand: Message | None = None
    rank: int
    example: str
    by_country: bool = False
    standing: Mapping[str, Standing] = field(default_factory=dict)
    read: Callable[[Sequence[Path], Batch], str | None]
