"""Stores: where the graph is and how it is asked. One protocol, one adapter per engine."""

from coopgraph.store.base import Solutions, Store, Term
from coopgraph.store.selector import open_store

__all__ = ["Solutions", "Store", "Term", "open_store"]
