"""How fast the index of a thousand reports is: first paint, and the answer to a key, in Chromium."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from browsers import chromium
from many_entries import many_entries

from analysis.pages.index import index

COUNT, RUNS, TYPED = 1_000, 7, "445 class 9"
# From the event of the key until the next frame is drawn.
_KEY = """() => new Promise(done => {
  const field = document.querySelector("input[type=search]");
  field.addEventListener("beforeinput", () => {
    const begun = performance.now();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
  }, { once: true });
})"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def measured(browser, address: str) -> tuple[float, list[float]]:
    """Milliseconds to the first paint, and of the answer to each key."""
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(address)
    page.wait_for_timeout(300)
    paint, keys = page.evaluate(_PAINT), []
    page.get_by_role("searchbox").focus()
    for key in TYPED:
        waiting = page.evaluate_handle(f"({{ answer: ({_KEY})() }})")
        page.keyboard.press("Space" if key == " " else key)
        keys.append(waiting.evaluate("async waiting => await waiting.answer"))
    page.context.close()
    return paint, keys


def main() -> None:
    """Print the medians, and the greatest of the keys."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder, "index.html")
        path.write_text(index(many_entries(count)), encoding="utf-8")
        runs = [measured(browser, path.as_uri()) for _ in range(RUNS)]
        size = path.stat().st_size / 1e6
    keys = [key for _, some in runs for key in some]
    print(f"{count} reports in two editions, {size:.1f} MB, {RUNS} runs")
    print(f"first contentful paint: median {median(paint for paint, _ in runs):.0f} ms")
    print(f"a key: median {median(keys):.0f} ms, greatest {max(keys):.0f} ms")


if __name__ == "__main__":
    main()
