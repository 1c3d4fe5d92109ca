"""The only door to data/processed: tables built from data/raw when they are asked for and missing or stale.

Every table carries the hashes of what it was built from and by, so a table is either that of its raw file and of the
program as they are now or is built again. Two processes that build the same table at once both write the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from analysis import files, paths
from analysis.data import inventory, parameters, provenance, sidecars
from analysis.data import statements as files_of_statements
from analysis.data import topics as files_of_topics
from analysis.errors import DataError
from analysis.version import __version__
from analysis.vocabulary import checksums
from analysis.vocabulary.choices import Kind
from analysis.vocabulary.reference import ALL

CATALOGUE = "catalogue"
TOPICS = "topics:"  # before the code of a source, among what was read
CATALOGUE_COLUMNS = (
    "source_code", "producer", "title", "date", "url", "licence", "note", "source_status", "programme",
    "text_sha256", "publications", "level_count", "graded_count", "statement_count",
)  # fmt: skip
Scope = Literal["source", "programme", "graded"]
_FINGERPRINT, _METHOD = b"fingerprint", b"method"
# These tables have a few dozen rows, which Arrow's strings make slow: every step has a fixed price there.
pd.set_option("mode.string_storage", "python")
_reads: dict[str, str] = {}


def statement_table(source: str | Iterable[str] = ALL) -> pd.DataFrame:
    """The statements of one source, of several or of "all": columns ``source_code, row`` and those of the file.

    Every column but ``row`` is text, empty where nothing is stated. Raises ParameterError for an unknown source
    and DataError with all the faults of the files asked for.
    """
    faults, frames = [], []
    for code in _wanted(source):
        try:
            frames.append(_table(code))
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return pd.concat(frames, ignore_index=True) if frames else files_of_statements.frame([])


def _wanted(source: str | Iterable[str]) -> tuple[str, ...]:
    """The codes of the sources asked for; ParameterError for an unknown one."""
    codes = inventory.source_codes()
    is_one = isinstance(source, str) or not isinstance(source, Iterable)
    wanted = (source,) if is_one else tuple(source)
    for code in wanted:
        if code not in (ALL, *codes):
            parameters.check(source=code)
    return tuple(codes) if ALL in wanted else wanted


def statements(source: str = ALL, scope: Scope = "source") -> pd.DataFrame:
    """The statements that a report on a source rests on, one row a printed figure, to be looked at and changed.

    The columns of :func:`statement_table`, then ``programme`` (a code, "" for none), ``in_focus`` (whether the row is
    of the source asked for) and ``checksum``, by which an edit shows (see ``vocabulary.checksums``). ``scope``: the
    "source" itself; all sources of its "programme", with the plans; all sources with a "graded" statement. Raises
    ParameterError for an unknown source or scope and DataError with all the faults of the files.
    """
    parameters.check(source=source)
    Kind(choices=lambda: get_args(Scope)).fitting("scope", scope)
    own = statement_table(sources_with_grades() if (source, scope) == (ALL, "graded") else source)
    if scope == "source":
        frame = own
    else:
        near = programme_of(source) if scope == "programme" else sources_with_grades()
        frame = statement_table(near)
    about = catalogue()
    programmes = dict(zip(about["source_code"], about["programme"], strict=True))
    frame = frame.assign(
        programme=pd.Series([programmes.get(code, "") for code in frame["source_code"]], frame.index, dtype=object),
        in_focus=frame["source_code"].isin(set(own["source_code"])) if source != ALL else True,
    )
    return checksums.with_checksums(frame)


def topics(source: str | Iterable[str] = ALL) -> pd.DataFrame:
    """What the classes of one source, of several or of "all" were taught, one row a topic.

    Columns: those of ``data.topics.frame``, then ``checksum``, by which an edit shows (see ``vocabulary.checksums``).

    The frame is empty, with the same columns, where no file names a topic. Raises ParameterError for an unknown source
    and DataError with all the faults of the files asked for.
    """
    faults, found = [], []
    for code in _wanted(source):
        _reads[TOPICS + code] = inventory.topics_fingerprint(code)
        try:
            path = inventory.topics_file(code)
            found += [files_of_topics.read(path)] if path else []
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    taught = files_of_topics.frame(found)
    return taught.assign(checksum=checksums.of_topics(taught))


def topics_catalogue(language: str = "") -> pd.DataFrame:
    """One row a file of topics: its code and what its sidecar says of it, as in :func:`catalogue`."""
    names = ("date", "url", "source_status")
    files_of_all = [path for code in inventory.source_codes() if (path := inventory.topics_file(code))]
    read = {path.stem: sidecars.read(path) for path in files_of_all}
    rows = [
        {"source_code": code, **{name: getattr(sidecar, name) or "" for name in names}, **sidecar.words(language)}
        for code, sidecar in read.items()
    ]
    return pd.DataFrame(rows, columns=["source_code", *names, "producer", "title", "licence", "note"])


def catalogue(language: str = "") -> pd.DataFrame:
    """One row a source: its sidecar and how many of its statements have a level, a grade, and there are in all.

    Producer, title, licence and note are in ``language`` where the sidecar has them in it; ``publications`` is a dict.

    It says which sources a report concerns without any figure, so a report that reads it need not be
    rebuilt when a figure changes.
    """
    now = _reads[CATALOGUE] = inventory.catalogue_fingerprint()
    return _catalogue(paths.statements(), now, language).copy()


@lru_cache(maxsize=8)
def _catalogue(folder: Path, _fingerprint: str, language: str) -> pd.DataFrame:
    rows = []
    for path in inventory.statement_files(folder):
        frame = _table(path.stem, record=False)
        sidecar = sidecars.read(path)
        rows.append(
            {
                "source_code": path.stem,
                **{name: getattr(sidecar, name) or "" for name in CATALOGUE_COLUMNS[1:-4]},
                "publications": sidecar.publications,
                **sidecar.words(language),
                "level_count": int((frame["level_code"] != "").sum()),
                "graded_count": int((frame["measure_code"] == "graded").sum()),
                "statement_count": len(frame),
            }
        )
    return pd.DataFrame(rows, columns=list(CATALOGUE_COLUMNS))


@contextmanager
def unrecorded() -> Iterator[None]:
    """What is asked for inside does not count as read by this process: it only comes to be in memory."""
    before = dict(_reads)
    try:
        yield
    finally:
        _reads.clear()
        _reads.update(before)


def programme_of(source: str) -> tuple[str, ...]:
    """The sources of the same programme as one, itself included; all sources for "all"."""
    if source == ALL:
        return tuple(inventory.source_codes())
    table = catalogue()
    programmes = dict(zip(table["source_code"], table["programme"], strict=True))
    programme = programmes.get(source, "")
    return tuple(code for code in programmes if code == source or (programme and programmes[code] == programme))


def sources_with_grades() -> tuple[str, ...]:
    """The sources with at least one graded statement."""
    table = catalogue()
    return tuple(table.loc[table["graded_count"] > 0, "source_code"])


def reads() -> dict[str, str]:
    """Source code -> fingerprint (see ``inventory``) of every table that this process asked for.

    The catalogue is listed as "catalogue", the topics of a source as "topics:" and its code.
    """
    return dict(_reads)


def _table(code: str, record: bool = True) -> pd.DataFrame:
    now = inventory.fingerprint(code)
    if record:
        _reads[code] = now
    built = paths.processed() / "statements" / f"{code}.parquet"
    return _fresh(paths.statements() / f"{code}.csv", built, now, built.exists()).copy()


@lru_cache(maxsize=64)
def _fresh(raw: Path, built: Path, now: str, _is_built: bool) -> pd.DataFrame:
    """The table of one version of a raw file, read if it stands and built if not."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made_from = _made_from(now).items()
    try:
        # read so that no thread starts: a process that forks kernels must have none
        table = pq.ParquetFile(pa.BufferReader(built.read_bytes())).read(use_threads=False)
        if made_from <= (table.schema.metadata or {}).items():
            return table.to_pandas(use_threads=False)
    except (OSError, pa.ArrowInvalid):
        pass
    return _build(raw, built, now)


def _made_from(now: str) -> dict[bytes, bytes]:
    return {_FINGERPRINT: now.encode(), _METHOD: provenance.method().encode()}


def _build(raw: Path, built: Path, now: str) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    frame = _schema().validate(files_of_statements.read(raw).frame())
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **_made_from(now)})
    with files.replacing(built) as beside:
        pq.write_table(table, beside)
    manifest = {"table": built.name, "fingerprint": now, "rows": len(frame), "version": __version__}
    files.write(built.with_suffix(".json"), json.dumps(manifest, indent=1) + "\n")
    return frame


@cache
def _schema():
    """What a table of statements must look like; the second lock after the checks of the raw file."""
    import pandera.pandas as pa

    text = pa.Column(str, nullable=False)
    return pa.DataFrameSchema(
        {
            **dict.fromkeys(files_of_statements.FRAME_COLUMNS, text),
            "row": pa.Column(int, pa.Check.ge(2)),
            "statement_code": pa.Column(str, unique=True),
        },
        strict=True,
        ordered=True,
    )
