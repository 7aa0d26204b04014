"""Take the SPARQL editor of the workbench, and what draws graphs, from their npm packages.

    python scripts/fetch_yasgui.py             write src/gaapgraph/server/workbench/{yasgui,cytoscape}.min.*
    python scripts/fetch_yasgui.py --check     say whether they differ, and exit with 1

Needs npm. The versions stand below; a new one is a new line.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "@zazuko/yasgui@4.6.2": ("build/yasgui.min.js", "build/yasgui.min.css"),
    "cytoscape@3.35.0": ("dist/cytoscape.min.js",),
}
HOME = Path(__file__).resolve().parents[1] / "src" / "gaapgraph" / "server" / "workbench"


def fetch() -> dict[str, bytes]:
    """Return the files of the packages, without the lines that name source maps."""
    return {
        path.rpartition("/")[2]: text for package, paths in PACKAGES.items() for path, text in _fetch(package, paths)
    }


def _fetch(package: str, paths: tuple[str, ...]) -> list[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, capture_output=True, text=True, check=True
        )
        with tarfile.open(Path(folder) / done.stdout.split()[-1]) as packed:
            found = [(path, packed.extractfile(f"package/{path}")) for path in paths]
            return [(path, _strip(stream.read())) for path, stream in found if stream is not None]


def _strip(text: bytes) -> bytes:
    return b"".join(line for line in text.splitlines(keepends=True) if b"sourceMappingURL" not in line)


def main() -> int:
    """Write or compare the files."""
    files = fetch()
    if "--check" in sys.argv[1:]:
        differ = [name for name, text in files.items() if (HOME / name).read_bytes() != text]
        print("\n".join(f"{name} differs" for name in differ) or f"as in {', '.join(PACKAGES)}")
        return bool(differ)
    for name, text in files.items():
        (HOME / name).write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
