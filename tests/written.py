"""All that a folder says: the bytes of its files, what is packed or escaped in them, and their names."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

_EMBEDDED = re.compile(rb"base64,([A-Za-z0-9+/=]+)")


def said(folder: Path) -> str:
    """Every text in a folder, in NFC: names of files, plain, unescaped and decoded content."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    parts = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    parts += [text for path in files for text in _texts(path.suffix, path.read_bytes())]
    return unicodedata.normalize("NFC", "\n".join(parts))


def _texts(suffix: str, raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", errors="replace")
    yield text
    if suffix == ".parquet":
        table = pq.read_table(io.BytesIO(raw))
        yield f"{table.schema.metadata}\n{table.to_pydict()}"
    elif suffix in (".json", ".jsonl", ".ipynb"):
        whole = [text] if suffix != ".jsonl" else text.splitlines()
        yield "\n".join(json.dumps(json.loads(part), ensure_ascii=False) for part in whole)
    elif suffix in (".html", ".svg"):
        yield html.unescape(text)
        yield from (base64.b64decode(found).decode("utf-8", errors="replace") for found in _EMBEDDED.findall(raw))
    elif zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            yield from (text for name in packed.namelist() for text in _texts(Path(name).suffix, packed.read(name)))
