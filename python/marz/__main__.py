"""``python -m marz`` is the command ``marz``."""

import sys

from ._command import main

sys.exit(main())
