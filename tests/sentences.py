"""The sentences of a report, block by block, beside those that the tests hold (tests/data/sentences)."""

from __future__ import annotations

from pathlib import Path

import yaml

from analysis.pages.blocks import Block

FOLDER = Path(__file__).parent / "data" / "sentences"
OTHERS = ("footer", "reading_key")  # blocks whose words are not the report's


def held(name: str) -> dict[str, dict[str, dict[str, str]]]:
    """Page -> language -> name of the sentence -> sentence."""
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))


def said(blocks: list[Block]) -> dict[str, str]:
    """The sentences of some blocks by block and name, without source lines; a block of prose goes by its heading."""
    return {
        f"{getattr(block, 'heading', block.name)}: {name}": text
        for block in blocks
        if block.kind not in OTHERS
        for name, text in block.texts().items()
        if name != "source"
    }
