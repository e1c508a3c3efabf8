"""Write what a mapping makes of a file: things, their names and numbers, the links between them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear
from coopgraph.importing.mapping.check_cells import FIGURES, TABLE_OF
from coopgraph.importing.mapping.values import Day, country_code, day_of, degrees, number_text
from coopgraph.importing.places import PlaceWriter, iso_country
from coopgraph.importing.text import clean, unfit_name, web_address
from coopgraph.vocabulary import SUBCLASSES

__all__ = ["Link", "Thing", "ThingWriter"]

#: Rows that were just written and stand in the next row of the file again need no second one.
_RECENT: Final = 4096
_PARTS: Final = frozenset(SUBCLASSES["OrganisationPart"])


@dataclass(slots=True)
class Thing:
    """A body, structure, collaboration or programme as the file describes it; cells are raw text.

    Attributes
    ----------
    key
        Its key (:mod:`coopgraph.importing.keys`).
    cls
        Its class.
    names
        Name and language tag; an empty tag for none.
    locator
        Where the file has it.
    acronym, legal_form, city, country, latitude, longitude, start, end, website
        Cells; ``country`` is None where the mapping does not say where a thing is.
    aliases, former
        Other names and former ones, with language tags.
    numbers
        Register and number.
    figures
        Property and number.
    """

    key: str
    cls: str
    names: Sequence[tuple[str, str]]
    locator: str
    acronym: str = ""
    legal_form: str = ""
    city: str = ""
    country: str | None = None
    latitude: str = ""
    longitude: str = ""
    start: str = ""
    end: str = ""
    website: str = ""
    aliases: Sequence[tuple[str, str]] = ()
    former: Sequence[tuple[str, str]] = ()
    numbers: Sequence[tuple[str, str]] = ()
    figures: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two things.

    Attributes
    ----------
    kind
        ``part-of``, ``role``, ``partnership`` or ``related``.
    one, other
        Keys of its ends, in the order of the mapping.
    classes
        Classes of the ends; empty where the file does not describe them.
    locator
        Where the file has it.
    word
        Role or kind of partnership.
    number, start, end
        Number of a structure at a body, first and last year as raw text.
    """

    kind: str
    one: str
    other: str
    classes: tuple[str, str]
    locator: str
    word: str = ""
    number: str = ""
    start: str = ""
    end: str = ""


class ThingWriter:
    """Writes things and links into a batch, and counts what cannot be kept.

    Parameters
    ----------
    batch
        Where the rows go.
    confidence
        How sure the statements are.
    day_order, serial_1904
        How dates are written: see :func:`~coopgraph.importing.mapping.values.day_of`.
    year
        The year that the file describes, for figures; blank if it does not say.
    """

    def __init__(
        self, batch: Batch, confidence: str = "high", day_order: str = "", year: str = ""
    ) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.day_order, self.serial_1904, self._year = day_order, False, year
        common = ("id", "class", "label_fr", "label_en", "acronym")

        def writer(table: str, *names: str) -> Any:
            return batch.writer(table, *names, confidence=confidence)

        self._rows = {
            "organizations": writer(
                "organizations", *common, "classification", "place", "parent", "start_year",
                "end_year", "locator",
            ),
            "structures": writer(
                "structures", *common, "place", "parent", "start_year", "end_year", "website",
                "locator",
            ),
            "collaborations": writer(
                "collaborations", *common, "places", "start_year", "start_date", "end_year",
                "locator",
            ),
            "programmes": writer(
                "programmes", *common, "part_of", "start_year", "end_year", "locator"
            ),
        }  # fmt: skip
        self._alias = writer("aliases", "entity", "alias", "language", "kind", "locator")
        self._site = writer("sites", "entity", "place", "locator")
        self._figure = writer(
            "claims", "subject", "predicate", "value", "datatype", "about_year", "locator"
        )
        period = ("start_year", "end_year", "locator")
        self._body = writer("cotutelles", "structure", "body", "role", "unit_code", *period)
        self._part = writer("participations", "collective", "member", "role", *period)
        self._partner = writer("partnerships", "subject", "partner", "kind", *period)
        self._related = writer("claims", "subject", "value", "predicate", "datatype", "locator")
        self._recent: OrderedDict[object, None] = OrderedDict()
        #: Of structures, parts of organisations and programmes, what contains them.
        self._above = batch.remember("above")
        #: Of bodies and structures, the place of their first row.
        self._stood = batch.remember("stood")

    def describe(self, thing: Thing, wholes: Sequence[Link] = ()) -> bool:
        """Write a thing; False if it is left out.

        Parameters
        ----------
        thing
            The thing.
        wholes
            The links that say what it is part of, which its own row may have to hold.
        """
        batch, where = self.batch, thing.locator
        country = self._country(thing)
        if batch.countries and thing.country is not None and country not in batch.countries:
            batch.skip("other-country", where)
            return False
        french, english, others = _labels(thing.names)
        if french is None:
            batch.skip(unfit_name(*(text for text, _ in thing.names)), where)
            return False
        table = TABLE_OF[thing.cls]
        start, end = self.day(thing.start, where), self.day(thing.end, where)
        place = self._place(thing, country)
        above = self._parent(thing, wholes)
        acronym = clean(thing.acronym)
        first, last = start and start[0], end and end[0]
        head = (thing.key, thing.cls, french, english, acronym)
        row = {
            "organizations": (*head, thing.legal_form or None, place, above, first, last, where),
            "structures": (*head, place, above, first, last, web_address(thing.website), where),
            "collaborations": (*head, place, first, start and start[1], last, where),
            "programmes": (*head, above, first, last, where),
        }[table]
        if self._new((table, row[:-1])):
            self._rows[table](row)
        if table in ("organizations", "structures") and thing.country is not None:
            self._further(thing.key, place, where)
        self._names(thing, others, {french, english, acronym})
        if self._new(("numbers", thing.key, *thing.numbers)):
            bear(batch, thing.key, thing.numbers, where)
        for name, text in thing.figures:
            whole = FIGURES[name] == "integer"
            number = number_text(text, whole=whole)
            if number is None:
                broken = whole and number_text(text, whole=False) is not None
                reason = "no-whole-number" if broken else "no-number-cell"
                batch.skip(reason, f"{where}: {text}"[:80])
            elif self._new(("figure", thing.key, name, number)):
                self._figure((thing.key, name, number, FIGURES[name], self._year or None, where))
        return True

    def link(self, link: Link) -> None:
        """Write a link; what no table can hold is counted."""
        if link.one == link.other:
            self.batch.skip("relation-to-itself", link.locator)
            return
        start, end = self.day(link.start, link.locator), self.day(link.end, link.locator)
        period = (start and start[0], end and end[0], link.locator)
        one, other = (TABLE_OF.get(cls, "") for cls in link.classes)
        if not self._new((link.kind, link.one, link.other, link.word, link.number, *period[:2])):
            return
        if link.kind == "part-of":
            self._part_of(link, one, other)
        elif link.kind == "role":
            self._role(link, one, other, period)
        elif link.kind == "partnership":
            if {one, other} <= {"organizations", ""}:
                self._partner((link.one, link.other, link.word, *period))
            else:
                self._impossible(link)
        else:
            first, second = sorted((link.one, link.other))
            self._related((first, second, "registeredRelation", "iri", link.locator))

    def day(self, text: str, where: str) -> Day | None:
        """Return a year and perhaps a day; what is none is counted and left blank."""
        if not text.strip():
            return None
        found = day_of(text, self.day_order, serial_1904=self.serial_1904)
        if found is None:
            self.batch.skip("no-date", f"{where}: {text}"[:80])
        return found

    def _part_of(self, link: Link, one: str, other: str) -> None:
        if other in ("structures", "programmes") or (one, other) == ("programmes", ""):
            if self._above.get(link.one) != link.other:
                # Its own row has another one, or the tables have no place for such a link.
                several = one == other == "structures"
                self.batch.skip(
                    "several-parents" if several else "impossible-link",
                    f"{link.locator}: {link.one} {link.other}"[:120],
                )
            return
        if one in ("structures", "") and other in ("organizations", ""):
            none = (None, None, None)
            self._body((link.one, link.other, "registered-parent", *none, link.locator))
        if one in ("organizations", "collaborations", "") and other != "structures":
            self._part((link.other, link.one, "registered-part", None, None, link.locator))

    def _role(self, link: Link, one: str, other: str, period: tuple[Any, ...]) -> None:
        if other == "structures" and one in ("organizations", ""):
            self._body((link.other, link.one, link.word, clean(link.number), *period))
        elif other != "structures" and one != "programmes":
            self._part((link.other, link.one, link.word, *period))
        else:
            self._impossible(link)

    def _impossible(self, link: Link) -> None:
        self.batch.skip("impossible-link", f"{link.locator}: {' '.join(link.classes)}"[:120])

    def _parent(self, thing: Thing, wholes: Sequence[Link]) -> str | None:
        """Return the one thing that contains a structure, a part of a body or a programme."""
        table = TABLE_OF[thing.cls]
        if table == "organizations" and thing.cls not in _PARTS:
            return None
        if table == "collaborations":
            return None
        found = (
            link.other
            for link in wholes
            if TABLE_OF.get(link.classes[1], "") == table and link.other != thing.key
        )
        # A later row of the same thing does not change what the first one said.
        above = self._above.first(thing.key, next(found, None))
        if table == "programmes":
            higher = above
            while higher is not None and higher != thing.key:
                higher = self._above.get(higher)
            if higher == thing.key:
                self.batch.skip("impossible-link", f"{thing.locator}: {thing.cls}")
                above = None
                self._above.put(thing.key, None)
        return above

    def _names(
        self, thing: Thing, others: Sequence[tuple[str, str]], taken: set[str | None]
    ) -> None:
        named = [(text, tag, "alias") for text, tag in (*others, *thing.aliases)]
        named += [(text, tag, "former-name") for text, tag in thing.former]
        for text, tag, kind in named:
            alias = clean(text)
            if alias is not None and alias not in taken:
                taken.add(alias)
                if self._new(("alias", thing.key, alias)):
                    self._alias((thing.key, alias, tag or None, kind, thing.locator))

    def _country(self, thing: Thing) -> str | None:
        text = (thing.country or "").strip()
        if not text:
            return None
        code = country_code(text)
        if code is None:
            self.batch.skip("unknown-country", f"{thing.locator}: {text}"[:80])
        return code

    def _place(self, thing: Thing, country: str | None) -> str | None:
        if iso_country(country) is None:
            return None
        north, east = degrees(thing.latitude, 90), degrees(thing.longitude, 180)
        if (thing.latitude and north is None) or (thing.longitude and east is None):
            self.batch.skip("no-number-cell", f"{thing.locator}: {thing.latitude} "
                            f"{thing.longitude}"[:80])  # fmt: skip
        return self.places.named_city(thing.city, country or "", north, east)

    def _further(self, key: str, place: str | None, where: str) -> None:
        """Keep the city of a row where an earlier row of the thing has another one."""
        first = self._stood.first(key, place)
        if place is None or place == first or place.startswith("country:"):
            return
        if self._new(("site", key, place)):
            self._site((key, place, where))

    def _new(self, row: object) -> bool:
        """Tell whether a row was not written a short while ago."""
        if row in self._recent:
            self._recent.move_to_end(row)
            return False
        self._recent[row] = None
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return True


def _labels(
    names: Sequence[tuple[str, str]],
) -> tuple[str | None, str | None, list[tuple[str, str]]]:
    """Return the French name, or the first that there is, the English one, and the others.

    Examples
    --------
    >>> _labels([("Harvard University", "en-us"), ("Université Harvard", "fr-fr")])
    ('Université Harvard', 'Harvard University', [])
    >>> _labels([("Charité", "de"), ("Charity", "en")])
    ('Charity', 'Charity', [('Charité', 'de')])
    """
    cleaned = [(text, tag) for raw, tag in names if (text := clean(raw)) is not None]
    by_tag: dict[str, str] = {}
    for text, tag in cleaned:
        by_tag.setdefault(tag.casefold().partition("-")[0], text)
    english = by_tag.get("en")
    label = next((by_tag[tag] for tag in ("fr", "", "en") if tag in by_tag), None)
    if label is None and by_tag:
        label = by_tag[min(by_tag)]
    others = [(text, tag) for text, tag in cleaned if text not in (label, english)]
    return label, english, others
