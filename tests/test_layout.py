"""The tree in the README is the tree on the disk."""

from __future__ import annotations

import re
import subprocess

import pytest

from analysis import paths

ASKED_FOR = {"notebooks", "data", "src", "reports", "environment.yml", "tests"}


def _tree() -> list[str]:
    text = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    block = text.split("## What is where")[1].split("```")[1]
    return re.findall(r"^(\S+)", block, re.MULTILINE)


def test_everything_in_the_tree_exists():
    assert [name for name in _tree() if not (paths.ROOT / name).exists()] == []


def test_the_layout_that_was_asked_for_is_in_the_tree():
    assert {name.split("/")[0] for name in _tree()} >= ASKED_FOR


def test_every_folder_of_the_repository_is_in_the_tree():
    told = subprocess.run(["git", "ls-files"], cwd=paths.ROOT, capture_output=True, text=True, check=False)
    if told.returncode:
        pytest.skip("not a git checkout")
    folders = {name.split("/")[0] for name in told.stdout.splitlines() if "/" in name and not name.startswith(".")}
    assert folders - {name.split("/")[0] for name in _tree()} == set()


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_every_link_of_a_readme_leads_somewhere(name):
    text = (paths.ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (paths.ROOT / link).exists()] == []


def test_both_readmes_name_the_same_commands_options_notebooks_and_guides():
    told = re.compile(r"analysis [a-z]+|make [a-z]+|--[a-z][a-z-]+|`[a-z]+_[a-z0-9_]+`|docs/\w+\.md")
    english, vietnamese = (
        set(told.findall((paths.ROOT / name).read_text(encoding="utf-8"))) for name in ("README.md", "README.vi.md")
    )
    assert english == vietnamese


def test_nothing_names_an_index_or_a_path_of_a_machine():
    told = subprocess.run(["git", "ls-files"], cwd=paths.ROOT, capture_output=True, text=True, check=False).stdout
    here = str(paths.ROOT.parent) + "/"
    texts = {name: (paths.ROOT / name).read_bytes() for name in told.splitlines() if (paths.ROOT / name).is_file()}
    assert [name for name, text in texts.items() if here.encode() in text and len(here) > 2] == []
