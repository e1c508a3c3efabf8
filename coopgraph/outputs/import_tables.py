"""Tables of what an import did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coopgraph.importing.download.transfer import Fetched
from coopgraph.importing.run import ImportSummary
from coopgraph.importing.wording import LINK_STATES, REASONS, UNRESOLVED
from coopgraph.messages import Message, message, translated
from coopgraph.outputs.tables import Cell, Table
from coopgraph.sources.locators import shown_example

__all__ = ["download_table", "import_table"]

#: Columns for programs: ``step`` and ``what`` are words that stay.
_COLUMNS: Final = ("step", "what", "number", "examples", "meaning")
_HEADINGS: Final = (message("step"), message("what"), message("number"), message("examples"))
_FILE_HEADINGS: Final = (
    message("file"),
    message("state"),
    message("bytes"),
    message("SHA-256"),
    message("published checksum"),
    message("address"),
)
_STEPS: Final = {
    "read": message("read"),
    "kept": message("kept"),
    "skipped": message("skipped"),
    "unresolved": message("unresolved"),
    "identity": message("identity"),
    "folder": message("in the folder"),
}
_BOTH: Final = message(
    "counted in both organizations.csv and structures.csv, for they are part of another body; in "
    "the folder each stands in one of the two"
)
_ROUND: Final = message("references left blank: the things would contain each other")
_SHARED: Final = message("identifiers of several bodies; left out, see imports/links.csv")
_LOST: Final = message("rows left out: they refer to what was not read")
_TOGETHER: Final = message(
    "rows of one register that fell together, for bodies that they name are one; one counts"
)
_UNFIT: Final = message(
    "links left out: their two ends are one body, or one is a structure where a body is needed"
)
_BLANK: Final = message("references left blank: what they name was not read")


class _Line(NamedTuple):
    """One count: its step, what is counted (a word that stays), how many, places, in words."""

    step: str
    what: str
    number: int
    meaning: str | Message
    of: str = ""
    examples: Sequence[str] = ()


def import_table(summary: ImportSummary, lang: str, *, machine: bool = False) -> Table:
    """Return what was read, kept, skipped and why, and found to be the same.

    Parameters
    ----------
    summary
        What the import did.
    lang
        ``fr`` or ``en``.
    machine
        Whether it is for a program: columns and steps stay the same in every language, and words
        stand in a column of their own.

    Returns
    -------
    Table
        One line per count: the step, what is counted, how many, some places.
    """

    def said(text: str | Message) -> str:
        return str(translated(text, lang))

    rows: list[tuple[Cell, ...]] = []
    for line in _lines(summary):
        meaning = f"{line.of}: {said(line.meaning)}" if line.of else said(line.meaning)
        if machine:
            examples = "; ".join(line.examples) or None
            rows.append((line.step, line.what, line.number, examples, meaning))
        else:
            step = _STEPS.get(line.step) or message("since {day}", day=_day_before(summary))
            shown = "; ".join(shown_example(example, lang) for example in line.examples) or None
            rows.append((said(step), meaning, line.number, shown))
    title = message(
        "{kind}, file of {day}: import into {folder}",
        kind=summary.kind,
        day=summary.dated,
        folder=summary.folder,
    )
    columns = _COLUMNS if machine else tuple(map(said, _HEADINGS))
    return Table(columns, rows, title=said(title), group=columns[:1])


def _day_before(summary: ImportSummary) -> str:
    return summary.change.before if summary.change is not None else ""


def _lines(summary: ImportSummary) -> Iterator[_Line]:
    """Yield the counts, step by step."""
    yield _Line("read", "records", summary.read, message("records"))
    for table, number in summary.own.items():
        yield _Line("kept", table, number, f"{table}.csv")
        if table == "structures" and summary.both:
            yield _Line("kept", "both", summary.both, _BOTH)
    for reason, number, places in summary.skipped:
        yield _Line("skipped", reason, number, REASONS.get(reason, reason), examples=places)
    for column, number in summary.circles.items():
        yield _Line("skipped", f"circle {column}", number, _ROUND, column)
    if summary.shared:
        yield _Line("skipped", "shared-identifier", summary.shared, _SHARED)
    for what, names, _, places in summary.unresolved:
        yield _Line("unresolved", what, names, UNRESOLVED.get(what, what), examples=places)
    for table, number in summary.dangling.items():
        yield _Line("unresolved", f"row {table}", number, _LOST, f"{table}.csv")
    for column, number in summary.blanked.items():
        yield _Line("unresolved", f"reference {column}", number, _BLANK, column)
    for state, number in sorted(summary.links.items()):
        yield _Line("identity", state, number, LINK_STATES.get(state, state))
    for table, (number, first) in summary.together.items():
        yield _Line(
            "identity", f"together {table}", number, _TOGETHER, f"{table}.csv", examples=first
        )
    for table, (number, first) in summary.unfit.items():
        yield _Line("identity", f"unfit {table}", number, _UNFIT, f"{table}.csv", examples=first)
    if summary.change is not None:
        if not summary.change.came and not summary.change.went:
            yield _Line("since", "nothing", 0, message("no thing or link came or went"))
        for table, number in summary.change.came.items():
            yield _Line("since", f"new {table}", number, message("new"), f"{table}.csv")
        for table, number in summary.change.went.items():
            yield _Line("since", f"gone {table}", number, message("gone"), f"{table}.csv")
    for table, number in summary.rows.items():
        yield _Line("folder", table, number, f"{table}.csv")


def download_table(files: Sequence[Fetched], lang: str, *, machine: bool = False) -> Table:
    """Return the files that were fetched.

    Parameters
    ----------
    files
        What was fetched.
    lang
        ``fr`` or ``en``.
    machine
        Whether it is for a program, which relies on columns and states.

    Returns
    -------
    Table
        One line per file: name, state, size, checksum, address.
    """
    states = {
        "fetched": message("fetched"),
        "resumed": message("resumed"),
        "unchanged": message("unchanged"),
    }

    def said(text: Message) -> str:
        return str(translated(text, lang))

    rows: list[tuple[Cell, ...]] = [
        (
            str(file.path),
            file.state if machine else said(states[file.state]),
            file.bytes,
            file.sha256,
            file.published or None,
            file.url,
        )
        for file in files
    ]
    names = ("file", "state", "bytes", "sha256", "published_checksum", "address")
    columns = names if machine else tuple(map(said, _FILE_HEADINGS))
    return Table(columns, rows, title=said(message("Files of the register")))
