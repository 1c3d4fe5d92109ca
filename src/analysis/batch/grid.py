"""notebooks/reports.yml -> the reports of a batch: each a notebook, its parameters, and where the page goes.

It states every parameter that a notebook declares but the language, so that no page rests on what a notebook was saved
with. Its keys ``maker`` and ``address`` are no reports: they say whose the reports are and where they will stand.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from analysis import paths, yamls
from analysis.batch import parameters
from analysis.data import inventory
from analysis.errors import DataError, Fault, ParameterError, nearest
from analysis.pages.site import Site
from analysis.vocabulary import labels
from analysis.vocabulary.reference import ALL

EACH = "each"
EACH_WITH_LEVELS = "each_with_levels"
KEYS = ("notebook", "parameters")
OF_SITE = ("maker", "address")
SUBJECTS = {"level_code": "level", "class_code": "class", "source": "source", "register": "register"}
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_NEVER = re.compile(r"""[\s<>"'\\^`{|}@?#]""")  # in an address
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))}


@dataclass(frozen=True)
class Entry:
    """One report of reports.yml; a parameter that is a list makes one page for each of its values.

    ``each`` in a list stands for every code that the parameter can take but "all", ``each_with_levels`` for every
    source that counts people at a level.
    """

    notebook: str
    parameters: Mapping[str, parameters.Value | list[str]]


@dataclass(frozen=True)
class Job:
    """One page to make. ``output`` is its path under the output folder; ``notebook`` as messages print it.

    ``subject`` is what the page is about: "level", "class", "source" or "register", and which.
    """

    id: str
    notebook: str
    parameters: Mapping[str, parameters.Value]
    output: str
    subject: tuple[str, str] = ("source", ALL)

    @property
    def language(self) -> str:
        """The language of the page."""
        return str(self.parameters["language"])

    @property
    def stem(self) -> str:
        """The name of the page without its language: the same for all its editions."""
        return Path(self.output).name.removesuffix(f".{self.language}.html")

    def as_dict(self) -> dict:
        """What ``analysis report --list --format json`` prints."""
        return {"id": self.id, "notebook": self.notebook, "parameters": dict(self.parameters), "output": self.output}


def entries(path: Path | None = None) -> dict[str, Entry]:
    """The entries of reports.yml by id, none of an empty file; DataError with all its faults."""
    data = _checked(path or paths.GRID)
    return {
        key: Entry(value["notebook"], value.get("parameters", {})) for key, value in data.items() if key not in OF_SITE
    }


def site(path: Path | None = None) -> Site:
    """The maker and the address in reports.yml, empty where it names none; DataError with all its faults."""
    data = _checked(path or paths.GRID)
    return Site(**{key: data[key] for key in OF_SITE if key in data})


def _checked(path: Path) -> dict:
    name, data = paths.shown(path), yamls.load(path)
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise DataError([Fault(name, "holds no reports.")])
    wrongs = {"maker": _wrong_maker, "address": _wrong_address}
    faults = [
        Fault(name, message, column=column)
        for key, value in data.items()
        for column, message in wrongs.get(key, _wrong)(key, value)
    ]
    if faults:
        raise DataError(faults)
    return data


def _wrong_maker(key: str, value: object) -> Iterable[tuple[str, str]]:
    """What is wrong with the maker: where, and a sentence."""
    if not isinstance(value, dict):
        value = {"": value}
    elif not value:
        yield key, "names nobody. Write a name, or take the line out."
    for language, text in value.items():
        column = f"{key}.{language}".rstrip(".")
        if language and language not in labels.languages():
            yield column, f"there is no such language. {nearest(language, labels.languages())}"
        if not _is_line(text):
            yield column, "must be a text of one line. Write a name in quotes, or take the line out."


def _wrong_address(key: str, value: object) -> Iterable[tuple[str, str]]:
    """What is wrong with the address: where, and a sentence."""
    if not _is_address(value):
        yield key, "must be where the folder of reports will stand, such as https://example.org/reports."


def _is_line(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and text.isprintable()


def _is_address(text: object) -> bool:
    """Whether a text is an address that pages can name to everybody: no password, no query, nothing to be escaped."""
    try:
        parts = urlsplit(text) if _is_line(text) and not _NEVER.search(text) else None
        port = parts and parts.port
    except ValueError:  # a bracket that is not closed, a port that is none
        return False
    return bool(parts and parts.scheme in ("http", "https") and parts.hostname and port != 0)


def _wrong(key: str, value: object) -> Iterable[tuple[str, str]]:
    """What is wrong with an entry: where, and a sentence. Written out, since a model costs its import."""
    if safe_name(key) != key:
        yield key, "cannot be the name of a folder. Use a-z, 0-9, _ and -."
    value = value if isinstance(value, dict) else {}
    for name in sorted(value.keys() - set(KEYS)):
        yield f"{key}.{name}", f"there is no such key. {nearest(name, KEYS)}"
    if not isinstance(value.get("notebook"), str):
        yield key, "names no notebook. Write notebook: and its name."
    elif not notebook_path(value["notebook"]).is_file():
        yield key, f"there is no notebook {value['notebook']}."
    settings = value.get("parameters", {})
    if not isinstance(settings, dict):
        yield f"{key}.parameters", "holds no names with values."
        settings = {}
    for name, setting in settings.items():
        if not isinstance(setting, str | bool | int | float) and not _texts(setting):
            yield f"{key}.parameters.{name}", "is neither a value nor a list of texts."


def _texts(setting: object) -> bool:
    return isinstance(setting, list) and all(isinstance(item, str) for item in setting)


def notebook_path(name: str) -> Path:
    """Where a notebook of the grid is: always directly in notebooks/."""
    return paths.NOTEBOOKS / f"{Path(name).name.removesuffix('.ipynb')}.ipynb"


def jobs(
    ids: Iterable[str] = (), overrides: Mapping[str, object] | None = None, language: str | None = None
) -> list[Job]:
    """The reports to make, in the order of the file; all languages unless one is named.

    ``overrides`` replace the grid's parameters and must be declared by every notebook asked for.
    Raises ParameterError for an unknown id, a bad parameter, two languages, or two reports with one output, and
    DataError with each parameter that a notebook declares and the file does not state.
    """
    listed, wanted, chosen = entries(), list(ids), dict(overrides or {})
    if language and chosen.get("language", language) != language:
        raise ParameterError(f'the language is given twice, "{chosen["language"]}" and "{language}". Name one.')
    for name in wanted:
        if name not in listed:
            raise ParameterError(f'no report is called "{name}". {nearest(name, listed)}')
    checks = {
        name: parameters.Checker(notebook_path(entry.notebook))
        for name, entry in listed.items()
        if not wanted or name in wanted
    }
    if faults := [fault for name, check in checks.items() for fault in _unstated(name, listed[name], check)]:
        raise DataError(faults)
    by_output: dict[str, Job] = {}
    for name, check in checks.items():
        for job in _expanded(name, listed[name], check, chosen, language):
            if job.output in by_output:
                raise ParameterError(f"two reports would be written to {job.output}. Name their parameters apart.")
            by_output[job.output] = job
    return list(by_output.values())


def _unstated(name: str, entry: Entry, check: parameters.Checker) -> Iterable[Fault]:
    """The parameters that a notebook declares, other than the language, and its entry does not state."""
    for key, parameter in check.declared.items():
        if key not in (*entry.parameters, "language"):
            line = yaml.safe_dump({key: parameter.default}, allow_unicode=True).strip()
            sentence = f"states no {key}. Write {line} under its parameters, as the notebook does."
            yield Fault(paths.shown(paths.GRID), sentence, column=name)


def _expanded(
    name: str, entry: Entry, check: parameters.Checker, overrides: Mapping[str, object], language: str | None
) -> Iterable[Job]:
    settled = {key: _present(key, value) for key, value in entry.parameters.items()}
    languages = [language] if language else list(labels.languages())
    merged = {**settled, "language": languages, **overrides}
    varied = [key for key, value in merged.items() if isinstance(value, list)]
    fixed = {key: value for key, value in settled.items() if not isinstance(value, list)}
    usual, shown = check(fixed), paths.shown(check.notebook)
    parts = [key for key in settled if isinstance(settled[key], list)]
    for values in product(*(_values(key, merged) for key in varied)):
        chosen = check({**merged, **dict(zip(varied, values, strict=True))})
        output = f"{name}/{_stem(chosen, usual, parts)}.{chosen['language']}.html"
        yield Job(name, shown, chosen, output, _subject(chosen, parts))


def _present(key: str, value: parameters.Value | list[str]) -> parameters.Value | list[str]:
    """The value; of a source that the user's own statements lack all that there are."""
    is_own = key == "source" and isinstance(value, str) and os.environ.get(paths.STATEMENTS_VARIABLE)
    return ALL if is_own and value not in inventory.source_codes() else value


def about(entry: Entry) -> tuple[str, str]:
    """What the pages of an entry are about: the kind of their subject, and the source that it is of."""
    settled = {key: _present(key, value) for key, value in entry.parameters.items()}
    kind, _ = _subject({}, [key for key, value in settled.items() if isinstance(value, list)])
    return kind, str(settled.get("source", ALL))


def _subject(chosen: Mapping[str, parameters.Value], varied: list[str]) -> tuple[str, str]:
    key = next((key for key in varied if key in SUBJECTS), "source")
    return SUBJECTS[key], str(chosen.get(key, ALL))


def _values(key: str, merged: Mapping[str, object]) -> list[object]:
    values: list[object] = []
    for value in merged[key]:
        # a register of the repository that the user's registers replace: they stand in for it
        is_elsewhere = key == "register" and value not in inventory.register_codes()
        if value == EACH_WITH_LEVELS and key == "source":
            values += inventory.sources_with_levels()
        else:
            values += _every(key, merged) if value == EACH or is_elsewhere else [value]
    return list(dict.fromkeys(values))


def _every(key: str, merged: Mapping[str, object]) -> list[str]:
    source = merged.get("source", ALL)
    if key not in SUBJECTS:
        raise ParameterError(
            f'{key}: "{EACH}" stands for the codes of source, level_code, class_code or register only.'
        )
    return codes(SUBJECTS[key], source if isinstance(source, str) else ALL)


def codes(subject: str, source: str = ALL) -> list[str]:
    """The codes that a subject ("level", "class", "source" or "register") can take but "all", in their order."""
    every = {"source": inventory.source_codes, "level": lambda: inventory.level_codes(source),
             "class": lambda: inventory.class_codes(source),
             "register": inventory.register_codes}  # fmt: skip
    return every[subject]()


def _stem(chosen: Mapping[str, object], usual: Mapping[str, object], varied: list[str]) -> str:
    """The values that the grid varies, then what differs from the usual: unique, and safe as a name."""
    parts = [safe_name(str(chosen[key])) for key in varied if key != "language"]
    for key, value in chosen.items():
        if key not in varied and key != "language" and value != usual[key]:
            parts.append(f"{key}-{safe_name(str(value))}")
    return ".".join(parts) or ALL


def safe_name(text: str) -> str:
    """The text where it can be a file's name everywhere, else a safe form of it with a hash that keeps it apart.

    >>> safe_name("hanoi_class_2"), safe_name("1.5")
    ('hanoi_class_2', '1-5-9f29a130')
    """
    if _PLAIN.fullmatch(text) and text not in _RESERVED:
        return text
    plain = re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:40] or "x"
    return f"{plain}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
