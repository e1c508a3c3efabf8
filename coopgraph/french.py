"""French names of organisations with their article: *l’Inserm*, *du CNRS*, *à Sorbonne Université*.

The head noun of the full name decides: *Centre national…* makes it *le CNRS*, *Institut national…*
*l’Inserm*; the letters of an acronym never do. A name without a known head noun is a proper name
and takes no article, as those of firms and of bodies abroad: *avec Harvard University*.

Catalogues ask for a form where a name stands: ``{name:le}``, ``{name:de}`` or ``{name:à}``.

French sets a space before high signs of punctuation and within its quotes, at which no line may
end: :func:`unbroken`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, Self

from coopgraph.folding import fold_letters

__all__ = ["FORMS", "Form", "Named", "formed", "of", "the", "to", "unbroken"]

Form = Literal["le", "de", "à"]
#: Forms of a name, each called by what a masculine noun would take.
FORMS: Final[tuple[Form, ...]] = ("le", "de", "à")

#: Articles, and the head nouns that take them: without case and accents, words and the acronyms
#: that are kinds of bodies. An elided article tells nothing of the gender, and need not.
_NOUNS: Final = {
    "le": """
        bureau canceropole centre cercle ch chr chru chu clcc club cluster college comite
        commissariat conseil conservatoire consortium departement domaine fonds forum gcs
        genopole ghu gie gip gis grand groupe groupement haut laboratoire lycee ministere musee
        museum parc parlement pole port programme rectorat registre reseau secretariat senat
        service syndicat technopole
    """,
    "la": """
        banque bibliotheque caisse chaire chambre cite clinique comue commission communaute
        compagnie confederation conference coordination cour delegation direction faculte
        federation filiere fondation grande haute ligue mairie maison maternite metropole mission
        mutualite mutuelle plateforme polyclinique prefecture region representation satt societe
        ville
    """,
    "l’": """
        academie accelerateur administration agence alliance antenne assemblee assistance
        association assurance autorite ecole ens ensemble entreprise epst espace etablissement
        etat hopital ihu imt infrastructure initiative insa inspection institut institution irt
        iut observatoire office ordre organisation organisme ufr umr unite union universite
    """,
    "les": """
        academies agences centres departements ecoles entreprises etablissements hopitaux
        hospices instituts laboratoires ministeres regions services societes universites
    """,
}
_ARTICLE: Final = {noun: article for article, nouns in _NOUNS.items() for noun in nouns.split()}
_JOINED: Final = {
    ("de", "le"): "du ",
    ("de", "les"): "des ",
    ("à", "le"): "au ",
    ("à", "les"): "aux ",
}
#: Words that French lacks: a *Centre for…* or *Grand … University* is named as abroad, bare.
_ENGLISH: Final = re.compile(
    r"\b(?:of|for|the|and|university|hospital|institute|council|research|center|school)\b"
)
_OWN_ARTICLE: Final = re.compile(r"(L)['’]|(Le|La|Les) ")
#: A blank before a high sign that ends a word, not before ``?name`` or ``:name``, and within « ».
_BREAKING: Final = re.compile(r" (?=[:;?!]+(?:[\s\])»,.…<|]|$))|(?<=«) | (?=»)")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")
#: Names that begin with a vowel as it sounds: *d’AstraZeneca*, but *de University College London*.
_VOWEL: Final = re.compile(
    r"(?![aeiou]\b)(?!uni(?:versity|ted|on of))(?!eu(?:ropean\b|rope ))[aeiou]"
)


class Named(str):
    """A short name that remembers the full one, whose head noun gives the article.

    Parameters
    ----------
    short
        The name as it is to be read: an acronym.
    full
        The full French name.

    Examples
    --------
    >>> of(Named("CNRS", "Centre national de la recherche scientifique"))
    'du CNRS'
    """

    __slots__ = ("full",)
    full: str

    def __new__(cls, short: str, full: str) -> Self:
        """Keep both."""
        self = super().__new__(cls, short)
        self.full = full
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (str(self), self.full))


def the(name: str) -> str:
    """Return a name with its article, if it has one.

    Parameters
    ----------
    name
        Name of an organisation in French; of an acronym a :class:`Named` one.

    Examples
    --------
    >>> the("Université de Lille"), the("Hospices civils de Lyon"), the("Sorbonne Université")
    ('l’Université de Lille', 'les Hospices civils de Lyon', 'Sorbonne Université')
    """
    return formed(name, "le")


def of(name: str) -> str:
    """Return a name after *de*, contracted or elided.

    Parameters
    ----------
    name
        As for :func:`the`.

    Examples
    --------
    >>> of("CHU de Nantes"), of("Fondation de France"), of("AstraZeneca")
    ('du CHU de Nantes', 'de la Fondation de France', 'd’AstraZeneca')
    """
    return formed(name, "de")


def to(name: str) -> str:
    """Return a name after *à*, contracted.

    Parameters
    ----------
    name
        As for :func:`the`.

    Examples
    --------
    >>> to("Commissariat à l’énergie atomique"), to("Harvard University")
    ('au Commissariat à l’énergie atomique', 'à Harvard University')
    """
    return formed(name, "à")


def formed(name: str, form: Form) -> str:
    """Return a name in one of :data:`FORMS`.

    Parameters
    ----------
    name
        As for :func:`the`.
    form
        ``le``: with its article; ``de`` and ``à``: after the preposition.

    Examples
    --------
    >>> [formed("Agence d’essai", form) for form in FORMS]
    ['l’Agence d’essai', 'de l’Agence d’essai', 'à l’Agence d’essai']
    """
    article, bare = _parted(str(name), name.full if isinstance(name, Named) else str(name))
    if not article:
        if form == "de":
            return f"d’{bare}" if _VOWEL.match(fold_letters(bare)) else f"de {bare}"
        return bare if form == "le" else f"à {bare}"
    if joined := _JOINED.get((form, article)):
        return joined + bare
    prefix = "" if form == "le" else f"{form} "
    return f"{prefix}{article}{'' if article == 'l’' else ' '}{bare}"


def unbroken(text: str) -> str:
    r"""Return a French text with no-break spaces before ``: ; ? !`` and within « ».

    Only spaces that are there are changed, and none before a sign that begins a word, as in code.

    Parameters
    ----------
    text
        A text in French.

    Examples
    --------
    >>> unbroken("Qui ? « Moi » : lui.")
    'Qui\xa0? «\xa0Moi\xa0»\xa0: lui.'
    >>> unbroken("une colonne ?body, à 10:30, selon rdf:type")
    'une colonne ?body, à 10:30, selon rdf:type'
    """
    return _BREAKING.sub("\N{NO-BREAK SPACE}", text)


@lru_cache(maxsize=4096)
def _parted(name: str, full: str) -> tuple[str, str]:
    """Return the article of a name, empty for none, and the name without it."""
    if name.endswith(" Université"):
        return "", name  # Sorbonne Université, Le Mans Université: brands
    if own := _OWN_ARTICLE.match(name):
        return ("l’" if own[1] else own[2].lower()), name[own.end() :]
    if own := _OWN_ARTICLE.match(full):
        full = full[own.end() :]
    whole, short = fold_letters(full), fold_letters(name)
    head = _FIRST_WORD.match(whole)
    if head is None or _ENGLISH.search(whole):
        return "", name
    article = _ARTICLE.get(head[0], "")
    if not article or short.startswith(head[0]):
        return article, name
    # An acronym follows the noun in gender and its own letter in elision; brands stand alone.
    if not name.isupper() and short[:1] != whole[:1]:
        return "", name
    vowel = _VOWEL.match(short) is not None
    if article == "l’":
        return ("l’" if vowel else ""), name  # the gender is not known: de PSL
    return ("l’" if vowel and article != "les" else article), name
