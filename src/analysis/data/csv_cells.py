"""What a cell of a raw CSV may hold, whatever its table: a code, a flag, a few copied words."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

QUOTE_WORDS = 12
ELLIPSIS = "…"  # in an excerpt, where words of the text were left out
_CODE = re.compile(r"[^\s,;+]+")


class Misfit(ValueError):
    """Two cells of a row that do not go together; ``column`` is the one to look at."""

    def __init__(self, column: str, message: str):
        super().__init__(message)
        self.column = column


def filled(text: str) -> str:
    """The text; ValueError where it is empty."""
    if not text:
        raise ValueError("is empty. It is always filled.")
    return text


def _code(text: str) -> str:
    if text and not _CODE.fullmatch(text):
        raise ValueError(f'"{text}" is no code. Write it without spaces, commas, semicolons and plus signs.')
    return text


def _flag(text: str) -> str:
    if text.lower() not in ("", "true", "false"):
        raise ValueError(f'"{text}" is neither true nor false.')
    return text.lower()


def _quote(text: str) -> str:
    if len(text.split()) > QUOTE_WORDS:
        raise ValueError(f"has {len(text.split())} words. Quote at most {QUOTE_WORDS}.")
    return text


def _excerpt(text: str) -> str:
    return _quote(text.replace(ELLIPSIS, " ")) and text


Filled = AfterValidator(filled)
Code = Annotated[str, AfterValidator(_code)]
Flag = Annotated[str, AfterValidator(_flag)]
Quote = Annotated[str, AfterValidator(_quote)]
Copied = AfterValidator(_excerpt)
Excerpt = Annotated[str, Copied]
