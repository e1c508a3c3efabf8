"""Write an entity page: as text for a terminal, as Markdown, or as a table for machines."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.namespaces import curie
from coopgraph.outputs.entity_page.records import EntityPage, Evidence, Line
from coopgraph.outputs.entity_page.wording import SECTIONS, WORDS, period_text
from coopgraph.outputs.safe_text import visible
from coopgraph.outputs.tables import Table, render_table
from coopgraph.sources.locators import shown_locator

if TYPE_CHECKING:
    from coopgraph.sources.passages import DocumentFolder

__all__ = ["COLUMNS", "PASSAGE_COLUMNS", "render_entity", "render_passages"]

#: Columns of the formats for machines: one row per statement.
COLUMNS: Final = (
    "section",
    "property",
    "value",
    "value_id",
    "details",
    "signed",
    "start",
    "end",
    "end_basis",
    "revision",
    "event_year",
    "ended",
    "coming",
    "derived",
    "about_year",
    "population",
    "approximation",
    "unit",
    "claim_status",
    "other_values",
    "stated_text",
    "source",
    "source_title",
    "locator",
    "confidence",
    "note",
)
#: Columns of ``--sources`` in the formats for machines: one row per passage.
PASSAGE_COLUMNS: Final = (
    "source",
    "source_title",
    "locator",
    "confidence",
    "stated_text",
    "statements",
    "supports",
    "passage",
)
#: Lines of a section in a text for readers, unless all are wanted.
SHOWN: Final = 12
_WIDTH: Final = 80
_LEFT: Final = 20
_FRENCH_SPACE = re.compile(r" (?=[;:»%?!])|(?<=«) ")


def render_entity(
    page: EntityPage, format: str = "table", *, all_lines: bool = False, colour: bool = False
) -> str | bytes:
    """Render a page.

    Parameters
    ----------
    page
        What is known.
    format
        ``table`` (grouped text), ``md``, ``csv``, ``tsv``, ``json`` or ``xlsx``; the name, which
        is the title of the first two, is the first row of the others.
    all_lines
        Whether long lists are complete in ``table`` and ``md``; the others are always complete.
    colour
        Whether ``table`` may use the terminal's styles.

    Returns
    -------
    str or bytes
    """
    if format == "table":
        return _text(page, all_lines, colour)
    if format == "md":
        return _markdown(page, all_lines)
    rows = [_row(page, line) for line in (page.title, *page.lines) if line is not None]
    table = Table(COLUMNS, rows, title=f"{page.label} ({curie(page.iri)})", notes=_notes(page))
    return render_table(table, format)


def _notes(page: EntityPage) -> tuple[str, ...]:
    words, day = WORDS[page.lang], page.as_of.isoformat()
    notes = [words["as_of"].format(day)]
    if page.state == "over":
        notes.append(words["had_ended"].format(day))
    elif page.state == "coming":
        notes.append(words["had_not_begun"].format(day))
    elif page.before_all:
        notes.append(words["before_all"].format(day))
    return (*notes, *page.vintage)


def _number(text: str) -> int | str | None:
    """Return a year as a number, a day as text."""
    return int(text) if text.isdecimal() else text or None


def _row(page: EntityPage, line: Line) -> tuple[str | bool | int | None, ...]:
    def joined(parts: Sequence[str]) -> str | None:
        return "; ".join(dict.fromkeys(part for part in parts if part)) or None

    period = line.period
    return (
        line.section,
        line.property or None,
        int(line.value) if line.section.endswith("_counts") else line.value or None,
        line.value_id or None,
        joined(line.details),
        _number(period.signed),
        _number(period.start),
        _number(period.end),
        period.basis or None,
        period.revision or None,
        _number(period.event),
        line.ended,
        line.coming,
        line.derived,
        _number(line.year),
        line.population or None,
        line.approximation or None,
        line.unit or None,
        line.status or None,
        joined(line.rivals),
        joined([evidence.stated for evidence in line.evidence]),
        joined([evidence.source for evidence in line.evidence]),
        joined([page.titles.get(evidence.source, "") for evidence in line.evidence]),
        joined([evidence.locator for evidence in line.evidence]),
        joined([evidence.confidence for evidence in line.evidence]),
        joined([evidence.note for evidence in line.evidence]),
    )


def said(page: EntityPage, line: Line) -> str:
    """Say a line in words, without its relation and its source."""
    words = WORDS[page.lang]
    context = [
        line.approximation.lower(),
        words["about"].format(line.year) if line.year else "",
        words["population"].format(line.population) if line.population else "",
    ]
    value = " ".join(part for part in (line.value, line.unit.lower() if line.value else "") if part)
    extra = [*line.details, *context, period_text(line.period, page.lang) if line.value else ""]
    if not line.value:
        value = period_text(line.period, page.lang)
    if line.rivals:
        extra.append(words["disputed"].format(", ".join(line.rivals)))
    if line.ended:
        extra.append(words["ended"])
    if line.coming:
        extra.append(words["coming"])
    if line.derived:
        extra.append(words["derived"])
    shown = words["semicolon"].join(part for part in extra if part)
    return f"{value} ({shown})" if shown else value


def _cited(evidence: Evidence, lang: str, title: str | None = None) -> str:
    """Cite a passage: in brackets by the id of its source, or by its title."""
    printed = WORDS[lang]["quoted"].format(evidence.stated)
    place = shown_locator(evidence.locator, lang)
    parts = [title or evidence.source, place, evidence.confidence.lower()]
    text = ", ".join([*(part for part in parts if part), *([printed] if evidence.stated else [])])
    return text if title else f"[{text}]"


def _wrapped(text: str, left: str, right: str = " " * (_LEFT + 2)) -> list[str]:
    """Wrap a text: `left` before its first line, `right` before the others."""
    # French puts a space before its punctuation, and no line begins with it.
    kept = _FRENCH_SPACE.sub("\u00a0", visible(text))
    lines = textwrap.wrap(
        kept, _WIDTH, initial_indent=left, subsequent_indent=right, break_on_hyphens=False
    )
    return [line.replace("\u00a0", " ") for line in lines] or [left.rstrip()]


def _bounded(lines: list[Line], all_lines: bool) -> tuple[list[Line], int]:
    whole = all_lines or lines[0].section == "disagreements"
    if whole or len(lines) <= SHOWN + 1:
        return lines, 0
    return lines[:SHOWN], len(lines) - SHOWN


def _heading(page: EntityPage, section: str, lines: list[Line]) -> str:
    title = SECTIONS[section][page.lang]
    # A disagreement has a line for each of its statements.
    number = len({line.property for line in lines} if section == "disagreements" else lines)
    return f"{title} ({number})" if number > 1 else title


def _text(page: EntityPage, all_lines: bool, colour: bool) -> str:
    bold, dim, end = ("\x1b[1m", "\x1b[2m", "\x1b[0m") if colour else ("", "", "")
    words = WORDS[page.lang]
    out = [f"{bold}{line}{end}" for line in textwrap.wrap(visible(page.label), _WIDTH)]
    out += textwrap.wrap(visible(" · ".join([*page.classes, curie(page.iri)])), _WIDTH)
    out.append(visible(page.iri))
    shown_sources: dict[str, None] = {}
    for section, lines in page.sections().items():
        out += ["", f"{bold}{_heading(page, section, lines)}{end}"]
        shown, left_out = _bounded(lines, all_lines)
        previous = None
        for line in shown:
            name = "" if line.property == previous else line.property
            previous = line.property
            out += _columns(visible(name), said(page, line))
            indent = " " * (_LEFT + 2)
            shown_sources.update(dict.fromkeys(evidence.source for evidence in line.evidence))
            for cited in dict.fromkeys(_cited(evidence, page.lang) for evidence in line.evidence):
                out += [f"{dim}{text}{end}" for text in _wrapped(cited, indent)]
        if left_out:
            out.append("  " + words["more"].format(left_out))
    if shown_sources:
        out += ["", f"{bold}{words['sources']}{end}"]
        for source in sorted(shown_sources):
            title = page.titles.get(source) or words["untitled"]
            out += textwrap.wrap(
                visible(f"{source}  {title}"),
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )
    out.append("")
    for note in _notes(page):
        out += _wrapped(note, "", "")
    return "\n".join(out) + "\n"


def _columns(name: str, text: str) -> list[str]:
    """Lay a relation beside a value; a long relation stands on lines of its own above it."""
    names = textwrap.wrap(name, _LEFT - 2) or [""]
    if len(names) > 1:
        return [*_wrapped(name, "  ", "  "), *_wrapped(text, " " * (_LEFT + 2))]
    return _wrapped(text, f"  {names[0]:<{_LEFT}}")


def _markdown(page: EntityPage, all_lines: bool) -> str:
    words = WORDS[page.lang]
    heads = (
        ("relation", "valeur", "source") if page.lang == "fr" else ("relation", "value", "source")
    )
    classes = ", ".join(page.classes)
    parts = []
    for section, lines in page.sections().items():
        shown, left_out = _bounded(lines, all_lines)
        rows = [
            (
                line.property,
                said(page, line),
                "; ".join(
                    dict.fromkeys(
                        _cited(evidence, page.lang, page.titles.get(evidence.source))
                        for evidence in line.evidence
                    )
                ),
            )
            for line in shown
        ]
        notes = (words["more"].format(left_out),) if left_out else ()
        parts.append(Table(heads, rows, _heading(page, section, lines), notes))
    facts = Table(("IRI", "type"), [(page.iri, classes)], title=page.label)
    texts = [render_table(table, "md") for table in (facts, *parts)]
    closing = "\n".join(f"- {note}" for note in _notes(page))
    return "\n".join(text for text in texts if isinstance(text, str)) + f"\n{closing}\n"


def _passages(page: EntityPage) -> Iterator[tuple[Evidence, list[Line]]]:
    """Yield each passage once, with what it supports."""
    found: defaultdict[tuple[str, str], list[tuple[Evidence, Line]]] = defaultdict(list)
    for line in page.lines:
        for evidence in line.evidence:
            found[evidence.source, evidence.locator].append((evidence, line))
    for key in sorted(found):
        said = {line.value for _, line in found[key] if line.section != "disagreements"}
        # What a statement of a disagreement says stands elsewhere on the page already.
        items = [
            (evidence, line)
            for evidence, line in found[key]
            if line.section != "disagreements" or line.value not in said
        ]
        first = items[0][0]
        stated = "; ".join(dict.fromkeys(e.stated for e, _ in items if e.stated))
        sure = "; ".join(dict.fromkeys(e.confidence for e, _ in items if e.confidence))
        yield first._replace(stated=stated, confidence=sure), [line for _, line in items]


def render_passages(
    page: EntityPage,
    format: str = "table",
    *,
    documents: DocumentFolder | None = None,
    colour: bool = False,
) -> str | bytes:
    """Render the passages on which a page rests.

    Parameters
    ----------
    page
        What is known.
    format
        As for :func:`render_entity`.
    documents
        Folder with the texts: the passages themselves are then printed too.
    colour
        Whether ``table`` may use the terminal's styles.

    Returns
    -------
    str or bytes
    """
    rows = []
    for evidence, lines in _passages(page):
        passage = documents.passage(evidence.source, evidence.locator) if documents else None
        supports = dict.fromkeys(
            f"{line.property}{WORDS[page.lang]['colon']}{line.value}"
            if line.property
            else period_text(line.period, page.lang)
            for line in lines
        )
        rows.append(
            (
                evidence.source,
                page.titles.get(evidence.source) or None,
                evidence.locator or None,
                evidence.confidence or None,
                evidence.stated or None,
                len(lines),
                "; ".join(supports),
                passage,
            )
        )
    if format == "table":
        return _passage_text(page, rows, documents, colour)
    columns = PASSAGE_COLUMNS if documents else PASSAGE_COLUMNS[:-1]
    title = f"{page.label} ({curie(page.iri)}){WORDS[page.lang]['colon']}"
    table = Table(
        columns,
        [row[: len(columns)] for row in rows],
        title=title + WORDS[page.lang]["passages"].lower(),
        notes=_notes(page),
    )
    return render_table(table, format)


def _passage_text(
    page: EntityPage,
    rows: Sequence[tuple[str | int | None, ...]],
    documents: DocumentFolder | None,
    colour: bool,
) -> str:
    bold, end = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    words = WORDS[page.lang]

    def wrapped(text: str, indent: str = "    ") -> list[str]:
        return textwrap.wrap(
            visible(text),
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )

    out = [f"{bold}{visible(page.label)}{end}", f"{words['passages']} ({len(rows)})"]
    before = None
    for source, title, locator, confidence, stated, number, supports, passage in rows:
        if source != before:
            out += ["", *(f"{bold}{text}{end}" for text in wrapped(f"{source}  {title}", ""))]
            before = source
        where = shown_locator(str(locator or ""), page.lang)
        place = [part for part in (where, str(confidence or "").lower()) if part]
        out += wrapped(", ".join(place) or "–", "  ")
        if stated:
            out += wrapped(f"{words['printed']}{words['colon']}{stated}")
        texts = str(supports)
        if len(texts) > 4 * _WIDTH:
            texts = textwrap.shorten(texts, 3 * _WIDTH, placeholder=" …") + f" ({number})"
        out += wrapped(f"{words['supports']}{words['colon']}{texts}")
        if documents is not None and passage is None and documents.has(str(source)):
            out += wrapped(words["no_passage"])
        elif passage:
            for text in str(passage).split("\n"):
                out += wrapped(text, "    > ") or ["    >"]
    out.append("")
    for note in _notes(page):
        out += wrapped(note, "")
    return "\n".join(out) + "\n"
