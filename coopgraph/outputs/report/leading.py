"""Which blocks stay with the next: what leads to a figure or a list is on its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopgraph.outputs.report.blocks import Block, Grid, Items, Paragraph, Picture

__all__ = ["with_leads"]


def with_leads(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block, and whether it must not be parted from the next.

    A paragraph right before a figure or a list leads to it; right after a table it belongs to the
    table ("9 more in the annex").

    Parameters
    ----------
    blocks
        The blocks of a section.

    Yields
    ------
    tuple of Block and bool

    Examples
    --------
    >>> from coopgraph.outputs.report.blocks import Item, line
    >>> text, items = Paragraph(line("They are:")), Items((Item(line("one")),))
    >>> [leads for _, leads in with_leads([text, items, text])]
    [True, False, False]
    """
    around = [None, *blocks, None]
    for before, block, after in zip(around, blocks, around[2:], strict=False):
        leads = isinstance(block, Paragraph) and isinstance(after, Picture | Items)
        yield block, leads and not isinstance(before, Grid)
