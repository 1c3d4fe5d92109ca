"""A browser for the tests that look at pages as readers do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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


@contextmanager
def opened(browser: Any, site: Path, name: str, **options: Any) -> Iterator[Any]:
    """A page in a context of its own; at the end: no complaint on the console, no request but for files."""
    context = browser.new_context(**{"locale": "vi-VN", **options})
    said, asked = [], []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(Path(site, name).as_uri())
    yield page
    context.close()
    assert said == []
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


def missing(what: str) -> NoReturn:
    """Skip the test for want of a tool, or fail it under CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed. {HOW}")
