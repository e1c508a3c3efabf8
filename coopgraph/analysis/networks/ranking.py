"""A ranking as it is handed on: its rows, and all that is needed to read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coopgraph.analysis.networks.intervals import Interval
from coopgraph.analysis.networks.measure import Details, How, Measure
from coopgraph.analysis.networks.wording import method_of, reading_of
from coopgraph.messages import Message
from coopgraph.projection.frames import require_pandas

if TYPE_CHECKING:
    import pandas as pd

    from coopgraph.projection.networks import Network

__all__ = ["RankedNode", "Ranking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedNode:
    """One row of a ranking.

    Attributes
    ----------
    rank
        Place of the node; nodes of equal value share the best of theirs. None where the value is
        not defined.
    tied
        Whether others have the same value.
    node, label, kind, place
        IRI of the node, its name, the id of its kind, and the IRI of its city.
    value
        Value of the measure; None where it is not defined.
    interval
        Interval of ranks over resampled collectives; None where they were not resampled.
    missing
        Interval of ranks with a tenth of the edges missing.
    value_interval
        Where values lie over resampled collectives, or with edges missing where there are none.
    first
        Share of those replicates in which the node was among the first.
    tier
        Number of the group of nodes that cannot be told apart.
    details
        What is worth knowing beside the value.
    """

    rank: int | None
    tied: bool
    node: str
    label: Message
    kind: str
    place: str
    value: float | None
    interval: Interval | None = None
    missing: Interval | None = None
    value_interval: Interval | None = None
    first: float | None = None
    tier: int | None = None
    details: Details = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A ranking, and all that is needed to read it.

    Attributes
    ----------
    measure
        What was measured.
    network
        On what.
    how
        With which settled choices.
    rows
        All nodes that were ranked, best first; those without a value at the end.
    replicates
        Number of networks behind each interval; 0 if there are none.
    resampled
        Whether collectives were resampled.
    seed
        Seed of the replicates.
    first
        How many nodes are the first.
    costly
        Whether intervals were left out because of the size of the network.
    """

    measure: Measure
    network: Network
    how: How
    rows: tuple[RankedNode, ...]
    replicates: int
    resampled: bool
    seed: int
    first: int
    costly: bool = False

    def reading(self) -> list[Message]:
        """Return what the measure says, on this network, and how not to read it."""
        return reading_of(self.measure, self.network)

    def method(self) -> list[Message]:
        """Return how values, ranks and intervals came about."""
        return method_of(self)

    def to_dataframe(self, lang: str = "fr") -> pd.DataFrame:
        """Return the rows as a pandas ``DataFrame``; what they mean is in its ``attrs``.

        Parameters
        ----------
        lang
            Language of the names.

        Returns
        -------
        pandas.DataFrame
            Columns as in CSV; see :data:`~coopgraph.analysis.networks.envelope.COLUMNS`.

        Raises
        ------
        MissingExtra
            If pandas is not installed.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> ranking = load([example_dir()], as_of="2024-12-31").rank("degree", exact=True)
        >>> ranking.to_dataframe("en")["value"].tolist()
        [1, 1, 1, 1, 1, 1, 0]
        """
        from coopgraph.analysis.networks.envelope import as_row, columns

        pd = require_pandas()
        names = columns(self)
        frame = pd.DataFrame(
            [as_row(row, self, lang, names) for row in self.rows], columns=list(names)
        )
        said = [*self.network.statement(), *self.reading(), *self.method()]
        frame.attrs["notes"] = [part.in_language(lang) for part in said]
        return frame
