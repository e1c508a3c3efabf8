"""Start the command line: ``python -m coopgraph``, and the command ``coopgraph``.

This module imports nothing before :func:`main` runs: the command line takes a while to load, and
Ctrl-C is answered from the start.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it loads ends it as later, with one line and 130."""
    try:
        from coopgraph.cli import main as run

        run()
    except KeyboardInterrupt:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        from coopgraph.cli.speech import INTERRUPTED, asked_language

        lang = asked_language(sys.argv[1:])
        sys.stderr.write(f"{INTERRUPTED.in_language(lang)}\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
