"""The query library: find a query, read its header, bind its parameters, refuse what may not run.

Stands on the stores; what becomes of an answer is the business of :mod:`coopgraph.outputs`.
"""

from __future__ import annotations

from coopgraph.sparql.header import Parameter, QueryHeader
from coopgraph.sparql.library import Library, LibraryQuery
from coopgraph.sparql.run import run_query

__all__ = ["Library", "LibraryQuery", "Parameter", "QueryHeader", "run_query"]
