"""A wheel built from a checkout works in an empty folder, in an environment of its own, without a clone."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def run(*command: object, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=400
    )
    assert done.returncode in codes, done.stderr[-2000:] + done.stdout[-500:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Return the program of an environment in which the wheel is installed; the libraries are those of this one."""
    if not (PROJECT / "pyproject.toml").is_file():
        pytest.skip("no checkout to build a wheel from")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, PROJECT]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    built = subprocess.run(
        list(map(str, pip)), env=environment, capture_output=True, text=True, check=False, timeout=400
    )
    if built.returncode:
        pytest.skip(f"no wheel can be built here: {built.stderr.strip().splitlines()[-1:]}")
    (wheel,) = folder.glob("gaapgraph-*.whl")
    venv.create(folder / "venv", with_pip=False)
    (site,) = (folder / "venv").glob("lib/python*/site-packages")
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", site, wheel, cwd=folder)
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "libraries.pth").write_text("\n".join(here) + "\n")
    return next((folder / "venv").glob("bin/python"))


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_folder(installed, tmp_path):
    told = run(installed, "-c", "import gaapgraph; print(gaapgraph.__file__)", cwd=tmp_path)
    assert Path(told.strip()).is_relative_to(installed.parents[1]), "another gaapgraph stands in the way"
    gaapgraph = [installed, "-m", "gaapgraph"]
    assert "gaapgraph explain" in run(*gaapgraph, "demo", cwd=tmp_path)
    assert "0.49" in run(*gaapgraph, "ask", "measure_tax_rate", cwd=tmp_path)
    assert "does not conform" in run(*gaapgraph, "check", cwd=tmp_path, codes=(1,))
    run(*gaapgraph, "report", "-o", "report.html", cwd=tmp_path)
    assert (tmp_path / "report.html").stat().st_size > 100_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html"]
