"""``coopgraph build``: curated tables to a validated graph, in a file or a store."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.options import Settings, landscape_options, say, write_output
from coopgraph.errors import ValidationError

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
    from coopgraph.store.selector import write_store

    if output is not None and output.suffix not in (".nq", ".trig"):
        raise click.BadParameter(f"{output.name}: use the extension .nq or .trig", param_hint="-o")
    kind, _, path = settings.store.partition(":")
    if kind not in ("memory", "oxigraph") or (kind == "oxigraph" and not path):
        raise click.BadParameter("use oxigraph:PATH", param_hint="--store")
    store = build_store(settings.data)
    graphs = sum(1 for _ in store.named_graphs())
    say(f"{len(store)} quads in {graphs} named graphs", quiet=settings.quiet)
    if not no_validate:
        from coopgraph.validation import validate_quads

        findings = validate_quads(store)
        violations = [finding for finding in findings if finding.severity == "violation"]
        if violations:
            lines = [f"{len(violations)} violations of the shapes; nothing was written"]
            lines += [
                f"  {f.code} {f.focus}: {f.message(settings.lang)} {f.hint}".rstrip()
                for f in violations[:_SHOWN]
            ]
            if len(violations) > _SHOWN:
                lines.append(f"  … and {len(violations) - _SHOWN} more (coopgraph validate)")
            raise ValidationError("\n".join(lines))
        say(
            f"shapes: no violation, {len(findings)} other findings (coopgraph validate)",
            quiet=settings.quiet,
        )
    if output is not None:
        content = nquads(store) if output.suffix == ".nq" else trig(store)
        write_output(content, output, quiet=settings.quiet)
    if kind == "oxigraph":
        write_store(store, Path(path))
        say(f"{path}: store written", quiet=settings.quiet)
