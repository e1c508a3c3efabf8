# ruff: noqa: E501 - a guide in Markdown, whose rows of tables cannot be broken
"""The guide that a new landscape comes with, in French and English."""

from __future__ import annotations

from typing import Final

__all__ = ["GUIDE"]

#: Places: ``label``, ``focus``, ``example``, ``source``.
GUIDE: Final = """# {label}

English below.

## En français

Ce dossier est un paysage de partenariats : des tableaux CSV, un par sorte de fait. L’organisme étudié est `{focus}`
(fichier `landscape.csv`).

### Commencer

1. Vérifier que tout est lisible : `coopgraph validate --data CE-DOSSIER`. Voir : `coopgraph explore --data CE-DOSSIER`.
2. Ouvrir les tableaux dans un tableur (double clic) ; les enregistrer en « CSV UTF-8 ». Les colonnes sont décrites dans
   `data/README.md` et `docs/curation.md` du projet.
3. Remplacer les exemples : toutes les lignes d’exemple contiennent le mot `exemple` dans un identifiant (la première
   colonne ou la suivante). Filtrer ce mot dans chaque tableau et supprimer les lignes. Si `landscape.csv` nomme
   `{example}`, y mettre d’abord l’identifiant de votre organisme.
4. Si `sources.csv` contient `{source}`, y dire où le nom de l’organisme est écrit (page, statuts, répertoire).
5. Corriger la colonne `class` de votre organisme dans `organizations.csv` (University, UniversityHospital…).

### Dans quel tableau ?

| vous savez | tableau |
|---|---|
| d’où vient un fait (à remplir d’abord) | `sources.csv` |
| un organisme, une université, un hôpital, une entreprise | `organizations.csv` |
| une ville, une région, un pays | `places.csv` |
| un autre lieu d’un organisme ou d’une unité qui en a plusieurs | `sites.csv` |
| une unité de recherche, et ses tutelles | `structures.csv`, `cotutelles.csv` |
| une convention ou un accord, et ses signataires | `agreements.csv`, `agreement_parties.csv` |
| un réseau, une alliance, un laboratoire associé, et ses membres | `collaborations.csv`, `participations.csv` |
| une priorité de la stratégie : un pays, un thème | `priorities.csv` |
| un autre nom, un identifiant (ROR, SIREN…) | `aliases.csv`, `identifiers.csv` |

Une ligne, un fait. Pas de source, pas de fait. Une case vide veut dire « non précisé », jamais « non ».
La colonne `locator` dit où lire le fait : pour un document, la section et la ligne (`Priorités, l. 3`).

### La stratégie

Une ligne dans `sources.csv` pour le document, avec l’identifiant de l’organisme dans `issued_by`. Puis une ligne de
`priorities.csv` par pays (ou région du monde) et par thème annoncés ; sans thème si le document n’en dit pas.
`coopgraph gaps --type priority --data CE-DOSSIER` dit ensuite ce qui existe en face de chaque priorité.

### Les répertoires

`coopgraph import` lit les fichiers des répertoires publics dans un dossier à part ; les deux se lisent ensemble :
`--data CE-DOSSIER --data CELUI-DES-IMPORTS`.

## In English

This folder is a landscape of partnerships: CSV tables, one for each kind of fact. The organisation in focus is `{focus}`
(file `landscape.csv`).

### First steps

1. Check that all can be read: `coopgraph validate --data THIS-FOLDER`. Look at it: `coopgraph explore --data THIS-FOLDER`.
2. Open the tables in a spreadsheet (double click); save them as "CSV UTF-8". The columns are described in `data/README.md`
   and `docs/curation.md` of the project.
3. Replace the examples: every example row has the word `exemple` in an id (first column or the next). Filter for it in each
   table and delete the rows. If `landscape.csv` names `{example}`, put the id of your organisation there first.
4. If `sources.csv` has the row `{source}`, say there where the name of the organisation is written (page, statutes, register).
5. Correct the column `class` of your organisation in `organizations.csv` (University, UniversityHospital…).

### Which table?

| you know | table |
|---|---|
| where a fact comes from (fill in first) | `sources.csv` |
| an organisation, a university, a hospital, a company | `organizations.csv` |
| a city, a region, a country | `places.csv` |
| a further place of a body or unit that has several | `sites.csv` |
| a research unit, and who supervises it | `structures.csv`, `cotutelles.csv` |
| an agreement, and who signed it | `agreements.csv`, `agreement_parties.csv` |
| a network, an alliance, an associated laboratory, and its members | `collaborations.csv`, `participations.csv` |
| a priority of the strategy: a country, a theme | `priorities.csv` |
| another name, an identifier (ROR, SIREN…) | `aliases.csv`, `identifiers.csv` |

One row, one fact. No source, no fact. A blank cell means "not stated", never "no".
The column `locator` says where to read the fact: of a document, section and line (`Priorités, l. 3`).

### The strategy

One row of `sources.csv` for the document, with the id of the organisation in `issued_by`. Then one row of `priorities.csv` for
each country (or world region) and theme announced; without a theme if the document names none.
`coopgraph gaps --type priority --data THIS-FOLDER` then says what stands behind each priority.

### Registers

`coopgraph import` reads the files of public registers into a folder of their own; both are read together:
`--data THIS-FOLDER --data THAT-OF-THE-IMPORTS`.
"""
