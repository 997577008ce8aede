"""The command ``marz``, which ``pip install`` puts on the path."""

import sys

from ._marz import command


def main() -> int:
    """Runs the command on the words of this process; returns its exit code."""
    return command(["marz", *sys.argv[1:]])
