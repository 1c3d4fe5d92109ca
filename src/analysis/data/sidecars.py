"""A raw file and its sidecar: who published what, when, under which licence, and whether it is unchanged.

The sidecar of ``x.csv`` is ``x.source.yml`` beside it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from analysis import paths, yamls
from analysis.data.csv_cells import Copied
from analysis.errors import DataError, Fault, nearest
from analysis.vocabulary import labels

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Excerpt = Annotated[Text, Copied]
SUFFIX = ".source.yml"

_SENTENCES = {
    "missing": "is missing. Add it.",
    "string_type": "must be a text. Put it in quotes.",
    "string_too_short": "is empty. Fill it.",
    "string_pattern_mismatch": "does not have the form that it must have ({pattern}).",
    "literal_error": "must be {expected}.",
    "value_error": "{error}",
}


class Words(BaseModel):
    """The words of a sidecar in another language; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    producer: Text | None = None
    title: Text | None = None
    licence: Text | None = None
    note: Text | None = None
    place: Text | None = None
    people: Text | None = None
    open_list: Text | None = None
    valued: Text | None = None


class Sidecar(BaseModel):
    """What a sidecar states about its raw file.

    ``programme`` names what several sources speak of (a plan and its results); ``source_status`` is
    ``secondary`` where the text itself was not at hand; ``publications`` names, by class, who printed the figures of a
    source that gathers those of others; ``open_list`` and ``valued`` are the words by which a text says that its list
    of topics is open, and that learners valued them; ``place`` is where the learners are of, ``places`` by class. A
    register whose ``kind`` is ``synthetic`` or ``foreign`` is a demonstration: nobody in it exists, or they are other
    ``people`` than officials. ``translations`` holds its words by language.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    producer: Text
    title: Text
    licence: Text
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d){0,2}$")] | None = None
    url: Text | None = None
    sha256: Sha256 | None = None
    text_sha256: Sha256 | None = None
    source_status: Literal["primary", "secondary"] = "primary"
    programme: Text | None = None
    note: Text | None = None
    kind: Literal["own", "synthetic", "foreign"] = "own"
    people: Text | None = None
    place: Text | None = None
    places: dict[str, Text] = Field(default_factory=dict)
    publications: dict[str, Text] = Field(default_factory=dict)
    open_list: Excerpt | None = None
    valued: Excerpt | None = None
    offsets: dict[str, tuple[int, int]] | None = Field(default=None)
    translations: dict[str, Words] = Field(default_factory=dict)

    @field_validator("translations")
    @classmethod
    def _of_listed_languages(cls, translations: dict[str, Words]) -> dict[str, Words]:
        for language in translations.keys() - set(labels.languages()):
            advice = nearest(language, labels.languages())
            raise ValueError(f'names a language that is not known, "{language}". {advice}')
        return translations

    def copied(self) -> dict[str, str]:
        """The words that it has from the text itself, by key."""
        return {key: words for key in ("open_list", "valued") if (words := getattr(self, key))}

    def words(self, language: str = "") -> dict[str, str]:
        """Its words, each empty where it has none, in a language where the sidecar has them in it.

        >>> sidecar = Sidecar(producer="Party Committee", title="Plan", licence="Facts",
        ...                   translations={"vi": {"title": "Kế hoạch"}})
        >>> [sidecar.words("vi")[name] for name in ("producer", "title", "licence", "note")]
        ['Party Committee', 'Kế hoạch', 'Facts', '']
        """
        words = self.translations.get(language, Words())
        return {name: getattr(words, name) or getattr(self, name) or "" for name in Words.model_fields}


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a raw file is.

    >>> sidecar_path(Path("statements/hanoi.csv")).name
    'hanoi.source.yml'
    """
    return path.with_name(path.stem + SUFFIX)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(path: Path) -> Sidecar:
    """The sidecar of a raw file; DataError with every fault of it, a wrong hash of the raw file included."""
    beside = sidecar_path(path)
    name = paths.shown(beside)
    if not beside.exists():
        message = f"is missing. Add it beside {path.name}, with producer, title and licence."
        raise DataError([Fault(name, message)])
    data = yamls.load(beside, texts=True)
    if not isinstance(data, dict):
        raise DataError([Fault(name, "holds no keys. It needs producer, title and licence.")])
    sidecar = checked(data, name)
    if sidecar.sha256 and sidecar.sha256 != (actual := sha256(path)):
        message = (
            f"is not that of {path.name} ({actual}). Restore the file exactly, line endings included, or note its "
            "new hash if the change is meant."
        )
        raise DataError([Fault(name, message, column="sha256")])
    return sidecar


def checked(data: dict, name: str) -> Sidecar:
    """The sidecar that some keys make; DataError with every fault of them under the file's ``name``."""
    try:
        return Sidecar.model_validate(data)
    except ValidationError as error:
        raise DataError(_fault(name, item) for item in error.errors()) from None


def _fault(name: str, error: dict) -> Fault:
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return Fault(name, f'no key is called "{key}". {nearest(key, Sidecar.model_fields)}')
    sentence = _SENTENCES.get(error["type"], error["msg"] + ".")
    return Fault(name, sentence.format(**error.get("ctx", {})), column=key)


def is_code(text: str) -> bool:
    """Whether a text can be a source's code, and so a file's name.

    >>> is_code("hanoi-2023-11-04"), is_code("../x")
    (True, False)
    """
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text) is not None
