"""The languages there are, the sentences of reference/prose.<language>.yml in each, and errors made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import TypeVar

import yaml

from analysis import paths
from analysis.errors import ENGLISH, AnalysisError, ParameterError
from analysis.errors import nearest as nearest_of
from analysis.vocabulary import reference

_Error = TypeVar("_Error", bound=AnalysisError)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads the sentences ten times as fast


class LabelError(AnalysisError):
    """A word or a sentence that a language lacks."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages, the default first."""
    return tuple(row["language_code"] for row in reference.rows("languages"))


def language_row(language: str) -> dict[str, str]:
    """The row of reference/languages.csv for a language; ParameterError for one that is not there."""
    if language not in languages():
        raise unknown("language", language, languages())
    return _rows()[language]


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["language_code"]: row for row in reference.rows("languages")}


def sentences(language: str) -> MappingProxyType[str, str]:
    """Every sentence of a language by its key, with named places; LabelError for a language without sentences."""
    language_row(language)
    return _sentences(language)


@cache
def _sentences(language: str) -> MappingProxyType[str, str]:
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


@dataclass(frozen=True)
class Sentence:
    """The sentence ``errors.<key>`` with its places filled in, in the language that it is asked for, else in English.

    A value that is a function is asked for its words in the language.
    """

    key: str
    values: Mapping[str, object]

    def __call__(self, language: str) -> str:
        """The sentence in a language.

        >>> Sentence("empty", {})("vi"), Sentence("empty", {})("xx")
        ('chưa có chữ nào: con số để trống.', 'nothing is printed: the figure is empty.')
        """
        spoken = language if language in languages() else ENGLISH
        values = {name: value(spoken) if callable(value) else value for name, value in self.values.items()}
        return sentences(spoken)[f"errors.{self.key}"].format(**values)


def refusal(kind: type[_Error], key: str, **values: object) -> _Error:
    """An error that is said in every language: the sentence ``errors.<key>`` with its places filled in."""
    return kind(Sentence(key, values))


def nearest(name: object, choices: Iterable[str]) -> Callable[[str], str]:
    """The sentence of ``errors.nearest`` in the language that it is asked for."""
    return partial(_nearest, str(name), tuple(choices))


def _nearest(name: str, choices: tuple[str, ...], language: str) -> str:
    near, choose, none = (sentences(language)[f"errors.{key}"] for key in ("nearest", "choose", "none"))
    return nearest_of(name, choices, (near, choose, none))


def unknown(name: str, value: object, choices: Iterable[str]) -> ParameterError:
    """That a parameter may not have a value, and which of the choices is the nearest.

    >>> str(unknown("reading", "litteral", ("literal", "conventional")))
    'reading: "litteral" is not known. Nearest: literal.'
    """
    return refusal(ParameterError, "unknown", name=name, value=value, nearest=nearest(value, choices))
