"""Options of commands that look for gaps."""

from __future__ import annotations

from typing import Final

import click

__all__ = ["within_option"]

within_option: Final = click.option(
    "--within",
    type=click.IntRange(min=0, max=1200),
    default=12,
    show_default=True,
    metavar="MONTHS",
    help="Horizon of the expiry rule.",
)
