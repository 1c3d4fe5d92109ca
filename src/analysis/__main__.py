"""``analysis`` and ``python -m analysis``: the command line."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from analysis.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
