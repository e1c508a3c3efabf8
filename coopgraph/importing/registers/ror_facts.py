"""Records of ROR as tables need them: names that can be kept and their kinds, a class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from coopgraph.curation.identifiers import canonical
from coopgraph.importing.registers.ror_records import Name, RorLocation, RorRecord, ror_records
from coopgraph.importing.text import clean, unfit_name, web_address

__all__ = ["RorFacts", "ror_facts"]

#: What ROR calls a body, and the class it has here: the first that applies. A funder is whatever
#: else it is first.
_CLASSES: Final = (
    ("education", "HigherEducationInstitution"),
    ("healthcare", "HealthcareOperator"),
    ("facility", "ResearchOrganisation"),
    ("government", "PublicBody"),
    ("company", "Company"),
    ("funder", "FundingAgency"),
)
_SCHEMES: Final = frozenset({"grid", "isni", "wikidata", "fundref"})
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


class RorFacts(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What tables hold of a record.

    Attributes
    ----------
    id
        The nine characters.
    status
        ``active``, ``inactive`` or ``withdrawn``. Of the last two, nothing is held but names and
        relations.
    modified
        Day of the last change, ISO 8601; empty in schema 1.
    relations
        Kind (``parent``, ``child``, ``related``, ``successor``, ``predecessor``) and id.
    names
        Further names: the name, its language, ``acronym`` or ``alias``; of a record that is no
        more, every one as ``former-name``.
    label, english, acronym
        The French or displayed name, the English one, an acronym; blank where there is none.
    unfit
        Why no name can be kept, by the word that importers give; blank if one can.
    cls
        Its class.
    facility
        Whether it calls itself a facility.
    established
        Year, where given.
    website
        Address of its own site, where a table can hold it.
    locations
        All cities.
    identifiers
        Register (``grid``, ``isni``, ``wikidata``, ``fundref``) and identifier in the form that
        tables hold.
    malformed
        Register and identifier as ROR prints it, of those that cannot be such an identifier.
    """

    id: str
    status: str
    modified: str
    relations: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str | None, str], ...]
    label: str | None = None
    english: str | None = None
    acronym: str | None = None
    unfit: str = ""
    cls: str = ""
    facility: bool = False
    established: int | None = None
    website: str | None = None
    locations: tuple[RorLocation, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    malformed: tuple[tuple[str, str], ...] = ()


def ror_facts(path: Path) -> Iterator[RorFacts]:
    """Yield what tables hold of the records of a dump of ROR.

    Parameters
    ----------
    path
        As for :func:`~coopgraph.importing.registers.ror_records.ror_records`.

    Yields
    ------
    RorFacts

    Raises
    ------
    SourceError
        If the file is damaged, or holds something else.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "ror.jsonl"
    >>> _ = file.write_text(
    ...     '{"id": "https://ror.org/02vjkv261", "status": "active", "types": ["government"],'
    ...     '"names": [{"value": "Inserm", "types": ["label", "ror_display"], "lang": "fr"}],'
    ...     '"admin": {"last_modified": {"date": "2026-06-23"}}}'
    ... )
    >>> [(facts.label, facts.cls) for facts in ror_facts(file)]
    [('Inserm', 'PublicBody')]
    """
    for record in ror_records(path):
        yield _active(record) if record.status == "active" else _ended(record)


def _ended(record: RorRecord) -> RorFacts:
    names: dict[str, tuple[str, str | None, str]] = {}
    for name in record.names:
        if value := clean(name.value):
            names.setdefault(value, (value, _language(name), "former-name"))
    return RorFacts(
        record.id, record.status, record.modified, _relations(record), tuple(names.values())
    )


def _active(record: RorRecord) -> RorFacts:
    label, english, acronym, others = _names(record.names)
    facility = "facility" in record.types
    identifiers = [
        (scheme, canonical(scheme, value), value)
        for scheme, value in record.identifiers
        if scheme in _SCHEMES
    ]
    return RorFacts(
        record.id,
        record.status,
        record.modified,
        _relations(record),
        tuple(others),
        label,
        english,
        acronym,
        unfit_name(*(name.value for name in record.names)) if label is None else "",
        _class(record.types),
        facility,
        record.established,
        web_address(record.website) if facility else None,
        record.locations,
        tuple([(scheme, found) for scheme, found, _ in identifiers if found is not None]),
        tuple([(scheme, value) for scheme, found, value in identifiers if found is None]),
    )


def _relations(record: RorRecord) -> tuple[tuple[str, str], ...]:
    return tuple([(kind, other) for kind, other, _ in record.relations])


def _names(
    names: Sequence[Name],
) -> tuple[str | None, str | None, str | None, list[tuple[str, str | None, str]]]:
    """Return the French or displayed name, the English one, an acronym, and the others."""
    french = english = shown = acronym = None
    cleaned = [(value, name) for name in names if (value := clean(name.value)) is not None]
    for value, name in cleaned:
        if name.kind == "acronym":
            acronym = acronym or value
        elif name.kind == "label":
            if name.display or shown is None:
                shown = shown or value
            if name.language == "fr" and (french is None or name.display):
                french = value
            if name.language == "en" and (english is None or name.display):
                english = value
    label = french or shown
    taken = {label, english, acronym}
    others: list[tuple[str, str | None, str]] = []
    for value, name in cleaned:
        if value not in taken:
            taken.add(value)
            kind = "acronym" if name.kind == "acronym" else "alias"
            others.append((value, _language(name), kind))
    return label, english, acronym, others


def _language(name: Name) -> str | None:
    return name.language if name.language and _TAG.match(name.language) else None


def _class(types: Sequence[str]) -> str:
    for kind, cls in _CLASSES:
        if kind in types and (kind != "funder" or len(types) == 1):
            return cls
    return "Organisation"
