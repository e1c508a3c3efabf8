"""Names of organisations with their French articles."""

from __future__ import annotations

import copy
import csv
import pickle
from pathlib import Path

import pytest

from coopgraph.french import FORMS, Named, formed, of, the, to


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Centre hospitalier de Test", "le Centre, du Centre, au Centre"),
        ("CHU de Lille", "le CHU, du CHU, au CHU"),
        ("Haut Conseil de santé", "le Haut, du Haut, au Haut"),
        ("Fondation de France", "la Fondation, de la Fondation, à la Fondation"),
        ("Haute Autorité de santé", "la Haute, de la Haute, à la Haute"),
        ("Hospices civils de Lyon", "les Hospices, des Hospices, aux Hospices"),
        ("Hôpital Necker", "l’Hôpital, de l’Hôpital, à l’Hôpital"),
        ("École normale supérieure", "l’École, de l’École, à l’École"),
        ("UNIVERSITE DE LILLE", "l’UNIVERSITE, de l’UNIVERSITE, à l’UNIVERSITE"),
        ("La Ligue contre le cancer", "la Ligue, de la Ligue, à la Ligue"),
        ("Les Entreprises du médicament", "les Entreprises, des Entreprises, aux Entreprises"),
        ("L'Institut thématique", "l’Institut, de l’Institut, à l’Institut"),
        ("Le Mans Université", "Le Mans, de Le Mans, à Le Mans"),
        ("Sorbonne Université", "Sorbonne, de Sorbonne, à Sorbonne"),
        ("Aix-Marseille Université", "Aix-Marseille, d’Aix-Marseille, à Aix-Marseille"),
        ("Harvard University", "Harvard, de Harvard, à Harvard"),
        ("University of Oxford", "University, de University, à University"),
        ("Centre for Global Health", "Centre, de Centre, à Centre"),
        ("AstraZeneca", "AstraZeneca, d’AstraZeneca, à AstraZeneca"),
        ("EMBL", "EMBL, d’EMBL, à EMBL"),
        ("U 1016", "U, de U, à U"),
    ],
)
def test_the_head_noun_gives_the_article(name: str, forms: str) -> None:
    words = name.removeprefix("La ").removeprefix("Les ").removeprefix("L'").split()
    size = 2 if name.startswith("Le Mans") else 1
    rest = " ".join(words[size:])
    assert [formed(name, form) for form in FORMS] == [
        f"{said} {rest}".strip() for said in forms.split(", ")
    ]


@pytest.mark.parametrize(
    ("short", "full", "said"),
    [
        ("CNRS", "Centre national de la recherche scientifique", "du CNRS"),
        ("CEA", "Commissariat à l’énergie atomique", "du CEA"),
        ("IRD", "Institut de recherche pour le développement", "de l’IRD"),
        ("ANR", "Agence nationale de la recherche", "de l’ANR"),
        ("HAS", "Haute Autorité de santé", "de la HAS"),
        ("HCL", "Hospices civils de Lyon", "des HCL"),
        ("EMBL", "Laboratoire européen de biologie moléculaire", "de l’EMBL"),
        ("ERC", "Conseil européen de la recherche", "de l’ERC"),
        ("SU", "Sorbonne Université", "de SU"),
        ("PSL", "Université Paris Sciences et Lettres", "de PSL"),
        ("Neurodis", "Fondation Neurodis", "de Neurodis"),
        ("NIH", "National Institutes of Health", "de NIH"),
    ],
)
def test_an_acronym_follows_the_full_name(short: str, full: str, said: str) -> None:
    name = Named(short, full)
    assert of(name) == said
    assert name == short
    for twin in (copy.deepcopy(name), pickle.loads(pickle.dumps(name))):  # noqa: S301
        assert (of(twin), twin.full) == (said, full)


def test_no_name_of_the_packaged_landscape_is_said_wrongly(repository: Path) -> None:
    """Common nouns at the head have an article; what has none is a name of its own."""
    with (repository / "data/curated/organizations.csv").open(encoding="utf-8") as file:
        names = [row["label_fr"] for row in csv.DictReader(file)]
    articled = [name for name in names if the(name) != name]
    assert len(articled) > 0.75 * len(names) > 200
    common = ("universit", "institut ", "centre ", "école ", "fondation ", "agence ", "chu ")
    bare = {name for name in names if the(name) == name}
    assert [name for name in bare if name.lower().startswith(common)] == []
    for name in names:
        assert not of(name).startswith(("de le ", "de les ", "d’le ", "de a", "de é"))
        assert not to(name).startswith(("à le ", "à les "))
