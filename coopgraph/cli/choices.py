"""Words of which an option takes one: who mistypes it is asked what was meant."""

from __future__ import annotations

from typing import Any

import click

from coopgraph.cli.speech import spoken

__all__ = ["Choice"]


class Choice(click.Choice[str]):
    """A choice of words whose error names the nearest one.

    Examples
    --------
    >>> "« table »" in Choice(["table", "csv"]).get_invalid_choice_message("tabel", None).replace(
    ...     "\\N{NO-BREAK SPACE}", " "
    ... )
    True
    """

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return what is said of another word."""
        from coopgraph.curation.meant import closest

        said = super().get_invalid_choice_message(value, ctx)
        hint = spoken(closest(str(value), map(str, self.choices)))
        return f"{said} {hint[:1].upper()}{hint[1:]}".rstrip()
