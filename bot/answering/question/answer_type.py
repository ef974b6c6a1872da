"""What kind of thing would answer a question: a name, a date, a number, a place, or any words. Pure.

Question classification (Li and Roth, COLING 2002): a logistic regression a kind weighs the words of the question and
those that stand side by side. Written-out rules knew .80 of what people type fast ("age of the pilot?"); see
docs/decisions/answering-question-classification.md.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from itertools import pairwise

from bot.answering.question.chat import written_out
from ingest import Features, Regression


class AnswerType(Enum):
    """What a sentence must hold to answer."""

    NAME = auto()
    DATE = auto()
    NUMBER = auto()
    PLACE = auto()
    ANYTHING = auto()


STRANGE = "_"
"""Any word that is not weighed, such as a name."""
_ASKING = frozenset("what which whats what's how whose who who's when where".split())
_WHO_IS = re.compile(r"^\W*(?i:what|who)\s*(?:is|was|are|were|['’]s)\s+(?:the\s+)?(?:[A-Z0-9][\w’'.-]*\s*)+\W*$")
"""What wants to know what is said of somebody, not another name: "Who is Ada Quill?"."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[?%$€£]")


@dataclass(frozen=True, slots=True)
class Weights:
    """What is known of questions."""

    words: frozenset[str]
    """Words that are weighed; of all others counts only that they are strange."""
    kinds: Mapping[AnswerType, Regression]


def answer_type_of(text: str) -> AnswerType:
    """Tell what would answer the question `text`."""
    if _WHO_IS.search(text):
        return AnswerType.ANYTHING
    weights = read_weights()
    features = features_of(tokens_of(text), weights.words)
    likely = {kind: regression.probability_of_weighed(features) for kind, regression in weights.kinds.items()}
    return max(likely, key=likely.__getitem__)


def tokens_of(text: str) -> tuple[str, ...]:
    """Give the words and marks of a question: lower case, written out, a number as 0."""
    found = _TOKEN.findall(written_out(text).lower().replace("’", "'"))
    return tuple("0" if token.isdigit() else token for token in found)


def features_of(tokens: Sequence[str], words: frozenset[str]) -> Features:
    """Give what is weighed: which of `words` and pairs there are, and what stands behind the first asking word."""
    read = [token if token in words else STRANGE for token in tokens]
    pairs = map(" ".join, pairwise(("^", *read, "$")))
    asking = next((place for place, token in enumerate(read) if token in _ASKING), None)
    asked = ["(no asking word)"] if asking is None else [f"({' '.join(read[asking : asking + n])})" for n in (2, 3)]
    opens = ["(opens)"] if asking == 0 else []
    return dict.fromkeys((*read, *pairs, *asked, *opens), 1.0)


@cache
def read_weights() -> Weights:
    """Read what `tests/benchmarks/training/answer_types.py` wrote; raises what reading and `json` raise."""
    told = json.loads((files(__package__) / "answer_types.json").read_text(encoding="utf-8"))
    kinds = {AnswerType[kind]: Regression(each["intercept"], each["weights"]) for kind, each in told["kinds"].items()}
    return Weights(frozenset(told["words"]), kinds)
