"""coopgraph: a knowledge graph of research partnerships.

>>> import coopgraph
>>> coopgraph.__version__.count(".")
2
"""

from __future__ import annotations

TYPE_CHECKING = False  # what typing says, without loading it before Ctrl-C is looked for
if TYPE_CHECKING:
    from coopgraph.importing.run import import_files
    from coopgraph.landscape import Landscape, diff, load
    from coopgraph.reconciliation.face import reconcile

__version__ = "0.1.0"
__all__ = ["Landscape", "__version__", "diff", "import_files", "load", "reconcile"]


def __getattr__(name: str) -> object:
    """Import the Python face only when it is used, so that ``coopgraph --help`` stays quick."""
    if name in ("Landscape", "diff", "load"):
        from coopgraph import landscape

        return getattr(landscape, name)
    if name == "import_files":
        from coopgraph.importing.run import import_files

        return import_files
    if name == "reconcile":
        from coopgraph.reconciliation.face import reconcile

        return reconcile
    raise AttributeError(f"module 'coopgraph' has no attribute {name!r}")
