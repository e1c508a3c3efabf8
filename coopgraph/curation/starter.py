"""The tables of a new landscape: headers, a few example rows that are easy to delete, a guide.

The examples are about a fictitious body and stand together: the word ``exemple`` is in every id, so
that a filter of a spreadsheet finds all of them. Nothing is claimed of the body in focus but its
name and its ROR, and where they were read is left to be filled in.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from coopgraph.curation.identifiers import identifier_fault
from coopgraph.curation.spreadsheets import DELIMITERS, LINE_END, MARK
from coopgraph.curation.starter_text import GUIDE
from coopgraph.curation.tables import TABLES
from coopgraph.errors import ParameterError
from coopgraph.messages import message
from coopgraph.model.columns import columns_of

__all__ = ["starter_files"]

_EXAMPLE: Final = "exemple-organisme"
_SOURCE: Final = "a-completer"
_ROR: Final = re.compile(r"(?:https?://)?(?:www\.)?(?:ror\.org/)?(0[a-z0-9]{8})/?", re.IGNORECASE)
_REGISTER: Final = {"source": "exemple-registre", "locator": "fiche 1", "confidence": "high"}
_STRATEGY: Final = {
    "source": "exemple-strategie",
    "locator": "Priorités, l. 3",
    "confidence": "high",
}

#: Example rows by table; columns that are not given stay blank.
_ROWS: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "sources": (
        {
            "id": "exemple-registre",
            "kind": "register",
            "title": "Registre fictif",
            "publisher": "Ministère imaginaire",
            "published": "2024",
            "describes": "2024",
            "licence": "fictitious",
            "note": "does not exist",
        },
        {
            "id": "exemple-strategie",
            "kind": "document",
            "title": "Stratégie fictive 2024-2028",
            "publisher": "Organisme d’exemple",
            "issued_by": _EXAMPLE,
            "published": "2024",
            "describes": "2024-2028",
            "licence": "fictitious",
            "note": "does not exist",
        },
    ),
    "places": (
        {"id": "exemple-pays", "class": "Country", "label_fr": "Pays d’exemple", "iso_code": "XA"},
        {
            "id": "exemple-region",
            "class": "Region",
            "label_fr": "Région d’exemple",
            "iso_code": "XA-1",
            "within": "exemple-pays",
        },
        {
            "id": "exemple-ville",
            "class": "City",
            "label_fr": "Ville d’exemple",
            "within": "exemple-region",
            "latitude": "46.0",
            "longitude": "2.0",
        },
        {
            "id": "exemple-pays-partenaire",
            "class": "Country",
            "label_fr": "Pays partenaire d’exemple",
            "iso_code": "XB",
        },
    ),
    "organizations": (
        {
            "id": _EXAMPLE,
            "class": "ResearchOrganisation",
            "label_fr": "Organisme d’exemple",
            "acronym": "ODE",
            "place": "exemple-ville",
            "start_year": "1990",
        },
        {
            "id": "exemple-universite",
            "class": "University",
            "label_fr": "Université d’exemple",
            "place": "exemple-ville",
        },
    ),
    "structures": (
        {
            "id": "exemple-unite",
            "class": "ResearchUnit",
            "label_fr": "Laboratoire d’exemple",
            "place": "exemple-ville",
            "start_year": "2010",
        },
    ),
    "aliases": (
        {"entity": _EXAMPLE, "alias": "Institut d’exemple", "language": "fr", "kind": "alias"},
    ),
    "cotutelles": (
        {"structure": "exemple-unite", "body": _EXAMPLE, "role": "supervising-body"},
        {"structure": "exemple-unite", "body": "exemple-universite", "role": "supervising-body"},
    ),
    "agreements": (
        {
            "id": "exemple-accord",
            "class": "FrameworkAgreement",
            "label_fr": "Accord-cadre d’exemple",
            "signed_year": "2022",
            "start_year": "2022",
            "duration_years": "5",
        },
    ),
    "agreement_parties": (
        {"agreement": "exemple-accord", "party": _EXAMPLE},
        {"agreement": "exemple-accord", "party": "exemple-universite"},
    ),
    "priorities": (
        {
            "strategy": "exemple-strategie",
            "place": "exemple-pays-partenaire",
            "theme": "neuroscience",
            "stance": "increase",
            "start_year": "2024",
            "end_year": "2028",
        },
    ),
}


def starter_files(
    *,
    name: str | None = None,
    ror: str | None = None,
    lang: str = "fr",
    day: datetime.date | None = None,
) -> dict[str, bytes]:
    """Return the files of a new landscape.

    Parameters
    ----------
    name
        Name of the organisation in focus; a fictitious one if not given.
    ror
        Its ROR, with or without ``https://ror.org/``.
    lang
        ``fr``: semicolons between the cells; ``en``: commas. As spreadsheets of the language open
        and save them; both are read.

    day
        Day on which name and ROR were given; today if not given.

    Returns
    -------
    dict of str to bytes
        Content by name of the file: all tables, and ``README.md``.

    Raises
    ------
    ParameterError
        If the name holds no letter, or the ROR has wrong check characters or no name.

    Examples
    --------
    >>> files = starter_files(name="Institut Curie", ror="04t0gwh46")
    >>> files["landscape.csv"].decode("utf-8-sig").splitlines()[1].split(";")[0]
    'institut-curie'
    """
    rows = {table: [dict(row) for row in found] for table, found in _ROWS.items()}
    for table, found in rows.items():
        for row in found:
            if table != "sources":
                row.update(_STRATEGY if table == "priorities" else _REGISTER)
    focus, label = _EXAMPLE, "Organisme d’exemple"
    if ror is not None and name is None:
        raise ParameterError(message("--ror goes with --name: whose ROR is it?"))
    if name is not None:
        label = " ".join(name.split())
        focus = _slug(label)
        rows["sources"].insert(0, _own_source(ror, day or datetime.date.today()))
        evidence = {"source": rows["sources"][0]["id"], "confidence": "high"}
        own = {"id": focus, "class": "Organisation", "label_fr": label}
        if ror is not None:
            number = _ror(ror)
            evidence["locator"] = number
            rows["identifiers"] = [{"entity": focus, "scheme": "ror", "value": number} | evidence]
        rows["organizations"].append(own | evidence)
    rows["landscape"] = [
        {
            "focus": focus,
            "label_fr": f"Partenariats : {label}",
            "label_en": f"Partnerships: {label}",
        }
    ]
    delimiter = DELIMITERS[lang]
    files = {f"{table}.csv": _table(table, rows.get(table, []), delimiter) for table in TABLES}
    guide = GUIDE.format(label=label, focus=focus, example=_EXAMPLE, source=_SOURCE)
    return {"README.md": guide.encode(), **files}


def _own_source(ror: str | None, day: datetime.date) -> dict[str, str]:
    if ror is not None:
        return {
            "id": "ror-record",
            "kind": "register",
            "title": "Research Organization Registry (ROR)",
            "publisher": "ROR",
            "url": "https://ror.org/",
            "retrieved": day.isoformat(),
            "licence": "CC0 1.0",
        }
    return {
        "id": _SOURCE,
        "kind": "page",
        "title": "À compléter : où le nom de l’organisme est écrit / to be filled in",
        "retrieved": day.isoformat(),
    }


def _slug(label: str) -> str:
    """Return the id of a body: its name without accents, in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", label.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not slug:
        raise ParameterError(message("no id can be made of the name {name!r}", name=label))
    return slug


def _ror(text: str) -> str:
    match = _ROR.fullmatch(text.strip())
    number = f"https://ror.org/{match[1].lower()}" if match else text
    if fault := identifier_fault("ror", number):
        raise ParameterError(message("{number}: {cause}", number=text, cause=fault[0]))
    return number


def _table(table: str, rows: list[dict[str, str]], delimiter: str) -> bytes:
    names = [name for name, _ in columns_of(TABLES[table].record)]
    key = TABLES[table].key
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, names, restval="", delimiter=delimiter, lineterminator=LINE_END)
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: [row.get(column, "") for column in key]))
    return (MARK + stream.getvalue()).encode()
