"""Take the SPARQL editor of the workbench from its npm package.

    python scripts/fetch_yasgui.py             write src/gaapgraph/server/workbench/yasgui.min.{js,css}
    python scripts/fetch_yasgui.py --check     say whether they differ, and exit with 1

Needs npm. The version stands below; a new one is a new line.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@zazuko/yasgui@4.6.2"
HOME = Path(__file__).resolve().parents[1] / "src" / "gaapgraph" / "server" / "workbench"
NAMES = ("yasgui.min.js", "yasgui.min.css")


def fetch() -> dict[str, bytes]:
    """Return the files of the package, without the lines that name source maps."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=True
        )
        with tarfile.open(Path(folder) / done.stdout.split()[-1]) as packed:
            found = {name: packed.extractfile(f"package/build/{name}") for name in NAMES}
            texts = {name: stream.read() for name, stream in found.items() if stream is not None}
    return {name: _strip(text) for name, text in texts.items()}


def _strip(text: bytes) -> bytes:
    return b"".join(line for line in text.splitlines(keepends=True) if b"sourceMappingURL" not in line)


def main() -> int:
    """Write or compare the files."""
    files = fetch()
    if "--check" in sys.argv[1:]:
        differ = [name for name, text in files.items() if (HOME / name).read_bytes() != text]
        print("\n".join(f"{name} differs from {PACKAGE}" for name in differ) or f"as in {PACKAGE}")
        return bool(differ)
    for name, text in files.items():
        (HOME / name).write_bytes(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
