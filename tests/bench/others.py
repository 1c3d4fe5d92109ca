"""Tools that are measured but not used: each batch of them in an environment beside the project's."""

from __future__ import annotations

import subprocess
import sysconfig
import venv
from pathlib import Path

VERSIONS = {"ploomber-engine": "0.0.33", "millrun": "0.3.0"}


def environment(folder: Path) -> Path | str:
    """The Python of a new environment with the other tools, or the reason why there is none.

    It sees the project's own packages behind its own, so that all the ways run on the same libraries.
    """
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    own = sysconfig.get_path("purelib")
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "project.pth").write_text(f"import site; site.addsitedir({own!r})\n", encoding="utf-8")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += [f"{name}=={number}" for name, number in VERSIONS.items()]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"could not be installed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return python
