"""The codes with which a command or a part of the service ends; 0 where all went well."""

import os
from typing import Final

FAILED: Final = 1
WRONG_INPUT: Final = 2
NOT_CONFIGURED: Final = os.EX_CONFIG
"""78: what starts services shall not try again."""
STOPPED: Final = 130
"""What a shell reports of a command that Ctrl-C ended."""
