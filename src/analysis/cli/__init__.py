"""The command line and nothing else: words in, calls of the library, words out, an exit code.

Commands import what they need when they run, so that ``--help`` answers at once.
"""

from analysis.cli.app import run

__all__ = ["run"]
