"""Every message of the code is in every catalogue, whole and with the same places."""

from __future__ import annotations

import ast
import importlib
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import coopgraph
from coopgraph import errors
from coopgraph.cli import COMMANDS
from coopgraph.cli.help import texts as help_texts
from coopgraph.french import FORMS, Named, unbroken
from coopgraph.messages import LOCALE, bilingual, counted, message, translated

PACKAGE = Path(coopgraph.__file__).parent
CLICK = Path(click.__file__).parent
#: Exceptions whose text a user reads, and what else takes a text that a user reads.
SPEAKING = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)} | {
    "BadParameter",
    "CellError",
    "UsageError",
    "say",
}
#: What click says to programmers only, or in help that coopgraph does not have.
CLICK_UNTRANSLATED = re.compile(
    r"DeprecationWarning|deprecated|Choice\(|defined twice"
    r"|Boolean option|Could not determine name|No options defined|env var|\(dynamic\)"
    r"|exactly one parameter|Invalid start character|^file$|^directory$|^path$"
)


def _places(text: str) -> set[tuple[str | None, str | None, str | None]]:
    """Return the places; those of names may ask for a French form."""
    return {
        (name, "" if spec in FORMS else spec, conversion)
        for _, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    }


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _catalogue(name: str, lang: str = "fr") -> Catalog:
    return read_po(io.BytesIO((LOCALE / lang / "LC_MESSAGES" / name).read_bytes()), locale=lang)


def _translations() -> list[tuple[str, list[str], list[str]]]:
    return [
        (name, _texts(entry.id), _texts(entry.string))
        for name in ("coopgraph.po", "click.po")
        for entry in _catalogue(name)
        if entry.id
    ]


@pytest.fixture(scope="module")
def said(repository: Path) -> set[str | tuple[str, ...]]:
    """Return the messages of the code, as the tool that keeps the catalogues finds them."""
    sys.path.insert(0, str(repository / "docs"))
    try:
        import translations
    finally:
        sys.path.remove(str(repository / "docs"))
    return set(translations.collected())


def test_each_message_of_the_code_is_translated(said: set[str | tuple[str, ...]]) -> None:
    known = {
        entry.id if isinstance(entry.id, str) else tuple(entry.id)
        for entry in _catalogue("coopgraph.po")
        if entry.id and all(_texts(entry.string)) and not entry.fuzzy
    }
    assert len(said) > 150
    assert said == known


@pytest.mark.parametrize("entry", _translations(), ids=lambda entry: f"{entry[0]}: {entry[1][0]}")
def test_a_translation_has_the_same_places(entry: tuple[str, list[str], list[str]]) -> None:
    name, originals, translations = entry
    wanted = set().union(*map(_places, originals))
    for text in translations:
        found = _places(text)
        if name == "coopgraph.po":
            assert found == wanted, text
        assert found <= wanted, text
    assert all(translations)


#: Code with signs that are no punctuation: variables of SPARQL, addresses of stores, YAML, heads of
#: queries and rules.
CODE_WITH_SIGNS = re.compile(
    r"\?(?=subject|\{)|(?:memory|rdflib):|(?:names|country): \{\{.*?\}\}|# \{field\}:|name \(type.*"
)
#: A high sign of punctuation or a quote without a no-break space on its inner side.
BREAKING = re.compile(r"(?<!\xa0)[:;!?]+(?=[\s)\],.]|$)| [:;!?]|(?<!\xa0)»|«(?!\xa0)")


def _breaking(text: str) -> bool:
    return BREAKING.search(re.sub(r"\{[^}]*\}", "x", CODE_WITH_SIGNS.sub("x", text))) is not None


def test_french_is_written_as_it_should_be() -> None:
    """No-break spaces before high signs and within quotes, but in :data:`CODE_WITH_SIGNS`."""
    assert [text for _, _, texts in _translations() for text in texts if _breaking(text)] == []


@pytest.mark.parametrize("text", ["{a} : b", "a ; b", "qui ?", "« {a}\xa0»", "«\xa0a »", "(a !)"])
def test_a_line_that_could_end_before_a_sign_is_found_and_mended(text: str) -> None:
    assert _breaking(text)
    assert not _breaking(unbroken(text))


@pytest.mark.parametrize("text", ["a: b", "qui?", "«a»"])
def test_a_sign_without_a_space_is_found(text: str) -> None:
    assert _breaking(text)
    assert unbroken(text) == text


@pytest.mark.parametrize(
    "text", ["une colonne ?subject", "coopgraph show x --as-of 2024-12-31", "à 10:30", "coop:Place"]
)
def test_code_in_french_keeps_its_spaces(text: str) -> None:
    assert unbroken(text) == text
    assert not _breaking(text)


#: Straight quotes that are code, to be typed as they stand: a colour in YAML, a text in Python.
CODE_IN_QUOTES = re.compile(r"'#[0-9A-F]{6}'|(?<=\w)='[A-Z]+'")


def test_french_has_no_quotes_but_its_own() -> None:
    """Only ’ and « »; straight quotes where they are code of :data:`CODE_IN_QUOTES`."""
    wrong = []
    for _, _, texts in _translations():
        for text in texts:
            words = CODE_IN_QUOTES.sub("", text)
            if re.search("['\"´‘“”„‹›]", words) or text.count("«") != text.count("»"):
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        ("cnrs", "'cnrs'", "« cnrs »"),
        ("l’Été", "'l’Été'", "« l’Été »"),
        ("d'\n\x00\\", '"d\'\\n\\x00\\\\"', "« d'\\n\\x00\\ »"),
        (None, "None", "None"),
    ],
)
def test_a_value_stands_in_the_quotes_of_the_language(value: object, en: str, fr: str) -> None:
    said = message("not a year: {value!r}", value=value)
    assert said == f"not a year: {en}" == said.in_language("en")
    assert said.in_language("fr") == f"ce n’est pas une année\N{NO-BREAK SPACE}: {fr}"


#: First words of the help that look like an infinitive and are none.
NOUNS = frozenset({"Dossier", "Fichier"})


def test_the_french_help_says_what_a_command_does() -> None:
    """ "Écrit le rapport", in the third person as everywhere, not "Écrire" or "Écrivez"."""
    texts = [said for _, said in COMMANDS.values()]
    for name, (module, _) in COMMANDS.items():
        command = importlib.import_module(f"coopgraph.cli.{module}").command
        below = command.commands.values() if isinstance(command, click.Group) else ()
        if name == "import":
            below = [command.get_command(click.Context(command), kind) for kind in ("ror", "table")]
        texts += [message(text) for one in (command, *below) for text in help_texts(one)]
    assert len(texts) > 150
    first = {said.in_language("fr").partition(" ")[0] for said in texts}
    other = re.compile(r"\w+(er|ir|dre|ttre|ire|ez)|(In|Ex)clure")
    assert {word for word in first if other.fullmatch(word)} - NOUNS == set()


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            if name in SPEAKING:
                yield node


@pytest.mark.parametrize(
    "path",
    sorted(PACKAGE.rglob("*.py")),
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_text_for_users_bypasses_the_catalogue(path: Path) -> None:
    """Errors, hints and talk are made by message() or counted(), never as bare text."""
    bare = [
        ast.unparse(node)
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")))
        for node in call.args
        if isinstance(node, (ast.JoinedStr, ast.BinOp))
        or (isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value)
    ]
    # A bare line of the age of the sources comes in the language of the result already.
    assert [text for text in bare if text != "f'  {line}'"] == []


def test_the_errors_and_the_help_of_click_are_translated() -> None:
    known = {_texts(entry.id)[0] for entry in _catalogue("click.po") if entry.id}
    found = {
        _texts(text)[0]
        for module in ("exceptions", "parser", "types", "core", "formatting")
        for _, text, _, _ in extract_from_file("python", CLICK / f"{module}.py")
    }
    missing = {text for text in found - known if not CLICK_UNTRANSLATED.search(text)}
    assert len(found & known) > 20
    assert missing == set()


def test_a_message_is_its_english_text_and_says_itself_in_french() -> None:
    inner = message("not a year: {value!r}", value="20l5")
    outer = message("the query is refused: {reason}", reason=inner)
    assert outer == "the query is refused: not a year: '20l5'"
    french = "la requête est refusée : ce n’est pas une année : « 20l5 »"
    assert outer.in_language("fr") == french
    assert outer.in_language("de") == outer
    assert translated("as it is", "fr") == "as it is"
    assert bilingual("{année}", "{year}").in_language("fr") == "{année}"
    assert bilingual("{année}", "{year}") == "{year}"


@pytest.mark.parametrize(
    ("n", "en", "fr"),
    [(0, "0 faults", "0 faute dans"), (1, "1 fault", "1 faute dans"), (2, "2 faults", "2 fautes")],
)
def test_numbers_take_the_form_of_their_language(n: int, en: str, fr: str) -> None:
    said = counted("{n} fault in the curated tables", "{n} faults in the curated tables", n=n)
    assert said == f"{en} in the curated tables"
    assert said.in_language("fr").startswith(fr)


def test_a_translation_asks_for_a_name_with_its_article() -> None:
    """The English text has none; the head noun of the full name gives the French one."""
    name = Named("CNRS", "Centre national de la recherche scientifique")
    said = message("Bodies that share structures with {focus}", focus=name)
    assert said == "Bodies that share structures with CNRS"
    assert said.in_language("fr") == "Organismes qui partagent des structures avec le CNRS"
    bare = message("Bodies that share structures with {focus}", focus="Gustave Roussy")
    assert bare.in_language("fr").endswith(" avec Gustave Roussy")


def test_only_french_asks_for_forms(said: set[str | tuple[str, ...]]) -> None:
    texts = [text for entry in said for text in _texts(entry)]
    forms = {spec for text in texts for _, _, spec, _ in string.Formatter().parse(text)}
    assert forms.isdisjoint(FORMS)


def test_a_message_survives_copying() -> None:
    import copy
    import pickle

    name = Named("CEA", "Commissariat à l’énergie atomique")
    said = message("Partnerships – {name}", name=name)
    assert said.in_language("fr") == "Partenariats du CEA"
    for twin in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301
        assert twin.in_language("fr") == said.in_language("fr")


def test_arguments_are_never_taken_for_places() -> None:
    said = message("no entity is called {name!r}", name="{0.__class__} {x} %s")
    assert "{0.__class__} {x} %s" in said
    assert "{0.__class__} {x} %s" in said.in_language("fr")


#: A number after an article or before a noun that its own number does not choose.
ONE_OF_ONE = re.compile(r"\b(?:des|les|la|le|aucune? des|of the|the) \{n\}|\b1 des \{")


def test_a_count_of_one_has_no_plural_article() -> None:
    """In the form for one, ``{n}`` stands after no article: no *sur la 1 priorité*."""
    singular = [
        _texts(texts)[0]
        for entry in _catalogue("coopgraph.po")
        if isinstance(entry.id, tuple)
        for texts in (entry.id, entry.string)
    ]
    assert len(singular) > 100
    assert [text for text in singular if ONE_OF_ONE.search(text)] == []
    assert ONE_OF_ONE.search("Sur la {n} priorité")
    assert ONE_OF_ONE.search("{covered} of the {n} priority")
