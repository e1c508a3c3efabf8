"""The Python face: one object that does what the command line does.

The command line is a thin layer over this package. Heavy parts are imported by the method that
needs them, so that loading and asking stay quick. :class:`Landscape` is put together from a module
per concern; all of them stand on what :mod:`~coopgraph.landscape.picture` holds.
"""

from coopgraph.landscape.opening import Landscape, diff, load

__all__ = ["Landscape", "diff", "load"]
