"""Organisation names and affiliation strings to identifiers.

A text is taken apart (:mod:`~coopgraph.reconciliation.parts`), the names of an
:class:`~coopgraph.reconciliation.index.Index` that stand in it are found
(:mod:`~coopgraph.reconciliation.blocking`), weighed (:mod:`~coopgraph.reconciliation.features`,
:mod:`~coopgraph.reconciliation.scoring`), and the best of each part of the text is answered
(:mod:`~coopgraph.reconciliation.matcher`). Identifiers and numbers of units in the text decide
before any name; a person's decision (:mod:`~coopgraph.reconciliation.reviews`) decides before all.
"""

from coopgraph.reconciliation.bodies import Body, Name
from coopgraph.reconciliation.matcher import Answer, Candidate, Matcher
from coopgraph.reconciliation.parts import Asked

__all__ = ["Answer", "Asked", "Body", "Candidate", "Matcher", "Name"]
