"""Find the gaps of a store for its page: records, dismissals, holders of labels."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps import find_gaps
from coopgraph.analysis.gaps.dismissals import Review, known_names, review
from coopgraph.curation.dismissals import read_dismissals
from coopgraph.outputs.explorer.gap_build import build_gaps
from coopgraph.outputs.explorer.gap_views import GapList
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.sources.vintage import SourceInfo
from coopgraph.sparql.entities import label_of
from coopgraph.store.sources import read_focus

if TYPE_CHECKING:
    from coopgraph.store.base import Store

__all__ = ["FoundGaps", "read_gaps"]

#: Horizon of the expiry rule, as of ``coopgraph gaps`` without ``--within``.
WITHIN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class FoundGaps:
    """The gaps of a landscape on a day.

    Attributes
    ----------
    review
        All records, and which of them are dismissed.
    holders
        IRI of the holder by that of a label award.
    home_name
        Name of the organisation in focus.
    """

    review: Review
    holders: Mapping[str, str]
    home_name: Pair

    def of_page(
        self,
        model: ExplorerModel,
        terms: Mapping[str, tuple[str, str]],
        *,
        whole: bool,
        sources: Iterable[SourceInfo] | None = None,
    ) -> GapList:
        """Return the records of a page; see :func:`~.gap_build.build_gaps`."""
        return build_gaps(
            self.review,
            model,
            terms=terms,
            holders=self.holders,
            within_months=WITHIN_MONTHS,
            home_name=self.home_name,
            whole=whole,
            titles=None if sources is None else {one.id: one.title for one in sources},
        )


def read_gaps(
    store: Store, as_of: datetime.date, dismissals: str | os.PathLike[str] | None = None
) -> FoundGaps:
    """Find the gaps of a store.

    Parameters
    ----------
    store
        A filled store; without an organisation in focus it has no gaps.
    as_of
        Day of reference.
    dismissals
        CSV file of dismissed gaps.

    Returns
    -------
    FoundGaps

    Raises
    ------
    SourceError
        If the list of dismissals cannot be read.
    DismissalError
        If it has faults.
    """
    listed = read_dismissals(Path(dismissals)) if dismissals is not None else []
    # The page is sent to others: it names the list, not the folder in which it stands here.
    listed = [replace(item, file=Path(item.file).name) for item in listed]
    focused = store.query("ASK { ?landscape a coop:Landscape ; coop:focus ?focus }")
    gaps = find_gaps(store, as_of=as_of, within_months=WITHIN_MONTHS) if focused else []
    judged = Review(tuple(gaps))
    if listed:
        judged = review(gaps, listed, as_of=as_of, known=known_names(store))
    rows = store.select("SELECT ?award ?holder WHERE { ?award coop:awardedTo ?holder }").rows
    holders = {
        award.value: holder.value
        for award, holder in sorted(rows, key=str)
        if award is not None and holder is not None
    }
    name = Pair("", "")
    if focused:
        focus = read_focus(store).value
        name = Pair(*(label_of(store, focus, lang) for lang in ("fr", "en")))
    return FoundGaps(judged, holders, name)
