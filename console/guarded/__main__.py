"""Start the child: ``python -I console/guarded [FOLDER...]``. Isolated, Python looks nowhere by itself.

FOLDER are where libraries lie, for a Python that does not find them alone (Windows, see ``starting``).
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.path += sys.argv[1:]
    from console.guarded.child import main

    sys.exit(main())
