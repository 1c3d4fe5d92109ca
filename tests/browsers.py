"""A browser for the tests that look at pages as readers do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest

HOW = "Install it with: apt-get install chromium; pip install playwright axe-playwright-python."
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Any]:
    """A running Chromium; without one a test is skipped, or fails where CI says that nothing may be missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    place = shutil.which("chromium") or shutil.which("chromium-browser")
    if place is None:
        missing("Chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=place, args=ARGUMENTS)
        yield running
        running.close()


def missing(what: str) -> NoReturn:
    """Skip the test for want of a tool, or fail it under CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed. {HOW}")
