"""What kind of thing would answer a question: a name, a date, a number, a place, or any words. Pure."""

import re
from enum import Enum, auto


class AnswerType(Enum):
    """What a sentence must hold to answer."""

    NAME = auto()
    DATE = auto()
    NUMBER = auto()
    PLACE = auto()
    ANYTHING = auto()


_BE = r"(?:is|was|are|were|['’]s)"
_SITE = r"(?:city|town|village|country|nation|state|province|region|district|island|venue|place|port|airport)"
_QUANTITY = (
    r"(?:revenues?|sales|turnover|profits?|earnings|income|budget|price|cost|population|size|height|length|width|depth|weight"
    r"|age|speed|salary|wage|score|rate|temperature|magnitude|distance|duration|capacity|deficit|debt|surplus|inflation"
    r"|unemployment|turnout|percentage|share|fine|growth|majority|stake|money|worth)"
)
_ENDS = rf"(?=\W*$|\s+(?:of|in|for|did|does|do|has|have|had|will|would|can|{_BE})\b)"
"""What stands behind the noun that is asked for: "which weight loss drug" asks for none."""
_EXPECTED = (
    # "Who is Ada Quill?" wants what is said of her, not another name.
    (re.compile(rf"^\W*(?i:what|who)\s*{_BE}\s+(?:the\s+)?(?:[A-Z0-9][\w’'.-]*\s*)+\W*$"), AnswerType.ANYTHING),
    (
        re.compile(
            r"\bhow\s+(?:many|much|old|often|high|low|long|far|big|large|tall|fast|deep|hot|cold"
            r"|close|heavy|strong|wide|loud|steep)\b"
            rf"|^\W*what(?:\s+{_BE}|['’]s)\s(?:[^?]*\s)?{_QUANTITY}\b"
            rf"|^\W*(?:(?:at|by|from|with)\s+)?(?:what|which)\s+(?:[a-z]+\s+)?{_QUANTITY}(?:\s+(?:rise|cut))?{_ENDS}",
            re.IGNORECASE,
        ),
        AnswerType.NUMBER,
    ),
    (
        re.compile(
            r"\bwhen\b|\b(?:what|which)\s+(?:year|date|day|month)\b|\b(?:what|which|the)\b(?:\s+\w+){0,4}\s+date\b"
            r"|\b\w+\s+date\W*$",
            re.IGNORECASE,
        ),
        AnswerType.DATE,
    ),
    (
        re.compile(
            r"^\W*(?:(?:from|to|in)\s+)?where\b|\b(?:location|venue)(?:\W*$|\s+of\b)"
            rf"|\b(?:in|at|to|from|off|on|near)\s+(?:what|which)\s+(?:\w+\s+)?{_SITE}\b",
            re.IGNORECASE,
        ),
        AnswerType.PLACE,
    ),
    (
        re.compile(
            r"^\W*(?:(?:by|with|for|to|from|of|against)\s+)?(?:who|whom|whose)\b|\bwhom?\W*$"
            rf"|\bwho(?:'s|’s)?\s+(?:is|was|won|are)\b|^\W*(?:\w+\s+)?which\s+(?!of\b|{_BE}\b)"
            r"|^\W*what\b.*\b(?:called|named)\b",
            re.IGNORECASE,
        ),
        AnswerType.NAME,
    ),
)


def answer_type_of(text: str) -> AnswerType:
    """Tell what would answer the question `text`."""
    return next((expected for words, expected in _EXPECTED if words.search(text)), AnswerType.ANYTHING)
