"""``cordis``: projects of the European framework programmes and who takes part in them.

Read are the official ``project.csv`` and ``organization.csv`` of Horizon 2020 and Horizon Europe
(each alone, or in their zip), the older split into projects, participations and organisations, and
the consortia of the Innovative Medicines Initiative. What a file is, its header says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.importer import Importer, RegistryFile
from coopgraph.importing.keys import key_of, name_key
from coopgraph.importing.places import PlaceWriter, iso_country
from coopgraph.importing.registers.cordis_tables import cordis_tables, refuse_alone
from coopgraph.importing.text import clean
from coopgraph.messages import message

__all__ = ["IMPORTER"]

#: Class of a body by the Commission's type of activity.
_ACTIVITIES: Final = {
    "HES": "HigherEducationInstitution",
    "REC": "ResearchOrganisation",
    "PRC": "Company",
    "PUB": "PublicBody",
}
_ROLES: Final = {
    "coordinator": "coordinator",
    "participant": "participant",
    "beneficiary": "participant",
    "thirdparty": "third-party",
    "associatedpartner": "associated-partner",
    "partner": "associated-partner",
    "internationalpartner": "associated-partner",
}
_LEFT: Final = {"true": True, "false": False, "1": True, "0": False}
_LEFT_EARLY: Final = message(
    "endOfParticipation = true: left before the project ended, year not stated"
)
_DAY: Final = re.compile(r"((?:19|20)\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_HASH: Final = re.compile(r"[0-9a-f]{32}\Z")


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    tables = [(path, table) for path in paths for table in cordis_tables(path)]
    refuse_alone([table for _, table in tables])
    reader = _Reader(batch)
    # Participations refer to projects by number; a file of projects is read before them.
    takers: dict[str, Callable[[int, Mapping[str, str]], object]] = {
        "projects": reader.projects,
        "organisations": reader.organisation,
        "network": reader.organisation,
        "consortia": reader.consortia,
        "participations": reader.participations,
        "members": reader.members,
    }
    for kind, take in takers.items():
        for path, table in tables:
            if table.kind == kind:
                batch.opened(table.path)
                for line, row in table.rows(partial(_unsound, batch, path, kind)):
                    batch.record()
                    take(line, row)
    batch.opened(None)
    reader.coordinators()
    return reader.newest or None


def _unsound(batch: Batch, path: Path, kind: str, line: int) -> None:
    """Count a line that is in no sound row; several tables may be in one archive."""
    batch.skip("unsound-line", f"{path.name}, {kind}, line {line}")


class _Reader:
    """Writes projects, organisations and participations."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.newest = ""
        self.places = PlaceWriter(batch)
        self.project = batch.writer(
            "collaborations", "id", "class", "label_fr", "acronym", "start_year", "start_date",
            "end_year", "locator",
        )  # fmt: skip
        self.organization = batch.writer(
            "organizations", "id", "class", "label_fr", "acronym", "place", "locator"
        )
        self.participation = batch.writer(
            "participations", "collective", "member", "role", "start_year", "end_year", "locator",
            "confidence", "note", "note_fr",
        )  # fmt: skip
        #: By number in the file: key and years of a project.
        self._projects: dict[str, tuple[str, str | None, str | None]] = {}
        self._by_acronym: dict[str, str] = {}
        self._organisations: set[str] = set()
        self._left_out: set[str] = set()
        self._pairs: set[tuple[str, str, str]] = set()
        #: The split of 2016 only names who coordinates: names of bodies by key, of coordinators by
        #: project, and the participants that have that name.
        self._names: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._leads: dict[str, list[tuple[str, str]]] = {}

    def projects(self, line: int, row: Mapping[str, str]) -> None:
        grant, acronym = row["grant"].strip(), clean(row.get("acronym"))
        key = key_of("cordis", grant)
        if key is None:
            self.batch.skip("malformed-number" if grant else "no-number", f"line {line}: {grant}")
            if acronym is None:
                return
            grant = f"acronym {acronym}"
            key = name_key("project", acronym)
        start, first = self._day(row.get("start", ""), line)
        _, last = self._day(row.get("end", ""), line)
        if grant in self._projects:
            # One grant under two records or two acronyms: both lead to the first.
            self.batch.skip("twice", f"line {line}: {grant}")
        else:
            label = clean(row.get("title")) or acronym or grant
            self.newest = max(self.newest, (row.get("updated") or "")[:10])
            self.project((key, "Project", label, acronym, first, start, last, grant))
            if key.startswith("cordis:"):
                self.batch.identifier(key, key, grant)
            self._projects[grant] = (key, first, last)
        if row.get("rcn"):
            rcn = "rcn " + row["rcn"].strip()
            self._projects[rcn] = self._projects[grant]
            if lead := clean(row.get("coordinator")):
                self._named.setdefault(rcn, folded(lead))
        if acronym:
            self._by_acronym.setdefault(folded(acronym).replace(" ", ""), grant)

    def _day(self, cell: str, line: int) -> tuple[str | None, str | None]:
        """Return a day and its year; what is no day is counted and left blank."""
        text = cell.strip()[:10]
        if not text:
            return None, None
        found = _DAY.match(text)
        if found is None:
            self.batch.skip("no-date", f"line {line}: {cell}")
            return None, None
        return text, found[1]

    def organisation(self, line: int, row: Mapping[str, str]) -> str | None:
        """Read an organisation and return its key; None if it is left out."""
        number = row["number"].strip()
        key = _organisation_key(number)
        if key is None:
            name = clean(row.get("name"))
            if name is None:
                self.batch.skip("nameless-body", f"line {line}")
                return None
            key = name_key("cordis-body", f"{name} {row.get('country', '')}")
        if key in self._organisations:
            return key
        country = iso_country(row.get("country", ""))
        if self.batch.countries and country not in self.batch.countries:
            self.batch.skip("other-country", f"line {line}")
            self._left_out.add(key)
            return None
        self._organisations.add(key)
        name = clean(row.get("name")) or clean(row.get("short"))
        if name is None:
            self.batch.stub(key, "Organisation", number, number)
            return key
        self._names[key] = folded(name)
        cls = _ACTIVITIES.get(row.get("activity", "").strip().upper(), "Organisation")
        said = row.get("country", "").strip()
        place = self.places.named_city(_town(row.get("city")), said)
        if place is None and said:
            self.batch.skip("unknown-country", f"line {line}: {said}")
        short = clean(row.get("short"))
        acronym = short if short and len(short) <= 20 and short != name else None
        self.organization((key, cls, name, acronym, place, number))
        if key.startswith("pic:"):
            self.batch.identifier(key, key, number)
        return key

    def members(self, line: int, row: Mapping[str, str]) -> None:
        """Read a row of the official table: an organisation in a project."""
        role = _ROLES.get(folded(row.get("role", "participant")).replace(" ", ""))
        if role is None:
            self.batch.skip("unknown-role", f"line {line}: {row.get('role')}")
            return
        member = self.organisation(line, row)
        if member is None:
            return
        said = (row.get("left") or "").strip()
        left = _LEFT.get(folded(said))
        if left is None and said:
            self.batch.skip("unknown-end", f"line {line}: {said}"[:80])
        self._takes_part(f"line {line}", row["grant"].strip(), member, role, left=left)

    def participations(self, line: int, row: Mapping[str, str]) -> None:
        """Read a pair of the older split: a project by its record, an organisation by number."""
        member = _organisation_key(row["number"].strip())
        if member is None:
            self.batch.skip("malformed-number", f"line {line}: {row['number']}")
            return
        if member in self._left_out:
            return
        if member not in self._organisations:
            self._organisations.add(member)
            self.batch.stub(member, "Organisation", row["number"].strip(), row["number"].strip())
            self.batch.unresolved("organisation", row["number"].strip(), f"line {line}")
        project = "rcn " + row["rcn"].strip()
        if (lead := self._named.get(project)) and lead == self._names.get(member):
            self._leads.setdefault(project, []).append((self.batch.place(f"line {line}"), member))
        else:
            self._takes_part(f"line {line}", project, member, "participant")

    def coordinators(self) -> None:
        """Write who has the name of a coordinator; where several have it, nobody is chosen."""
        for project, members in self._leads.items():
            one = len({member for _, member in members}) == 1
            for where, member in members:
                self._takes_part(where, project, member, "coordinator" if one else "participant")
            if not one:
                self.batch.unresolved("coordinator", project.removeprefix("rcn "), project)
        if self.batch.countries:
            return  # a coordinator may be of another country than was asked for
        taken = {key for key, _, _ in self._pairs}
        for project in self._named.keys() - self._leads.keys():
            if self._projects[project][0] in taken:
                self.batch.unresolved("coordinator", project.removeprefix("rcn "), project)

    def consortia(self, line: int, row: Mapping[str, str]) -> None:
        """Read a consortium of the initiative: an acronym and the numbers of its members."""
        acronym = clean(row["acronym"]) or ""
        grant = self._by_acronym.get(folded(acronym).replace(" ", ""))
        if grant is None:
            grant = f"acronym {acronym}"
            key = name_key("project", acronym)
            self.project((key, "Project", acronym, acronym, None, None, None, acronym))
            self._projects[grant] = (key, None, None)
            self.batch.unresolved("project", acronym, f"record {line}")
        for number in row["pics"].split(";"):
            member = _organisation_key(number)
            if member is None:
                self.batch.skip("malformed-number", f"record {line}: {number}")
                continue
            if member in self._left_out:
                continue
            if member not in self._organisations:
                self._organisations.add(member)
                self.batch.stub(member, "Organisation", number, number)
                self.batch.identifier(member, member, number)
                self.batch.unresolved("organisation", number, f"record {line}")
            self._takes_part(f"line {line}", grant, member, "participant")

    def _takes_part(
        self, where: str, project: str, member: str, role: str, *, left: bool | None = None
    ) -> None:
        """Write a participation; who left before the project ended has no last year.

        The file says that somebody left, not when.
        """
        found = self._projects.get(project)
        if found is None:
            self.batch.unresolved("project", project.removeprefix("rcn "), where)
            self.batch.skip("unknown-project", f"{where}: {project}")
            return
        key, first, last = found
        if (key, member, role) in self._pairs:
            self.batch.skip("twice", f"{where}: {project} {member}")
            return
        self._pairs.add((key, member, role))
        end, sure = (None, "medium") if left else (last, "high")
        notes = (str(_LEFT_EARLY), _LEFT_EARLY.in_language("fr")) if left else (None, None)
        locator = project.removeprefix("rcn ")
        self.participation((key, member, role, first, end, locator, sure, *notes))


def _organisation_key(number: str) -> str | None:
    """Return the key of an organisation: its PIC, or the sign of one that has none."""
    if _HASH.match(number):
        return f"cordis-body:{number}"
    return key_of("pic", number)


def _town(cell: str | None) -> str:
    text = clean(cell) or ""
    return text.title() if text.isupper() else text


IMPORTER = Importer(
    kind="cordis",
    title=message("projects of the European framework programmes and their participants"),
    register="CORDIS, projects of the European framework programmes",
    publisher="European Commission, Publications Office",
    page="https://cordis.europa.eu/projects",
    licence=message("Decision 2011/833/EU"),
    forms=message(
        "the official zip or its project.csv and organization.csv (Horizon 2020, Horizon Europe); "
        "projects, edges and organisations of 2016; consortia of IMI"
    ),
    files=(
        RegistryFile("https://cordis.europa.eu/data/cordis-h2020projects-csv.zip"),
        RegistryFile("https://cordis.europa.eu/data/cordis-HORIZONprojects-csv.zip"),
    ),
    rank=60,
    example="cordis-h2020projects-csv.zip",
    by_country=True,
    read=_read,
)
