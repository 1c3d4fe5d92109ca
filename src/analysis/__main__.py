"""``analysis`` and ``python -m analysis``: the command line."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Run the command line and leave with its exit code."""
    _forget_drawing_habits()
    from analysis.cli import run

    _speak_every_language()
    sys.exit(run(sys.argv[1:]))


def _speak_every_language() -> None:
    """Write UTF-8 into files and pipes, whatever the code page; show a terminal as \\u1ebf what its own one lacks."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _forget_drawing_habits() -> None:
    """Let no matplotlibrc and no backend of the user reach a page, or end a batch where matplotlib cannot read it."""
    os.environ.pop("MPLBACKEND", None)
    if found := find_spec("matplotlib"):
        os.environ["MATPLOTLIBRC"] = str(Path(found.origin).parent / "mpl-data" / "matplotlibrc")


if __name__ == "__main__":
    main()
