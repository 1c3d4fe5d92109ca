"""The secret that links the rows of one person without naming anybody; it stays outside the repository."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from analysis import paths
from analysis.errors import AnalysisError

VARIABLE = "ANALYSIS_REGISTER_KEY_FILE"
KEY_BYTES = 32
# 128 bits: no two of a hundred million persons share a key by chance.
HEX_DIGITS = 32


class RegisterKeyError(AnalysisError):
    """The key of the registers is missing, too short, or where it must not be."""


def path() -> Path:
    """The path of the key: the file that the environment names, else one in the user's folder of settings."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(os.environ.get(VARIABLE) or settings / "analysis" / "register.key")


def make() -> Path:
    """Write a new key, readable by its owner only, and return its path; an existing one is never replaced."""
    target = _outside(path())
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RegisterKeyError(
            f"{target}: there is a key already. Another would link nobody to earlier years."
        ) from None
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
    return target


def load() -> bytes:
    """The key; RegisterKeyError, which says how to make one, where there is no key."""
    source = _outside(path())
    if not source.is_file():
        raise RegisterKeyError(
            f"{source}: there is no key for person numbers. Make one, once, and keep a copy in a safe place: "
            'python -c "from analysis.data.registers import make_key; print(make_key())"'
        )
    key = source.read_bytes().strip()
    if len(key) < KEY_BYTES:
        raise RegisterKeyError(f"{source}: the key is shorter than {KEY_BYTES} bytes. Make a new one.")
    return key


def _outside(target: Path) -> Path:
    """The path, unless it lies where results or the repository's files are passed on."""
    full = target.resolve()
    for folder in (paths.ROOT, paths.processed()):
        if full.is_relative_to(folder.resolve()):
            raise RegisterKeyError(
                f"{target}: the key must lie outside the repository and its outputs. Set {VARIABLE} to a "
                "file elsewhere."
            )
    return target


def person_key(key: bytes, identity: tuple[str, ...]) -> str:
    """The number of a person: HMAC-SHA256 of what identifies them, the first 128 bits in hexadecimal digits.

    >>> person_key(b"k" * 32, ("id", "1")) == person_key(b"k" * 32, ("id", "1"))
    True
    >>> person_key(b"k" * 32, ("id", "1")) == person_key(b"l" * 32, ("id", "1"))
    False
    """
    message = "\x1f".join(identity).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:HEX_DIGITS]
