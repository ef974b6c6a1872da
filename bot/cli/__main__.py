"""`python -m bot.cli`, where the `sitrep` command is not installed."""

import sys

from bot.cli.app import main

sys.exit(main())
