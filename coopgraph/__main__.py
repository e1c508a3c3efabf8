"""Run the command line with ``python -m coopgraph``."""

from coopgraph.cli import main

main()
