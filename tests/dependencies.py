"""docs/dependencies.md, which ``make deps`` writes: ``python tests/dependencies.py TOOLS``, the folder of the tools.

pip-licenses tells the licences of what is installed here, pip-audit the known vulnerabilities of what is locked. A
package that has one is asked about first: an audit that does not find it has reached no database.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis import paths

REASONS = paths.ROOT / "docs" / "dependencies.yml"
DOCUMENT = paths.ROOT / "docs" / "dependencies.md"
KNOWN_BAD = "jinja2==2.4.1"  # CVE-2014-1402 and others
NOT_HERE = "not installed here"
UNREACHED = (
    f"**not checked.** Asked about {KNOWN_BAD.replace('==', ' ')}, which has known vulnerabilities, pip-audit was told "
    "of none: from the machine that wrote this no database of vulnerabilities could be reached."
)


class Verdict(NamedTuple):
    """What the check for known vulnerabilities came to: a text, and whether all is well."""

    text: str
    good: bool


def direct() -> dict[str, str]:
    """Each direct dependency by its usual name -> what installs it: always, or the extras that do."""
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, list[str]] = {}
    for group, items in {"always": project["dependencies"], **project["optional-dependencies"]}.items():
        for item in items:
            found.setdefault(usual(re.match(r"[\w.-]+", item)[0]), []).append(group)
    return {name: ", ".join(groups) for name, groups in found.items()}


def reasons() -> dict[str, str]:
    """Each direct dependency -> why it is there."""
    return yaml.safe_load(REASONS.read_text(encoding="utf-8"))


def locked() -> dict[str, list[str]]:
    """Each locked package -> its versions: several where they differ by the version of Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", paths.LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def usual(name: str) -> str:
    """The name of a package as the lock spells it.

    >>> usual("jupyterlab-language-pack-vi_VN")
    'jupyterlab-language-pack-vi-vn'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(tools: Path) -> dict[str, str]:
    """Each installed package -> its licence; the first line of the licence file where the metadata names none."""
    words = ["--python", sys.executable, "--with-system", "--with-license-file", "--no-license-path"]
    told = json.loads(_run(tools / "pip-licenses", *words, "--format", "json"))
    return {usual(row["Name"]): _licence(row) for row in told}


def _licence(row: Mapping[str, str]) -> str:
    first = next(iter(row["LicenseText"].strip().splitlines()), "")
    return first if row["License"] == "UNKNOWN" else row["License"].partition("\n")[0]


def vulnerabilities(tools: Path) -> Verdict:
    """What pip-audit finds in the lock; where it reaches no database, that it checked nothing."""
    with tempfile.TemporaryDirectory() as folder:
        known_bad = Path(folder) / "requirements.txt"
        known_bad.write_text(KNOWN_BAD, encoding="utf-8")
        if not found(_audit(tools, known_bad)):
            return Verdict(UNREACHED, False)
    return verdict(_audit(tools, paths.LOCK))


def _audit(tools: Path, requirements: Path) -> list[dict[str, Any]]:
    """What pip-audit says of each package; nothing where it fails for want of a connection."""
    words = ["--requirement", str(requirements), "--no-deps", "--disable-pip", "--format", "json", "--aliases", "on"]
    said = _run(tools / "pip-audit", *words, "--progress-spinner", "off")
    return json.loads(said)["dependencies"] if said else []


def found(packages: Sequence[Mapping[str, Any]]) -> list[str]:
    """A sentence for every known vulnerability."""
    return [
        f"{package['name']} {package['version']}: {flaw['id']} {' '.join(flaw['aliases'])}, mended in "
        f"{', '.join(flaw['fix_versions']) or 'no version yet'}"
        for package in packages
        for flaw in package.get("vulns", ())
    ]


def verdict(packages: Sequence[Mapping[str, Any]]) -> Verdict:
    """What the answers about the locked packages come to; one that was skipped was not checked, and is named."""
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    flaws = found(packages)
    told = f"{len(packages) - len(skipped)} packages checked, {len(flaws)} known vulnerabilities."
    lines = [told, *(f"- {flaw}" for flaw in flaws)]
    if skipped:
        lines.append(f"Not checked: {', '.join(sorted(skipped))}.")
    return Verdict("\n".join(lines), not (flaws or skipped))


def document(licence: Mapping[str, str], told: Verdict, day: dt.date) -> str:
    """The document as a whole."""
    why, groups, versions = reasons(), direct(), {name: " or ".join(each) for name, each in locked().items()}
    first = "".join(
        f"| {name} | {why[name]} | {groups[name]} | {versions[name]} | {licence.get(name, NOT_HERE)} |\n"
        for name in sorted(groups)
    )
    every = "".join(f"| {name} | {versions[name]} | {licence.get(name, NOT_HERE)} |\n" for name in sorted(versions))
    return (
        "# Dependencies\n\nWritten by `make deps` from pyproject.toml, requirements.lock and dependencies.yml.\n\n"
        f"## Known vulnerabilities\n\n{day.isoformat()}: {told.text}\n\n"
        "## Direct dependencies\n\n| package | why | installed | locked | licence |\n|---|---|---|---|---|\n"
        f"{first}\n## Everything that is locked\n\nThe licence is what the package's own metadata say. A package for "
        f"other systems or versions of Python is {NOT_HERE}.\n\n| package | locked | licence |\n|---|---|---|\n{every}"
    )


def _run(*words: object) -> str:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    outcome = vulnerabilities(Path(sys.argv[1]))
    DOCUMENT.write_text(document(licences(Path(sys.argv[1])), outcome, dt.date.today()), encoding="utf-8")
    print(outcome.text)
    sys.exit(not outcome.good)
