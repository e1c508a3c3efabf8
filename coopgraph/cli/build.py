"""``coopgraph build``: curated tables to a validated graph, in a file or a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.options import Settings, landscape_options, write_output
from coopgraph.cli.speech import say, spoken
from coopgraph.errors import CurationError, NoFocus, ValidationError
from coopgraph.messages import counted, message, translated

if TYPE_CHECKING:
    from coopgraph.validation import Finding

__all__ = ["command"]

_SHOWN = 20


@click.command(name="build")
@landscape_options
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the dataset: .nq (N-Quads) or .trig (TriG).",
)
@click.option("--no-validate", is_flag=True, help="Leave out the shapes (tables are checked).")
def command(settings: Settings, output: Path | None, no_validate: bool) -> None:
    """Build the graph from curated tables: read, check, assemble, derive, validate, write.

    Writes to FILE, or into the store named by --store oxigraph:PATH. Without either it only checks
    and says what it would have written. The same tables give the same bytes.

    \b
    Examples:
      coopgraph build
      coopgraph build -o landscape.nq
      coopgraph build --store oxigraph:landscape-store
      coopgraph build --data my-tables -o mine.trig
    """
    from coopgraph.rdf.build import build_store
    from coopgraph.rdf.serialize import nquads, trig
    from coopgraph.store.disk import write_store

    if settings.of_day:
        raise click.UsageError(
            spoken(
                message(
                    "build writes the landscape of all days; give --as-of to the command that "
                    "reads it, or write one day with: coopgraph export -o day.trig --as-of {day}",
                    day=settings.as_of.isoformat(),
                )
            )
        )
    if output is not None and output.suffix not in (".nq", ".trig"):
        raise click.BadParameter(
            spoken(message("{name}: use the extension .nq or .trig", name=output.name)),
            param_hint="-o",
        )
    kind, _, path = settings.store.partition(":")
    if kind not in ("memory", "oxigraph") or (kind == "oxigraph" and not path):
        raise click.BadParameter(spoken(message("use oxigraph:PATH")), param_hint="--store")
    try:
        store = build_store(settings.data)
    except NoFocus as error:
        raise CurationError(error.faults) from None  # --focus is for one run, and builds nothing
    graphs = sum(1 for _ in store.named_graphs())
    say(
        message("{quads} quads in {graphs} named graphs", quads=len(store), graphs=graphs),
        quiet=settings.quiet,
    )
    if not no_validate:
        from coopgraph.validation import validate_quads

        findings = validate_quads(store)
        violations = [finding for finding in findings if finding.severity == "violation"]
        if violations:
            raise ValidationError(_refused(violations, settings.lang))
        say(
            counted(
                "shapes: no violation, {n} other finding (coopgraph validate)",
                "shapes: no violation, {n} other findings (coopgraph validate)",
                n=len(findings),
            ),
            quiet=settings.quiet,
        )
    if output is not None:
        content = nquads(store) if output.suffix == ".nq" else trig(store)
        write_output(content, output, quiet=settings.quiet)
    if kind == "oxigraph":
        write_store(store, Path(path))
        say(message("{path}: store written", path=path), quiet=settings.quiet)


def _refused(violations: Sequence[Finding], lang: str) -> str:
    """Say which violations keep the graph from being written."""
    title = counted(
        "{n} violation of the shapes; nothing was written",
        "{n} violations of the shapes; nothing was written",
        n=len(violations),
    )
    lines = [title.in_language(lang)]
    lines += [
        f"  {f.code} {f.focus}: {f.message(lang)} {translated(f.hint, lang)}".rstrip()
        for f in violations[:_SHOWN]
    ]
    if len(violations) > _SHOWN:
        more = message("… and {n} more (coopgraph validate)", n=len(violations) - _SHOWN)
        lines.append(f"  {more.in_language(lang)}")
    return "\n".join(lines)
