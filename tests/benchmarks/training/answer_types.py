"""Learns what would answer a question: `python -m tests.benchmarks.training.answer_types`.

Fits the regressions of `bot/answering/question/answer_type.py`, prints how often they are right on voices and topics
left out, and writes their weights beside it.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.answering.question import answer_type
from bot.answering.question.answer_type import AnswerType, features_of, tokens_of
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import Results, read_rows
from tests.benchmarks.metrics import share
from tests.benchmarks.training.fitting import weights_of

FILE: Final = Path(answer_type.__file__).with_name("answer_types.json")
ANSWER_TYPES: Final = LABELS / "answer_types.jsonl"
KINDS: Final = {
    "figure": AnswerType.NUMBER,
    "who": AnswerType.NAME,
    "when": AnswerType.DATE,
    "where": AnswerType.PLACE,
}
"""Kinds of labelled questions; any words answer the others."""
STRENGTH: Final = 2.0
"""Inverse of the penalty on weights (scikit-learn's C); 1 and 4 give the same within the noise."""
GROUPS: Final = 3
"""In how many voices and topics a word is typed that is weighed: others are names."""
FOLDS: Final = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A question, what would answer it, with which others it is left out, and of which file it is."""

    text: str
    expects: AnswerType
    group: str
    of: str


def main() -> None:
    examples = [*read_examples()]
    guessed = left_out(examples)
    results = Results("answer_types", labels=ANSWER_TYPES.name)
    for of in dict.fromkeys(example.of for example in examples):
        for kind in AnswerType:
            own = [each for each in zip(examples, guessed, strict=True) if each[0].of == of]
            told = [guess is kind for example, guess in own if example.expects is kind]
            right = [example.expects is kind for example, guess in own if guess is kind]
            results.write("recall", share(told), kind=kind.name, of=of)
            results.write("precision", share(right), kind=kind.name, of=of)
        results.write("right", share(example.expects is guess for example, guess in own), of=of)
    write(examples)


def read_examples() -> Iterator[Example]:
    """Give all that is learned from; what nothing answers has no kind."""
    for row in read_rows(ANSWER_TYPES):
        yield Example(row["text"], AnswerType[row["type"].upper()], row["voice"], "voices")
    for row in read_rows(LABELS / "dev.jsonl"):
        if row["kind"] != "none":
            expects = KINDS.get(row["kind"], AnswerType.ANYTHING)
            yield Example(row["question"], expects, row["topic"], "labelled questions")


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned."""

    words: frozenset[str]
    columns: DictVectorizer
    regressions: dict[AnswerType, LogisticRegression]

    def guess(self, texts: Sequence[str]) -> list[AnswerType]:
        """Give what would answer each text."""
        table = self.columns.transform([dict(features_of(tokens_of(text), self.words)) for text in texts])
        likely = np.column_stack([each.predict_proba(table)[:, 1] for each in self.regressions.values()])
        return [[*self.regressions][place] for place in likely.argmax(axis=1)]


def fitted(examples: Sequence[Example]) -> Fitted:
    """Fit a regression a kind."""
    words = weighed(examples)
    columns = DictVectorizer()
    table = columns.fit_transform([dict(features_of(tokens_of(each.text), words)) for each in examples])
    regressions = {}
    for kind in AnswerType:
        model = LogisticRegression(C=STRENGTH, l1_ratio=1.0, solver="liblinear", random_state=0, max_iter=1_000)
        rows = np.arange(len(examples))  # because liblinear takes no wide indices, and choosing rows narrows them
        regressions[kind] = model.fit(table[rows], np.array([each.expects is kind for each in examples]))
    return Fitted(words, columns, regressions)


def weighed(examples: Sequence[Example]) -> frozenset[str]:
    """Give the words that are typed in several voices and topics."""
    groups = defaultdict(set)
    for example in examples:
        for word in tokens_of(example.text):
            groups[word].add(example.group)
    return frozenset(word for word, typed in groups.items() if len(typed) >= GROUPS)


def left_out(examples: Sequence[Example]) -> list[AnswerType]:
    """Give what would answer each example, by models that saw nothing of its voice or topic."""
    guessed = [AnswerType.ANYTHING] * len(examples)
    places = np.arange(len(examples))
    for others, own in GroupKFold(FOLDS).split(places, groups=[example.group for example in examples]):
        model = fitted([examples[each] for each in others])
        for place, guess in zip(own, model.guess([examples[each].text for each in own]), strict=True):
            guessed[place] = guess
    return guessed


def write(examples: Sequence[Example]) -> None:
    """Fit all examples and write the weights with what they were fitted on."""
    model = fitted(examples)
    told = {
        "made_by": "tests/benchmarks/training/answer_types.py",
        "made_of": "labels/answer_types.jsonl, dev.jsonl",
        "made_on": datetime.now(UTC).date().isoformat(),
        "rows": Counter(example.of for example in examples),
        "words": sorted(model.words),
        "kinds": {kind.name: weights_of(model.columns.feature_names_, model.regressions[kind]) for kind in AnswerType},
    }
    FILE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
