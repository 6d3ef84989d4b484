"""The command ``readout``. Nothing is loaded here, so that an interrupt at any moment finds :func:`main` on duty."""

from __future__ import annotations

import sys

INTERRUPTED = 130
USAGE = 2


def main() -> None:
    """Run the command line; exits with 0 done, 1 nothing usable, 2 wrong usage, 130 interrupted."""
    try:
        from readout.cli.group import run

        code = run()
    except KeyboardInterrupt:  # also while Python still loads what the command needs
        sys.stderr.write("readout: interrupted; nothing was left half-written\n")
        code = INTERRUPTED
    sys.exit(code)
