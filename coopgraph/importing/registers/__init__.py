"""One module per kind of register; each ends in its ``IMPORTER``."""

from coopgraph.importing.registers.ror_records import ror_records

__all__ = ["ror_records"]
