"""The languages there are, and the sentences of reference/prose.<language>.yml in each."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

import yaml

from analysis import paths
from analysis.errors import AnalysisError, nearest
from analysis.vocabulary import reference

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads the sentences ten times as fast


class LabelError(AnalysisError):
    """A word or a sentence that a language lacks."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages, the default first."""
    return tuple(row["language_code"] for row in reference.rows("languages"))


@cache
def language_row(language: str) -> dict[str, str]:
    """The row of reference/languages.csv for a language; LabelError for one that is not there."""
    rows = {row["language_code"]: row for row in reference.rows("languages")}
    if language not in rows:
        raise LabelError(f'no language is called "{language}". {nearest(language, rows)}')
    return rows[language]


@cache
def sentences(language: str) -> MappingProxyType[str, str]:
    """Every sentence of a language by its key, with named places; LabelError for a language without sentences."""
    language_row(language)
    path = paths.REFERENCE / f"prose.{language}.yml"
    if not path.is_file():
        raise LabelError(f"reference/{path.name} is missing. Copy that of another language and translate it.")
    text = path.read_text(encoding="utf-8")
    return MappingProxyType(
        {
            f"{part}.{key}": " ".join(line.split())
            for part, lines in yaml.load(text, Loader=_LOADER).items()
            for key, line in lines.items()
        }
    )


def says(key: str, language: str) -> bool:
    """Whether a language has the sentence of a key.

    >>> says("grade_distribution.to", "en"), says("grade_distribution.too", "en")
    (True, False)
    """
    return key in sentences(language)
