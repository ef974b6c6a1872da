"""Pages that stand where an article should: cookie notices, subscription offers, error pages, empty shells."""

import re

_SHORT = 1_000
"""Characters of text from which on a page is an article, whatever else it says: most publishers that call a page paid
deliver it whole, and articles about cookies mention cookies."""
_ENOUGH = 400
"""Characters of a short page's other paragraphs that make it an article, with a notice among them."""
_WALLS = {
    "shows a cookie notice, not an article": r"""
we (?:and our (?:\d+ )?partners )?(?:use|store|process).{0,60}\b(?:cookies|personal data)
store and/or access information on a device
(?:accept|reject|manage) (?:all )?(?:cookies|your (?:privacy|cookie) (?:choices|settings|preferences))
before you continue to
""",
    "says that there is no such page": r"""
(?:this|the|that) page (?:was|is|could|can|you.{0,40}) ?(?:not|no longer|cannot)(?: be)? (?:found|available|exist)
page not found
(?:this|the|that) page (?:does not|doesn.t|no longer) exists?
\b404\b.{0,20}\bnot found|not found.{0,20}\b404\b
page (?:has been|was) (?:moved|removed|deleted)
""",
    "shows nothing without a browser's scripts": r"""
(?:enable|turn on|activate|requires?) java ?script
java ?script (?:is|has been|must be) (?:disabled|required|enabled|not)
(?:checking|verify(?:ing)?) (?:your browser|(?:that )?you are (?:a )?human)
are you a robot
""",
    "asks for a subscription before it tells more": r"""
(?:subscribe|register|sign up|sign in|log ?in)(?: now)? to (?:continue|keep|read|unlock|access|view)\b
to (?:continue|keep) reading
(?:this|the) (?:article|story|content) is (?:\w+ ){0,3}(?:for|to) (?:our )?(?:\w+ )?(?:subscribers|members)
already (?:a subscriber|have (?:a subscription|an account))
exclusive(?:ly)?(?: content)? (?:to|for) (?:our )?(?:paying |premium )?subscribers
you.ve (?:reached|used) (?:your|all)\b.{0,40}\b(?:articles?|limit)
""",
}
_PAID = "asks for a subscription before it tells more"
_MARKS = {
    reason: re.compile("|".join(mark for mark in marks.splitlines() if mark), re.IGNORECASE)
    for reason, marks in _WALLS.items()
}


def wall_in(title: str, paragraphs: tuple[str, ...], *, is_paid: bool) -> str | None:
    """Say what a page is instead of an article, as `Refused` has it; `None` if it is one.

    `is_paid` is what the page says of itself, which alone means little: much that is called paid is shown whole.
    """
    others = sum(len(paragraph) for paragraph in paragraphs if _notice_in(paragraph) is None)
    if sum(map(len, paragraphs)) >= _SHORT or (others >= _ENOUGH and _notice_in(title) is None):
        return None
    return _notice_in("\n".join((title, *paragraphs))) or (_PAID if is_paid else None)


def _notice_in(text: str) -> str | None:
    return next((reason for reason, mark in _MARKS.items() if mark.search(text)), None)
