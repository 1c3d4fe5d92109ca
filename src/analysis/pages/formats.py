"""The formats that a report takes beside its page, and what each needs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from analysis.errors import ParameterError

# In the order in which a page names them; a PNG is made of each chart, the others once a report.
FORMATS = ("docx", "pdf", "xlsx", "png")
OF_CHARTS = ("png",)
OF_TABLES = ("xlsx",)  # of the whole report, and named under each chart, too
_DRAWING = ("docx", "pdf")
_EXTRAS = {"pdf": ("typst", "pdf")}  # format -> the package that it needs besides, and the extra that brings it


def check(formats: Sequence[str]) -> None:
    """ParameterError for the first of the formats whose package is not installed here; it says how to install it."""
    for form in formats:
        package, extra = _EXTRAS.get(form, ("", ""))
        if package and find_spec(package) is None:
            raise ParameterError(
                f'--format {form} needs the package {package}, which is not installed: pip install -e ".[{extra}]", '
                "in the folder of the project."
            )


def draws(formats: Sequence[str]) -> bool:
    """Whether one of the formats shows the drawings of the charts."""
    return not set(_DRAWING).isdisjoint(formats)


def names(stem: str, formats: Sequence[str]) -> dict[str, str]:
    """Format -> name of the file that a report has once, in the order of ``FORMATS``; none for other formats."""
    return {form: f"{stem}.{form}" for form in FORMATS if form in formats and form not in OF_CHARTS}
