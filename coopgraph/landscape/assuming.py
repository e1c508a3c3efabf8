"""The landscape with other files beside it, or as it would be if some facts were true."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from coopgraph.errors import StoreError
from coopgraph.landscape.gaps import Gaps
from coopgraph.landscape.measures import Measures
from coopgraph.messages import message

if TYPE_CHECKING:
    from coopgraph.analysis.networks.ranking import Ranking
    from coopgraph.comparison import RankChange, Simulation
    from coopgraph.curation.hypotheses import Hypotheses
    from coopgraph.landscape.opening import Landscape

__all__ = ["Assuming"]


class Assuming(Measures, Gaps):
    """Methods of a landscape that make another one of it."""

    def beside(self, *files: str | Path) -> Landscape:
        """Return the landscape with RDF files beside it, in memory: gaps, for instance.

        Parameters
        ----------
        *files
            See :func:`coopgraph.store.beside.store_beside`.

        Returns
        -------
        Landscape
            This very one without a file.

        Raises
        ------
        SourceError
            If a file cannot be read or parsed.
        """
        from coopgraph.landscape.opening import Landscape
        from coopgraph.store.beside import store_beside

        if not files:
            return cast("Landscape", self)
        return Landscape(
            store_beside(self.store, [Path(file) for file in files]),
            self.as_of,
            of_day=self.of_day,
            packaged=self.packaged,
            focused=self.focused,
            folders=self.folders,
        )

    def assume(self, *files: str | Path) -> tuple[Landscape, Hypotheses]:
        """Return the landscape as it would be if some facts were true; see ``docs/simulate.md``.

        Parameters
        ----------
        *files
            Files that bear the name of a table, or folders of them.

        Returns
        -------
        tuple of Landscape and Hypotheses
            A landscape in memory, and what was assumed. Nothing is written: neither to the
            landscape nor to what is kept of it.

        Raises
        ------
        StoreError
            If the landscape was not made from tables: a written store, or assumed itself.
        SourceError
            If a file is missing, or there is no row to assume.
        CurationError
            If a table has faults.
        """
        from coopgraph.curation.hypotheses import read_hypotheses
        from coopgraph.curation.reader import read_tables
        from coopgraph.landscape.opening import Landscape
        from coopgraph.store.assumed import store_of_hypotheses

        if self.folders is None:
            raise StoreError(
                message(
                    "{uri}: facts are added to tables, and this landscape was not made from any "
                    "here; name their folder with --data",
                    uri=self.store.uri,
                )
            )
        needs_focus = self.focused is None or not self.focused.chosen
        base = read_tables(self.folders, needs_focus=needs_focus)
        assumed = read_hypotheses([Path(file) for file in files], base, needs_focus=needs_focus)
        store = store_of_hypotheses(
            assumed,
            self.store,
            as_of=self.as_of,
            decided_by=self.as_of if self.of_day else None,
        )
        return Landscape(store, self.as_of, of_day=self.of_day, focused=self.focused), assumed

    def simulate(
        self,
        *files: str | Path,
        types: str | Sequence[str] = (),
        measure: str | None = "degree",
        projection: str | None = None,
        gap_options: Mapping[str, Any] | None = None,
        **choices: Any,
    ) -> Simulation:
        r"""Say what would change if some facts were true: gaps and ranks.

        Parameters
        ----------
        *files
            Files that bear the name of a table, or folders of them.
        types
            Types of gap to compare; all of them if empty.
        measure, projection
            Whose ranks are compared, as for :meth:`rank`; none are without a measure.
        gap_options
            Options of :meth:`gaps`.
        **choices
            Choices of :meth:`rank`.

        Returns
        -------
        Simulation

        Raises
        ------
        CoopgraphError
            As :meth:`assume`, :meth:`gaps` and :meth:`rank` do.

        Examples
        --------
        >>> import tempfile
        >>> import coopgraph
        >>> from coopgraph.resources import example_dir
        >>> landscape = coopgraph.load([example_dir()], as_of="2024-12-31")
        >>> name = "accord-cadre-organisme-national-d-essais"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "agreements.csv")
        ...     _ = file.write_text(f"id,end_date\n{name},2023-12-31\n", "utf-8")
        ...     found = landscape.simulate(file, types="convention", exact=True)
        >>> [(one.kind, one.gap.id) for one in found.difference.gaps]
        [('reopened', 'convention-research-body/organisme-national-d-essais')]
        """
        from coopgraph.comparison import Simulation, compare_gaps, compare_ranks, compare_stores

        options = dict(gap_options or {})
        other, assumed = self.assume(*files)
        sides = (self, other)
        gaps = [side.gaps(types, **options) for side in sides]
        rankings: list[Ranking] = []
        moves: tuple[RankChange, ...] = ()
        if measure is not None:
            # Intervals cost most, and say nothing where no rank is another.
            for drawn in ({"exact": True}, {}):
                rankings = [side.rank(measure, projection, **choices | drawn) for side in sides]
                moves = compare_ranks(*rankings)
                if not moves or choices.get("exact"):
                    break
        names = " + ".join(dict.fromkeys(str(file) for file in files))
        title = ", ".join(str(folder) for folder in self.folders or ())
        title = self.store.uri if self.packaged else title
        days = (self.as_of, self.as_of)
        found = compare_stores(
            self.store, other.store, days=days, titles=(title, f"{title} + {names}")
        )
        return Simulation(
            hypotheses=assumed,
            difference=dataclasses.replace(found, gaps=compare_gaps(*gaps)),
            ranking=rankings[1] if rankings else None,
            moves=moves,
        )
