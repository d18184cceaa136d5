"""Start the child: ``python -I console/guarded``. Isolated, Python looks nowhere by itself."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from console.guarded.child import main

    sys.exit(main())
