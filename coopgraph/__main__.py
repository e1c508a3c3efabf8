"""Run the command line with ``python -m coopgraph``."""

from coopgraph.cli import main

if __name__ == "__main__":
    main()
