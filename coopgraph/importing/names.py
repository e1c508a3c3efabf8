"""Links of structures of RNSR to records of ROR that share no identifier: by name, by number.

Few units have a number of another register. What links them is their name, where exactly one
structure and one French record bear it, and the number that a body gave them (``U 1016``,
``UMR 8104``, ``CIC 1407``), where exactly one record below that body has it among its names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.staging import Staging

__all__ = ["LETTERS", "OVERSEAS", "REASONS", "french_towns", "name_links", "unit_numbers"]

#: The reasons of the links that this module draws.
REASONS: Final = frozenset({"same-name", "same-unit-number"})
#: Country codes of France.
OVERSEAS: Final = ("FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC")
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z])(UMR[ _-]?S|UMR|UMS|UAR|USR|UPR|UPS|ERL|EMR|FRE|EA|US|UR|U"
    r"|CIC[ _-]?(?:EC|BT|IT|P|T|E|B)?)[ _-]{0,2}(\d{1,5})(?!\d)",
    re.IGNORECASE,
)
#: Such numbers in capitals before a name of several words, and what stands between.
_BEFORE: Final = re.compile(rf"\A[\W_]*(?:{_NUMBER.pattern}[\W_]+)+(?=\w+\W+\w)")
#: Words for the same: a unit of Inserm is U, UMR_S or UMR, a service of CNRS was UMS and is UAR.
_FAMILIES: Final = {
    "umrs": "u", "umr": "u", "uar": "ums", "usr": "ums", "ur": "ea", "us": "ums"
}  # fmt: skip
_SHORTEST: Final = 2
#: Fewest letters of a name that says something: one short word is borne by too many.
LETTERS: Final = 6


def unit_numbers(text: str) -> set[str]:
    """Return the numbers of units that a text has, in one form.

    Examples
    --------
    >>> sorted(unit_numbers("Inserm U1016 / UMR_S 933")), unit_numbers("UMR 0933 Physiopathologie")
    (['u1016', 'u933'], {'u933'})
    >>> unit_numbers("CIC-P 1407"), unit_numbers("Lot 12"), unit_numbers("U 1")
    ({'cic1407'}, set(), set())
    """
    found = set()
    for kind, number in _NUMBER.findall(text):
        bare = re.sub(r"[ _-]", "", kind).casefold()
        family = "cic" if bare.startswith("cic") else _FAMILIES.get(bare, bare)
        digits = number.lstrip("0")
        if len(digits) >= _SHORTEST or family in ("cic", "ums"):
            found.add(family + digits)
    return found


def name_links(staging: Staging, root: Callable[[str], str]) -> list[tuple[str, str, str, str]]:
    """Return the links of structures to records.

    Parameters
    ----------
    staging
        The staging file.
    root
        Gives the same key for keys that are known to be one body.

    Returns
    -------
    list of tuple
        Key of the structure, key of the record, reason, confidence: ``high`` where the cities
        agree with the name, else ``medium``. What several bear on either side links nothing.
    """
    if not staging.ask("SELECT 1 FROM structures WHERE id LIKE 'rnsr:%' LIMIT 1"):
        return []
    places = french_towns(staging)
    records = {
        key: places[place]
        for key, place in staging.ask(
            "SELECT DISTINCT id, place FROM organizations WHERE id LIKE 'ror:%'"
        )
        if place in places
    }
    structures = {
        key: (name, places.get(place, ""))
        for key, name, place in staging.ask(
            "SELECT id, label_fr, place FROM structures WHERE id LIKE 'rnsr:%' ORDER BY rank DESC"
        )
    }
    if not records or not structures:
        return []
    names = list(_names(staging, records))
    return [*_by_name(structures, records, names), *_by_number(staging, root, structures, names)]


def french_towns(staging: Staging) -> dict[str, str]:
    """Return the folded names of French towns by the keys of places; blank for the country.

    Parameters
    ----------
    staging
        The staging file.

    Returns
    -------
    dict of str to str
    """
    countries = {f"country:{code}" for code in OVERSEAS}
    found = dict.fromkeys(countries, "")
    for key, name, within in staging.ask("SELECT DISTINCT id, label_fr, within FROM places"):
        if within in countries:
            found[key] = folded(name)
    return found


def _names(staging: Staging, records: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, french, english in staging.ask(
        "SELECT DISTINCT id, label_fr, label_en FROM organizations WHERE id LIKE 'ror:%'"
    ):
        if key in records:
            yield key, french
            if english:
                yield key, english
    for key, alias in staging.ask(
        "SELECT DISTINCT entity, alias FROM aliases WHERE entity LIKE 'ror:%' "
        "AND kind IN ('alias', 'acronym') AND batch > 0"  # as the register says, not as settled
    ):
        if key in records:
            yield key, alias


def _by_name(
    structures: dict[str, tuple[str, str]],
    records: dict[str, str],
    names: list[tuple[str, str]],
) -> Iterator[tuple[str, str, str, str]]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, (name, _) in structures.items():
        bearers[folded(_BEFORE.sub("", name))].add(key)
    found: dict[str, set[str]] = defaultdict(set)
    for key, name in names:
        if (said := folded(name)) in bearers:
            found[said].add(key)
    for name, keys in sorted(found.items()):
        if len(keys) == 1 == len(bearers[name]) and len(name) >= LETTERS:
            (record,), (structure,) = keys, bearers[name]
            city = structures[structure][1]
            sure = bool(city) and city == records[record]
            yield structure, record, "same-name", "high" if sure else "medium"


def _by_number(
    staging: Staging,
    root: Callable[[str], str],
    structures: dict[str, tuple[str, str]],
    names: list[tuple[str, str]],
) -> Iterator[tuple[str, str, str, str]]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, name in names:
        for number in unit_numbers(name):
            bearers[number].add(key)
    parents: dict[str, set[str]] = defaultdict(set)
    for key, body in staging.ask(
        "SELECT DISTINCT structure, body FROM cotutelles WHERE role = 'registered-parent' "
        "AND structure LIKE 'ror:%'"
    ):
        parents[key].add(body)
    above: dict[str, set[str]] = {}

    def ancestors(key: str) -> set[str]:
        """Return the parents of a record and their parents, as bodies."""
        if key not in above:
            direct = parents.get(key, set())
            further = set().union(*(parents.get(body, set()) for body in direct))
            above[key] = {root(body) for body in direct | further}
        return above[key]

    found: dict[str, set[str]] = defaultdict(set)
    for structure, body, code in staging.ask(
        "SELECT DISTINCT structure, body, unit_code FROM cotutelles "
        "WHERE unit_code IS NOT NULL AND structure LIKE 'rnsr:%'"
    ):
        if structure not in structures:
            continue
        for number in unit_numbers(code):
            below = {key for key in bearers.get(number, ()) if root(body) in ancestors(key)}
            if len(below) == 1:
                found[structure] |= below
    claimed: dict[str, set[str]] = defaultdict(set)
    for structure, keys in found.items():
        for key in keys:
            claimed[key].add(structure)
    for structure, keys in sorted(found.items()):
        if len(keys) == 1:
            (record,) = keys
            if len(claimed[record]) == 1:
                yield structure, record, "same-unit-number", "medium"
