"""``analysis`` and ``python -m analysis``: the command line."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from analysis.cli import run

    _speak_every_language()
    sys.exit(run(sys.argv[1:]))


def _speak_every_language() -> None:
    """Write UTF-8 into files and pipes, whatever the code page; show a terminal as \\u1ebf what its own one lacks."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # pythonw has none
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
