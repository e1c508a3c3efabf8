"""Stores: where the graph is and how it is asked. One protocol, one adapter per engine."""

from coopgraph.store.base import Answer, Solutions, Store, Term
from coopgraph.store.selector import open_store

__all__ = ["Answer", "Solutions", "Store", "Term", "open_store"]
