"""Every direct dependency has a reason, every locked package a licence, and an audit that checked nothing says so."""

from __future__ import annotations

import re

import dependencies

FLAW = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.1"]}
BAD = {"name": "bad", "version": "2.0", "vulns": [FLAW]}
GOOD = {"name": "good", "version": "1.0", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}


def test_every_direct_dependency_has_a_reason_and_none_is_left_over():
    assert dependencies.reasons().keys() == dependencies.direct().keys()


def test_the_document_has_every_locked_version_and_every_reason():
    text = dependencies.DOCUMENT.read_text(encoding="utf-8")
    every = re.findall(r"^\| (?!package)(\S+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)
    assert dict(every) == {name: " or ".join(each) for name, each in dependencies.locked().items()}
    told = re.findall(r"^\| (?!package)(\S+) \| ([^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", text, re.MULTILINE)
    assert dict(told) == dependencies.reasons()


def test_a_known_vulnerability_is_named_with_the_version_that_mends_it():
    told = dependencies.verdict([BAD, GOOD])
    assert not told.good
    assert told.text.splitlines() == [
        "2 packages checked, 1 known vulnerabilities.",
        "- bad 2.0: PYSEC-1 CVE-1, mended in 2.1",
    ]


def test_a_package_that_was_skipped_was_not_checked():
    assert dependencies.verdict([GOOD]).good
    told = dependencies.verdict([GOOD, UNKNOWN])
    assert not told.good
    assert told.text.endswith("\nNot checked: unknown.")


def test_an_audit_that_finds_nothing_in_a_package_known_to_be_bad_has_reached_no_database(tmp_path):
    said = '{"dependencies": [{"name": "jinja2", "skip_reason": "not found"}]}'
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    tool.chmod(0o755)
    assert dependencies.vulnerabilities(tmp_path) == (dependencies.UNREACHED, False)
