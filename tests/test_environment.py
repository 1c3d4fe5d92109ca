"""pyproject.toml, environment.yml and requirements.lock name the same packages."""

from __future__ import annotations

import re
import tomllib

import yaml

from analysis import paths

# What conda-forge calls otherwise.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "seaborn": "seaborn-base",
    "duckdb": "python-duckdb",
}
ONLY_CONDA = {"python>=3.11,<3.15", "pip"}


def _declared() -> set[str]:
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {*project["dependencies"], *project["optional-dependencies"]["dev"]}


def _conda() -> set[str]:
    found = yaml.safe_load((paths.ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    plain = {item for item in found if isinstance(item, str)}
    below_pip = next(item["pip"] for item in found if isinstance(item, dict))
    return (plain - ONLY_CONDA) | (set(below_pip) - {"-e ."})


def _renamed(requirement: str) -> str:
    name, bound = re.fullmatch(r"([\w-]+)(?:\[[\w,]+\])?(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name) + bound


def test_conda_and_pip_name_the_same_packages():
    assert _conda() == {_renamed(requirement) for requirement in _declared()}


def test_the_lock_pins_every_package_with_hashes():
    lock = paths.LOCK.read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", lock, re.MULTILINE))
    wanted = {re.match(r"[\w-]+", item)[0].lower().replace("_", "-") for item in _declared()}
    assert wanted - pinned == set()
    assert lock.count("==") >= len(pinned)
    entries = [entry for entry in re.split(r"\n(?=\S)", lock.strip()) if "--hash=sha256:" not in entry]
    assert entries == []


def test_the_lock_names_no_address():
    assert re.findall(r"https?://|--\S*index-url|file:", paths.LOCK.read_text(encoding="utf-8")) == []


def test_make_installs_the_lock_and_nothing_that_is_not_in_it():
    rules = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock" in rules
    assert "\nmake portable\n" in (paths.ROOT / ".ci" / "run").read_text(encoding="utf-8")
