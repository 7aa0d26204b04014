"""`python -m gaapgraph` is `gaapgraph`."""

import sys

from gaapgraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
