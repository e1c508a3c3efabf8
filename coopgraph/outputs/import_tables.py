"""Tables of what an import did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coopgraph.importing.download.transfer import Fetched
from coopgraph.importing.run import ImportSummary
from coopgraph.importing.wording import LINK_STATES, REASONS, UNRESOLVED
from coopgraph.messages import Message, message, translated
from coopgraph.outputs.tables import Cell, Table

__all__ = ["download_table", "import_table"]

_COLUMNS: Final = ("step", "what", "number", "examples")
_READ: Final = message("read")
_KEPT: Final = message("kept")
_SKIPPED: Final = message("skipped")
_UNRESOLVED: Final = message("unresolved")
_IDENTITY: Final = message("identity")
_FOLDER: Final = message("in the folder")


def import_table(summary: ImportSummary, lang: str) -> Table:
    """Return what was read, kept, skipped and why, and found to be the same.

    Parameters
    ----------
    summary
        What the import did.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        One line per count: the step, what is counted, how many, some places.
    """

    def said(text: str | Message) -> str:
        return str(translated(text, lang))

    rows: list[tuple[Cell, ...]] = [(said(_READ), said(message("records")), summary.read, None)]
    rows += _counts(said(_KEPT), summary.own)
    rows += [
        (said(_SKIPPED), said(REASONS.get(reason, reason)), number, "; ".join(examples))
        for reason, number, examples in summary.skipped
    ]
    round_ = message("references left blank: the things would contain each other")
    rows += [
        (said(_SKIPPED), f"{column}: {said(round_)}", number, None)
        for column, number in summary.circles.items()
    ]
    if summary.shared:
        shared = message("identifiers of several bodies; left out, see imports/links.csv")
        rows.append((said(_SKIPPED), said(shared), summary.shared, None))
    rows += [
        (said(_UNRESOLVED), said(UNRESOLVED.get(what, what)), names, "; ".join(examples))
        for what, names, _, examples in summary.unresolved
    ]
    lost = message("rows left out: they refer to what was not read")
    rows += [
        (said(_UNRESOLVED), f"{table}.csv: {said(lost)}", number, None)
        for table, number in summary.dangling.items()
    ]
    blank = message("references left blank: what they name was not read")
    rows += [
        (said(_UNRESOLVED), f"{column}: {said(blank)}", number, None)
        for column, number in summary.blanked.items()
    ]
    rows += [
        (said(_IDENTITY), said(LINK_STATES.get(state, state)), number, None)
        for state, number in sorted(summary.links.items())
    ]
    if summary.change is not None:
        step = said(message("since {day}", day=summary.change.before))
        if not summary.change.came and not summary.change.went:
            rows.append((step, said(message("no thing or link came or went")), 0, None))
        came, went = said(message("new")), said(message("gone"))
        rows += [
            (step, f"{table}.csv: {came}", n, None) for table, n in summary.change.came.items()
        ]
        rows += [
            (step, f"{table}.csv: {went}", n, None) for table, n in summary.change.went.items()
        ]
    rows += _counts(said(_FOLDER), summary.rows)
    title = message(
        "{kind}, file of {day}: import into {folder}",
        kind=summary.kind,
        day=summary.dated,
        folder=summary.folder,
    )
    return Table(_COLUMNS, rows, title=said(title), group=("step",))


def download_table(files: Sequence[Fetched], lang: str) -> Table:
    """Return the files that were fetched.

    Parameters
    ----------
    files
        What was fetched.
    lang
        ``fr`` or ``en``.

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
    rows: list[tuple[Cell, ...]] = [
        (
            str(file.path),
            str(translated(states[file.state], lang)),
            file.bytes,
            file.sha256,
            file.published or None,
            file.url,
        )
        for file in files
    ]
    columns = ("file", "state", "bytes", "sha256", "published_checksum", "address")
    return Table(columns, rows, title=str(translated(message("Files of the register"), lang)))


def _counts(step: str, counts: Mapping[str, int]) -> list[tuple[Cell, ...]]:
    return [(step, f"{table}.csv", number, None) for table, number in counts.items()]
