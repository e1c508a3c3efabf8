"""Tell by the first kilobytes of a file of which kind of register it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import open_text
from coopgraph.importing.files.damage import DAMAGE
from coopgraph.importing.header import bare_name
from coopgraph.messages import message

__all__ = ["kinds_of", "refuse_foreign"]

#: How many characters are looked at; a first record of the longest registers is shorter.
_LOOK: Final = 1 << 14
_SUFFIXES: Final = (".jsonl", ".json", ".csv", ".tsv", ".txt", ".ttl", ".trig", ".nq", ".nt")
_FINESS: Final = ("finess", "finess-sites")
#: By kinds: columns that tell a table, by their names without case, accents and signs.
_COLUMNS: Final[Sequence[tuple[tuple[str, ...], str]]] = (
    (("rnsr",), "numeronationaldestructure libelle tutelles"),
    (("etablissements",), "uai typedetablissement"),
    (("etablissements",), "uaiidentifiant typedetablissement"),
    (_FINESS, "finess etalab"),
    (_FINESS, "structureet"),
    (_FINESS, "structureej"),
    (("wikidata",), "item labelfr"),
    (("cordis",), "projectid organisationid"),
    (("cordis",), "projectid organizationid"),
    (("cordis",), "projectid euroscivoccode"),
    (("cordis",), "projectrcn neworgid"),
    (("cordis",), "neworgid name"),
    (("cordis",), "orgid numprojects"),
    (("cordis",), "pic name countrycode"),
    (("cordis",), "acronym startdate enddate"),
    (("openalex",), "institutionsid institutionsror"),
    (("openalex",), "unitror laboratoire"),
    (("openalex",), "openalexid openalexlineage"),
)
#: By kinds: names of members that tell JSON, written in the same way.
_MEMBERS: Final[Sequence[tuple[tuple[str, ...], str]]] = (
    (("rnsr",), "numeronationaldestructure libelle"),
    (("etablissements",), "uolib typedetablissement"),
    (_FINESS, "dataesrid dataesrname"),
    (_FINESS, "numerofinessetnofinesset"),
    (("ror",), "admin domains externalids"),
    (("ror",), "id name emailaddress ipaddresses"),
    (("scanr",), "id label isfrench nature"),
    (("scanr",), "id label levellabel"),
    (("scanr",), "id label participants duration"),
    (("wikidata",), "libelle recommande"),
    (("wikidata",), "item labelfr"),
    (("hal",), "docid names"),
    (("openalex",), "id displayname workscount"),
    (("openalex",), "id displayname authorships"),
    (("cordis",), "acronym pics"),
)
#: What columns are called in a table that holds numbers of registers and nothing else.
_NUMBERS: Final = frozenset(
    (
        "rnsr", "numeronationaldestructure", "ror", "uai", "siren", "siret", "grid", "wikidata",
        "isni", "pic", "idref", "fundref", "finess", "hal", "openalex", "confidence",
    )
)  # fmt: skip
_MEMBER: Final = re.compile(r'"((?:[^"\\\n]|\\.){1,80})"\s*:')
_RDF: Final = re.compile(
    r"(?:\s|#.*\n)*(?:@?(?:prefix|base)\s|<https?://[^>\s]*>\s+<|<\?xml[^>]*>\s*<rdf:)",
    re.IGNORECASE,
)


def kinds_of(path: Path) -> tuple[str, ...]:
    """Return the kinds of register of which a file looks.

    Parameters
    ----------
    path
        A file, packed or not.

    Returns
    -------
    tuple of str
        Kinds of :data:`coopgraph.importing.KINDS` that read such a file, the usual one first;
        empty for a file that bears no sign of a register, or cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("numero_national_de_structure;libelle;tutelles")
    >>> kinds_of(file)
    ('rnsr',)
    """
    text = _start(path)
    if _RDF.match(text):
        return ("rdf",)
    if text[:1] in ("{", "["):
        names, signs = _MEMBER.findall(text), _MEMBERS
        if "$schema" in names:
            return ()
    else:
        header = text.lstrip().partition("\n")[0]
        names, signs = re.split(r"[;,\t]", header.replace('"', "")), _COLUMNS
    there = {bare_name(name) for name in names}
    for kinds, wanted in signs:
        if there.issuperset(wanted.split()):
            return kinds
    return ("crosswalk",) if len(there) > 1 and there <= _NUMBERS else ()


def refuse_foreign(kind: str, paths: Sequence[Path]) -> None:
    """Refuse files that look like those of another kind of register.

    Parameters
    ----------
    kind
        Kind that was asked for.
    paths
        Its files.

    Raises
    ------
    SourceError
        At the first one; names the kind that it looks like.
    """
    for path in paths:
        found = kinds_of(path)
        if found and kind not in found:
            options = " --mapping FILE" if found[0] == "rdf" else ""
            raise SourceError(
                message(
                    "{file}: this looks like a file of kind {found}, not of {kind}; did you mean: "
                    "coopgraph import {found} {name}{options}",
                    file=path,
                    found=found[0],
                    kind=kind,
                    name=path.name,
                    options=options,
                )
            )


def _start(path: Path) -> str:
    try:
        with open_text(path, suffixes=_SUFFIXES, encoding="iso-8859-1") as stream:
            start = stream.read(_LOOK)
    except (*DAMAGE, SourceError):
        return ""
    return start.encode("iso-8859-1").decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
