"""Incidents counted of given reports: what the ledger makes of an archive's."""

from collections.abc import Sequence

from bot.answering.incidents.ledger import Counted, _asked, _divided, _folded
from bot.answering.question.planning import Plan
from ingest import FoundReport, VisibleRuling


def count(plan: Plan, reports: Sequence[FoundReport], rulings: Sequence[VisibleRuling] = ()) -> Counted:
    """Fold all reports that match `plan`, as ruled, and divide them by whether they surely lie in its window."""
    asked = _asked(plan)
    return _divided(asked, _folded(asked, reports, rulings))
