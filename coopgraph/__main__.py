"""Start the command line: ``python -m coopgraph``, and the command ``coopgraph``.

This module imports nothing before :func:`main` runs: the command line takes a while to load, and
Ctrl-C is answered from the start, as are the signals that ask a program to end.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it loads ends it as later, with one line and 130."""
    try:
        from coopgraph.signals import end_as_after_ctrl_c

        end_as_after_ctrl_c()
        from coopgraph.cli import main as run

        run()
    except KeyboardInterrupt as stop:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        import contextlib

        from coopgraph.cli.speech import INTERRUPTED, asked_language
        from coopgraph.signals import exit_code

        lang = asked_language(sys.argv[1:])
        with contextlib.suppress(OSError):  # the terminal may be gone
            sys.stderr.write(f"{INTERRUPTED.in_language(lang)}\n")
            sys.stderr.flush()
        sys.exit(exit_code(stop))


if __name__ == "__main__":
    main()
