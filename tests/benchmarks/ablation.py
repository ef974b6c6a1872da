"""What each rule of answering is worth: `python -m tests.benchmarks.ablation --stream FILE`."""

import argparse
import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import numpy as np

from bot.answering import evidence
from bot.answering.answerer import Answerer
from bot.answering.figures import candidates
from bot.answering.question.aim import Aim
from bot.answering.question.planning import Plan, plan
from bot.answering.questions import Question
from bot.answering.retrieval.finding import Retrieval
from bot.inputs.moments import parse_moment
from ingest import Arrival, FoundPassage
from tests.benchmarks.haystack import part_of
from tests.benchmarks.labelled import DOCUMENTS, LABELS, of_topics, read_stream, sitrep
from tests.benchmarks.measuring import Results, answerer_of, fill, read_rows
from tests.benchmarks.metrics import Row, Score
from tests.benchmarks.rules import ROOM, RULES, Rule
from tests.benchmarks.verdicts import FIRST_VIEW, ROUNDS, Verdict, in_first_view, verdict

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")
SLOTS = ("asked_value", "is_of_anybody", "_befell_another_nation", "match_of", "_has_actors")
"""What compares a figure with a plan, and takes long."""
FALSE = (Verdict.STALE, Verdict.NEIGHBOUR, Verdict.WRONG)


def main() -> None:
    arguments = parsed_arguments()
    labels = of_topics(read_rows(arguments.labels), arguments.topics)
    labels = [label for label in labels if not arguments.kinds or label["kind"] in arguments.kinds]
    results = Results("ablation", labels=arguments.labels.name, topics=len({label["topic"] for label in labels}))
    with TemporaryDirectory() as scratch:
        directory = arguments.archive or Path(scratch)
        documents = part_of(read_stream(arguments.stream), labels, cap=arguments.documents) if arguments.stream else ()
        fill(directory, (Arrival(document, bytes_read=0) for document in documents))
        with answerer_of(directory) as opened:
            measure(results, remembering(opened), labels, arguments.rules)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, help="JSON lines file of the articles that labels cite")
    parser.add_argument("--labels", type=Path, default=LABELS / "dev.jsonl", help="see labels/README.md")
    parser.add_argument("--kinds", nargs="*", help="ask the questions of these kinds only")
    parser.add_argument("--topics", type=int, help="ask the questions of the first topics only")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="how many articles to ask them of")
    parser.add_argument("--archive", type=Path, help="folder that keeps the archive for the next run")
    parser.add_argument("--rules", nargs="*", default=[""], help="switch off those only whose name begins so")
    return parser.parse_args()


def measure(results: Results, asked: Answerer, labels: Sequence[Row], names: Sequence[str]) -> None:
    """Ask with every rule, then again with each switched off; passages are read once for all that leave them alone."""
    rules = [rule for rule in RULES if rule.name.startswith(tuple(names))]
    plans = [planned(label) for label in labels]
    with read_once():
        with_all = [judged(label, sitrep(asked, label)) for label in labels]
        gc.freeze()  # because what is remembered stays to the end
        write_verdicts(results, with_all)
        for rule in rules:
            if rule.leaves_reading:
                write_worth(results, rule, with_all, judged_without(rule, asked, labels, plans, with_all))
    for rule in rules:
        if not rule.leaves_reading:
            write_worth(results, rule, with_all, judged_without(rule, asked, labels, plans, with_all))


def planned(label: Row) -> Plan:
    return plan(Question(label["question"]), today=parse_moment(label["as_of"]).date())


# Asking without a rule


def judged_without(
    rule: Rule, asked: Answerer, labels: Sequence[Row], plans: Sequence[Plan], with_all: Sequence["Judged"]
) -> list["Judged"]:
    with without(rule):
        return [
            judged(label, sitrep(asked, label)) if may_change(rule, label, before) else known
            for label, before, known in zip(labels, plans, with_all, strict=True)
        ]


@contextmanager
def without(rule: Rule) -> Iterator[None]:
    """Put into the place of the rule what stands there while it is off."""
    with ExitStack() as stack:
        for name, value in rule.off.items():
            stack.enter_context(patch(f"{ROOM}.{name}", value))
        yield


def may_change(rule: Rule, label: Row, before: Plan) -> bool:
    """Tell whether the rule, which is off, can change the answer: where only the plan decides, a plan that stays."""
    if rule.is_of_figures:
        return before.aim is Aim.FIGURE
    return not rule.is_of_planning or planned(label) != before


@contextmanager
def read_once() -> Iterator[None]:
    """Read each plan, its passages, and each slot of its figures once, as far as no rule changes them."""
    plans: dict[Plan, Plan] = {}

    def one_plan(question: Question, *, today: date) -> Plan:
        found = plan(question, today=today)
        return plans.setdefault(found, found)

    def of_search(self: Retrieval, plan: Plan, of_story: Sequence[FoundPassage] = ()) -> object:
        return repr(self._view), _key(self._vector), plan, tuple(passage.id for passage in of_story)

    with ExitStack() as stack:
        stack.enter_context(patch(f"{ROOM}.answerer.plan", one_plan))
        stack.enter_context(patch.object(Retrieval, "find", once(Retrieval.find, of_search)))
        read = once(evidence.sentences_of, lambda plan, passages: (id(plan), id(passages)))
        stack.enter_context(patch.object(evidence, "sentences_of", read))
        for name in SLOTS:
            compared = once(getattr(candidates, name), lambda *of: tuple(map(id, of)))
            stack.enter_context(patch.object(candidates, name, compared))
        yield


def once(function: Callable[Arguments, Found], key: Callable[Arguments, object]) -> Callable[Arguments, Found]:
    """Give the same function, called once for each `key` of its arguments, which are kept: a key may be an address."""
    known: dict[object, tuple[Found, object]] = {}

    def called(*arguments: Arguments.args, **options: Arguments.kwargs) -> Found:
        wanted = key(*arguments, **options)
        if wanted not in known:
            known[wanted] = function(*arguments, **options), arguments
        found, _ = known[wanted]
        return found

    return called


def remembering(asked: Answerer) -> Answerer:
    """Give the same, looking everything up once."""
    return Answerer(archive=Remembering(asked._archive), encoder=Remembering(asked._encoder))  # type: ignore[arg-type]  # noqa: SLF001 because it measures


class Remembering:
    """What is asked of an archive or an encoder is looked up once."""

    def __init__(self, asked: object) -> None:
        self._asked = asked
        self._known: dict[object, object] = {}

    def __getattr__(self, name: str) -> object:
        found = getattr(self._asked, name)
        return partial(self._once, found) if callable(found) else found

    def _once(self, found: Callable[..., object], *arguments: object, **options: object) -> object:
        wanted = (found.__name__, *map(_key, arguments), *((name, _key(value)) for name, value in options.items()))
        if wanted not in self._known:
            self._known[wanted] = found(*arguments, **options)
        return self._known[wanted]


def _key(argument: object) -> object:
    """Give what tells an argument from others: a vector's bytes, a set's items in order."""
    if isinstance(argument, np.ndarray):
        return argument.tobytes()
    return repr(sorted(argument) if isinstance(argument, set | frozenset) else argument)


# What came of it


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's topic, its answer, and what became of it."""

    id: str
    topic: str
    answer: str
    verdict: Verdict
    is_in_view: bool

    @property
    def is_right(self) -> bool:
        return self.verdict is Verdict.RIGHT


def judged(label: Row, prediction: Row) -> Judged:
    return Judged(
        label["id"],
        label["topic"],
        prediction["answer"],
        verdict(label, prediction, view=FIRST_VIEW),
        in_first_view(label, prediction, view=FIRST_VIEW),
    )


def write_verdicts(results: Results, cases: Sequence[Judged]) -> None:
    counts = Counter(case.verdict for case in cases)
    rest = {str(one): counts[one] for one in Verdict} | {"first_view": sum(case.is_in_view for case in cases)}
    results.write("all", Score(counts[Verdict.RIGHT] / len(cases), len(cases)), **rest)


def write_worth(results: Results, rule: Rule, with_all: Sequence[Judged], without: Sequence[Judged]) -> None:
    """Write how many questions are right by the rule; `least` is that without the topic that gains most.

    `answers` are those whose text the rule changes at all.
    """
    by_topic: dict[str, int] = defaultdict(int)
    for one, other in zip(with_all, without, strict=True):
        by_topic[one.topic] += one.is_right - other.is_right
    low, high = interval_of_sum([*by_topic.values()])
    pairs = list(zip(with_all, without, strict=True))
    gain = sum(by_topic.values())
    results.write(
        "worth",
        Score(gain, len(with_all)),
        low=low,
        high=high,
        least=gain - max(*by_topic.values(), 0),
        better=[one.id for one, other in pairs if one.is_right and not other.is_right],
        worse=[one.id for one, other in pairs if other.is_right and not one.is_right],
        false=sum((one.verdict in FALSE) - (other.verdict in FALSE) for one, other in pairs),
        silent=sum((one.verdict is Verdict.SILENT) - (other.verdict is Verdict.SILENT) for one, other in pairs),
        first_view=sum(one.is_in_view - other.is_in_view for one, other in pairs),
        answers=sum(one.answer != other.answer for one, other in pairs),
        lines=rule.lines,
        rule=rule.name,
    )


def interval_of_sum(gains: Sequence[int]) -> tuple[int, int]:
    """Give the 95 % interval of the sum by drawing whole topics again, as `verdicts.interval` does of a share."""
    random = Random(0)  # noqa: S311 because the same draw is wanted again, nothing is kept secret
    sums = sorted(sum(random.choices(gains, k=len(gains))) for _ in range(ROUNDS))
    return sums[round(0.025 * ROUNDS)], sums[round(0.975 * ROUNDS) - 1]


if __name__ == "__main__":
    main()
