"""Running the command line: a user's error is one text and an exit code, never a traceback."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence

import typer

from analysis.cli import data_commands, report_commands
from analysis.cli.base import app
from analysis.errors import AnalysisError
from analysis.signals import interrupted_by_signals

COMMANDS = (report_commands, data_commands)
# What a machine refuses: a full disk, a read-only folder, no permission; and a path that can be no folder.
REFUSED = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP),
)


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command line for some arguments; a user's error prints one text, no traceback."""
    try:
        with interrupted_by_signals():
            app(list(arguments))
    except AnalysisError as error:
        typer.echo(str(error), err=True)
        return error.exit_code
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        path = f"{error.filename}: " if error.filename else ""
        typer.echo(f"{path}{error.strerror}. What stood there before is whole.", err=True)
        return 2
    return 0
