"""Protected tables of a register: built when missing or stale, audited before they are written, read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock

from analysis import files, paths
from analysis.data import disclosure, inventory, provenance, sidecars
from analysis.data.register_counts import averages, counting, sums, ties
from analysis.data.register_counts.counting import Tables
from analysis.data.register_counts.folding import folded, unfolded
from analysis.data.register_counts.opening import Opened, opened, other_scales
from analysis.data.register_counts.policy import stated
from analysis.data.register_counts.protecting import RESULTS, Protected, Release
from analysis.errors import DataError, Fault, ParameterError, nearest
from analysis.version import __version__

PREFIX = "register:"
MANIFEST = "manifest.json"
LOCK = ".lock"
CLASSES = "classes"
MEANS = "means"
# With so many suppressed cells each is solved for in whole numbers; beyond, exchanges between the rows are the proof.
SOLVED = 150
# Another version may suppress other cells, equally many: the tables of both show more than either does.
PROTECTED_WITH = ("numpy", "scipy")
_reads: dict[str, str] = {}


def counts(register: str, cut: str) -> pd.DataFrame:
    """A table of counts of a register, protected: Int64, missing where suppressed, margins named ``total``.

    The rows are the values of a dimension (class, level, unit, year; "unstated" for none) or the total alone.
    Raises ParameterError for an unknown register or cut.
    """
    return _table(register, cut, cuts(register)).set_index("row").rename_axis(None)


def cuts(register: str) -> list[str]:
    """The names of a register's tables of counts, see ``counting.tables``."""
    return list(about(register)["cuts"])


def totals(register: str) -> pd.Series:
    """How many of all learners of a register have each grade, and each grade or better, with the total (Int64).

    Missing where suppressed. They are protected before the classes are, so no count of a class hides one of them.
    """
    grades, cuts = (counts(register, f"{name}_by_class").loc[disclosure.TOTAL] for name in ("grades", "cuts"))
    return pd.concat([grades.drop(disclosure.TOTAL), cuts, grades[[disclosure.TOTAL]]])


def classes(register: str) -> pd.DataFrame:
    """What the register says of each class as such: columns class_code, level_code, start_date, end_date.

    All text; empty where the learners of a class differ in it or the register does not say.
    """
    return _table(register, CLASSES, (CLASSES,))


def means(register: str) -> pd.DataFrame:
    """Mean scores: columns dimension, row, mean_hundredths (Int64, missing where suppressed), decimals (1 or 2).

    Empty where the register holds no score.
    """
    return _table(register, MEANS, (MEANS,))


def about(register: str, language: str = "") -> dict[str, Any]:
    """The facts about a register and its protection, by name.

    register (its code), fingerprint, scale_code, grades, greatest_mark, other_scales, years (the first and the last),
    mean_decimals, threshold, zeros, attack, others_aside, form_line, opened_by, cuts (its tables), and what the sidecar
    says (title, producer, licence, note, date, url, kind, people, place), its words in ``language`` where it has them.
    """
    manifest = json.loads((_built(register) / MANIFEST).read_text(encoding="utf-8"))
    return {"register": register, **manifest, **manifest["translations"].get(language, {})}


def reads() -> dict[str, str]:
    """ "register:<code>" -> fingerprint of every register that this process asked for."""
    return dict(_reads)


def _table(register: str, name: str, names: list[str] | tuple[str, ...]) -> pd.DataFrame:
    if name not in names:
        raise ParameterError(f'register "{register}" has no table "{name}". {nearest(name, names)}')
    return pd.read_parquet(_built(register) / f"{name}.parquet")


def _built(register: str) -> Path:
    """The folder of a register's tables as they must be now."""
    path, now = inventory.register_path(register), inventory.register_fingerprint(register)
    folder = paths.processed() / "registers" / _folder_name(register)
    _reads[PREFIX + register] = now
    made_from = {"fingerprint": now, "method": provenance.method()}
    if not _is_fresh(folder, made_from):
        with _alone(folder):  # whoever asks meanwhile waits, and need not protect the register again
            if not _is_fresh(folder, made_from):
                _build(path, folder, made_from)
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Build in a folder while no other process does."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK):
        try:
            yield
        finally:
            with suppress(OSError):  # Windows, where another process waits with the file open
                (folder / LOCK).unlink()


def _is_fresh(folder: Path, made_from: dict[str, str]) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return made_from.items() <= manifest.items()
    except (OSError, ValueError, AttributeError):
        return False


def _folder_name(register: str) -> str:
    if sidecars.is_code(register):
        return register
    return f"register-{hashlib.sha256(register.encode()).hexdigest()[:16]}"


def _build(path: Path, folder: Path, made_from: dict[str, str]) -> None:
    """Write every table, then the manifest, which makes them valid; nothing if the audit fails or nobody is in it."""
    register = opened(path, stated())
    if register.frame.empty:
        raise DataError([Fault(paths.shown(path), "holds no learner: there is nothing to report.")])
    safe, means, attack = protected(register)
    tables = {name: table for name, table in safe.items() if not name.startswith(averages.MASKS)}
    frames = {name: table.rename_axis("row").reset_index() for name, table in tables.items()}
    frames[MEANS] = means
    frames[CLASSES] = _classes(register)
    for name, frame in frames.items():
        with files.replacing(folder / f"{name}.parquet") as beside:
            frame.to_parquet(beside, index=False)
    manifest = {
        **made_from,
        "version": __version__,
        "protected_with": {name: metadata.version(name) for name in PROTECTED_WITH},
        **asdict(register.policy),
        "attack": attack,
        "cuts": list(tables),
        "scale_code": register.scale_code,
        "grades": register.grades,
        "greatest_mark": str(register.greatest),
        "other_scales": other_scales(register),
        "others_aside": dict(register.others_aside),
        "form_line": register.form_line,
        "opened_by": register.opened_by,
        "years": _years(frames[CLASSES]),
        "mean_decimals": int(means["decimals"].max()) if len(means) else 0,
        **_source(path),
    }
    files.write(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def protected(register: Opened) -> tuple[Tables, pd.DataFrame, str]:
    """All the tables of a register, its means, and the strongest attack that they withstood.

    "replayed": by somebody who protects every table that fits, and keeps those of which the same would be published.
    "solved": by somebody who solves for each suppressed cell from all that is published. "exchanged": each suppressed
    cell of a row reaches the threshold by exchanges with other rows, and the totals were solved for. "none" where
    nothing is suppressed, "nothing" where nothing is released. Raises DisclosureError when a small count can be worked
    out.
    """
    policy, whole = register.policy, counting.tables(register)
    tables = folded(whole)
    release = Release.of(register, tables)
    safe = release.protected(tables)
    shown, hidden = (
        unfolded(safe.tables, whole),
        sum(int(table.isna().to_numpy().sum()) for table in safe.tables.values()),
    )
    attacked = safe.tables if hidden <= SOLVED else release.above_rows(safe.tables)
    results = [name for name in attacked if name.startswith(RESULTS)]
    refusal = None
    for means in averages.choices(register, shown, only_whole=hidden > SOLVED):
        known = [*release.facts, *safe.floors, *sums.facts(register, tables, means)]
        published = known if hidden <= SOLVED else [fact for fact in known if fact.is_about(attacked)]
        try:
            disclosure.audit_batch(attacked, ties.parts(attacked), policy.threshold, published, results)
        except disclosure.DisclosureError as error:
            refusal = error
            continue
        return shown, means, _attack(safe, hidden)
    raise refusal


def _attack(safe: Protected, hidden: int) -> str:
    if hidden in (0, sum(table.size for table in safe.tables.values())):
        return "nothing" if hidden else "none"
    return "replayed" if safe.is_replayed else "solved" if hidden <= SOLVED else "exchanged"


def _classes(register: Opened) -> pd.DataFrame:
    """One row a class; a day or a level only where all of the class have the same."""
    columns = ["level_code", "start_date", "end_date"]
    rows = register.frame[["class_code", *columns]].astype("string")
    same = rows.groupby("class_code")[columns].agg(_only)
    return same.reset_index().astype("str")


def _years(classes: pd.DataFrame) -> list[int]:
    """The first and the last year in which a class began or ended, one where they are the same; none without a day."""
    years = [int(day[:4]) for day in classes[["start_date", "end_date"]].to_numpy().ravel() if day]
    return sorted({min(years), max(years)}) if years else []


def _only(values: pd.Series) -> str:
    texts = values.fillna("").unique()
    return texts[0] if len(texts) == 1 else ""


def _source(path: Path) -> dict[str, Any]:
    """What the sidecar says of a register; of one without, its name alone."""
    if not sidecars.sidecar_path(path).is_file():
        unsaid = dict.fromkeys(("producer", "licence", "note", "date", "url", "people", "place"), "")
        return {"title": path.stem, **unsaid, "kind": "own", "translations": {}}
    sidecar = sidecars.read(path)
    translations = {language: sidecar.words(language) for language in sidecar.translations}
    stated = {name: getattr(sidecar, name) or "" for name in ("date", "url", "kind")}
    return {**sidecar.words(), **stated, "translations": translations}
