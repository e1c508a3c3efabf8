"""A mapping to begin with: from the headings of a table, as far as they tell what they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.bearing import table_schemes
from coopgraph.importing.header import bare_name
from coopgraph.importing.mapping.grids import open_grid

__all__ = ["starter_mapping", "starter_text"]

#: Words that may be of the body, or of what a row tells of it.
_BEGIN: Final = ("start", "debut")
_END: Final = ("end", "fin")
#: A heading with one of these words makes the dates of a row those of an agreement.
_AGREEMENT: Final = frozenset((
    "accord", "convention", "contrat", "partenariat", "cooperation", "agreement", "contract",
    "partnership",
))  # fmt: skip
#: Words by which a longer heading may be that of the name, with its language …
_NAMING: Final = {
    **dict.fromkeys(("nom", "denomination", "libelle", "intitule", "raison"), "fr"),
    **dict.fromkeys(("etablissement", "partenaire", "organisme", "organisation", "institution",
                     "institut", "structure", "laboratoire"), "fr"),
    **dict.fromkeys(("name", "organization", "institute", "partner", "university", "label"), "en"),
}  # fmt: skip
#: … unless one of these says that it tells something else. All without an s at the end.
_OTHER: Final = _AGREEMENT | frozenset((
    "type", "code", "n", "no", "numero", "number", "nombre", "nb", "count", "id", "adresse",
    "addres", "rue", "ville", "city", "commune", "pay", "country", "region", "contact",
    "responsable", "directeur", "director", "referent", "correspondant", "email", "mail",
    "courriel", "telephone", "phone", "site", "url", "web", "statut", "statu", "nature",
    "categorie", "category", "kind", "date", "annee", "year", "debut", "fin", "start", "end",
    "sigle", "acronyme", "acronym", "court", "short", "cp", "postal", "montant", "budget",
    "effectif", "autre", "other", "alia", "ancien", "former", "personne", "person", "prenom",
    "signataire", "fonction", "role", "service",
))  # fmt: skip
#: Headings by the key that they fill, without case, accents, blanks and underscores.
_GUESSES: Final = (
    ("names.fr", ("nom", "libelle", "nom fr", "libelle fr", "organisation", "organisme",
                  "etablissement", "structure", "partenaire")),
    ("names.en", ("name", "label", "name en", "english name", "organization", "institution",
                  "partner")),
    ("acronym", ("sigle", "acronyme", "acronym", "nom court", "short name")),
    ("aliases", ("autres noms", "alias", "aliases", "other names")),
    ("city", ("ville", "commune", "city", "town")),
    ("country", ("pays", "country", "code pays", "country code")),
    ("latitude", ("latitude", "lat")),
    ("longitude", ("longitude", "lon", "lng")),
    ("start", ("date de creation", "annee de creation", "creation", "created", "established",
               "founded", *_BEGIN)),
    ("end", ("date de fermeture", "fermeture", "closed", *_END)),
    ("key", ("id", "code", "identifiant", "identifier", "numero")),
)  # fmt: skip


def starter_mapping(path: Path) -> str:
    """Return a mapping for a table, with a guess for each heading that tells what it is.

    Parameters
    ----------
    path
        The table.

    Returns
    -------
    str
        YAML. Columns that nobody could guess stand in a comment; class, title and licence are to
        be filled in.

    Raises
    ------
    SourceError
        If the table cannot be read.
    """
    with open_grid(path, {}) as grid:
        return starter_text(path.name, grid.header)


def starter_text(name: str, header: Sequence[str]) -> str:
    """Return a mapping for a table with some headings.

    Parameters
    ----------
    name
        Name of the file.
    header
        Its headings.

    Returns
    -------
    str

    Examples
    --------
    >>> print(starter_text("partners.csv", ["Nom", "ROR", "Pays", "Budget"]))
    # Mapping of partners.csv for: coopgraph import table partners.csv --mapping THIS -o DIR
    # All keys: docs/importing.md.
    source:
      title: partners.csv        # what the file is, as it is to be cited
      # publisher:
      # licence:                 # under which licence the facts may be used
      # date: 2026-01            # the time it describes
    bodies:
      body:
        class: Organisation      # University, ResearchUnit, Company, Project …
        names:
          fr: Nom
        identifiers:
          ror: ROR
        country: Pays
    # links:                     # when a row names two bodies
    #   - kind: partnership      # or part-of, role, related
    #     from: body
    #     to: other
    #     type: institutional
    # not used: Budget
    """
    found: dict[str, str] = {}
    schemes: dict[str, str] = {}
    rest: list[str] = []
    known = {bare_name(word): key for key, words in _GUESSES for word in words}
    for heading in header:
        words = [
            word for word in folded(heading.replace("_", " ")).split() if word != "identifiant"
        ]
        scheme = next((word for word in words if word in table_schemes()), None)
        key = known.get(bare_name(heading))
        if scheme is not None and scheme not in schemes:
            schemes[scheme] = heading
        elif key is not None and key not in found:
            found[key] = heading
        elif heading:
            rest.append(heading)
    _drop_dates(header, found, rest)
    if not found.keys() & {"names.fr", "names.en"}:
        _find_name(found, rest)
    rest.sort(key=header.index)
    lines = [
        f"# Mapping of {name} for: coopgraph import table {name} --mapping THIS -o DIR",
        "# All keys: docs/importing.md.",
        "source:",
        f"  title: {_scalar(name):<20}# what the file is, as it is to be cited",
        "  # publisher:",
        "  # licence:                 # under which licence the facts may be used",
        "  # date: 2026-01            # the time it describes",
        "bodies:",
        "  body:",
        "    class: Organisation      # University, ResearchUnit, Company, Project …",
    ]
    names = [key for key in ("names.fr", "names.en") if key in found]
    if names:
        lines.append("    names:")
        lines += [f"      {key[6:]}: {_scalar(found[key])}" for key in names]
    else:
        lines += ["    names:", "      fr: HEADING OF THE NAME"]
    if schemes:
        lines.append("    identifiers:")
        lines += [f"      {scheme}: {_scalar(heading)}" for scheme, heading in schemes.items()]
    for key, _ in _GUESSES:
        if key not in found or "." in key:
            continue
        if key == "city" and "country" not in found:
            lines.append("    country: {value: FR}     # a city needs its country")
        lines.append(f"    {key}: {_scalar(found[key])}")
    lines += [
        "# links:                     # when a row names two bodies",
        "#   - kind: partnership      # or part-of, role, related",
        "#     from: body",
        "#     to: other",
        "#     type: institutional",
    ]
    if rest:
        lines.append("# not used: " + ", ".join(" ".join(heading.split()) for heading in rest))
    return "\n".join(lines)


def _drop_dates(header: Sequence[str], found: dict[str, str], rest: list[str]) -> None:
    """Leave dates unused that are likelier those of an agreement than those of a body."""
    of_agreement = any(_AGREEMENT.intersection(_words(heading)) for heading in header)
    for key, vague in (("start", _BEGIN), ("end", _END)):
        unsure = bare_name(found.get(key, "")) in vague
        if unsure and (of_agreement or not {"start", "end"} <= found.keys()):
            rest.append(found.pop(key))


def _find_name(found: dict[str, str], rest: list[str]) -> None:
    """Take the heading that says most clearly that it holds a name, if there is one."""
    likely = []
    order = list(_NAMING)
    for place, heading in enumerate(rest):
        words = _words(heading)
        naming = [word for word in words if word in _NAMING]
        if naming and not _OTHER.intersection(words):
            first = naming[0]
            likely.append((words[0] != first, order.index(first), place, _NAMING[first]))
    if likely:
        _, _, place, language = min(likely)
        if {"anglais", "english", "en"}.intersection(_words(rest[place])):
            language = "en"
        found[f"names.{language}"] = rest.pop(place)


def _words(heading: str) -> list[str]:
    """Return the words of a heading, in the singular, without case and accents."""
    return [word.removesuffix("s") for word in folded(heading).split()]


def _scalar(text: str) -> str:
    """Return a text as YAML, in quotes where it needs them."""
    plain = text.replace(" ", "").replace("-", "").replace("_", "").replace(".", "")
    plain = plain.replace("'", "").replace("’", "")
    safe = plain.isalnum() and not plain.isnumeric() and text[:1].isalnum() and text == text.strip()
    return text if safe else json.dumps(text, ensure_ascii=False)
