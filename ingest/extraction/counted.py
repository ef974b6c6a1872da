"""What one number counts."""

import re
from dataclasses import dataclass

from ingest.articles import TallyKind

PERCENT = "percent"
MONEY = "money"
PER_CENT = re.compile(r"\s?(?:%|per\s?cent\b|percentage\s+points?\b|-percent\b)", re.IGNORECASE)
"""What makes the number before it a percentage."""
_ADDED = re.compile(r"^(?:(?:more|additional|new|further|extra|fresh|other)\s+)+", re.IGNORECASE)
NEAR = 100
"""Characters before a number in which stands what makes it a change, a share or a casualty."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What one number counts: `measure` in normal form, `unit` in the words of the text."""

    measure: str
    unit: str
    kind: TallyKind = TallyKind.TOTAL

    @property
    def whole(self) -> "Counted":
        """What is counted, as a total: cases for "more cases"."""
        return Counted(self.measure, _ADDED.sub("", self.unit))
