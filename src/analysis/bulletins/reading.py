"""A file -> NFC text (first version: UTF-8 plain text)."""

import unicodedata
from pathlib import Path


def read(path):
    return unicodedata.normalize("NFC", Path(path).read_text(encoding="utf-8"))
