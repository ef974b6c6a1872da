import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from ingest.articles import SourceId
from ingest.live import Failure, FailureKind, Fetched, LiveSource, NotModified, Outcome, PollState, SourceKind
from ingest.polling.outage import Outage

ANSWER = Fetched(url="https://example.org/feed", body=b"", content_type="")
WELL = PollState(next_check=datetime(2026, 3, 1, tzinfo=UTC))
FAILING = replace(WELL, failures=1)


@dataclass
class Clock:
    """Goes on by so many seconds each time that it is asked."""

    step: float = 1.0
    now: float = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def source(number: int, state: PollState = WELL) -> LiveSource:
    return LiveSource(SourceId(number), SourceKind.FEED, f"https://host{number}.example/feed", "", state)


def failure(kind: FailureKind = FailureKind.UNREACHABLE) -> Failure:
    return Failure(kind, "it cannot be reached")


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [outcome.kind.value if isinstance(outcome, Failure) else "answer" for outcome in outcomes]


def test_from_the_fifth_host_on_failing_together_is_our_own_fault() -> None:
    outage = Outage(Clock())

    assert kinds([outage.judged(source(number), failure()) for number in range(7)]) == (
        ["unreachable"] * 4 + ["offline"] * 3
    )


@pytest.mark.parametrize(
    ("reached", "missed", "is_on"),
    [
        pytest.param(0, 4, False, id="four of four: too few"),
        pytest.param(4, 5, True, id="five of nine"),
        pytest.param(5, 5, False, id="five of ten: not more than half"),
        pytest.param(1, 4, True, id="four of five"),
        pytest.param(700, 300, False, id="three in ten"),
    ],
)
def test_an_outage_takes_more_than_half_of_five_hosts(*, reached: int, missed: int, is_on: bool) -> None:
    outage = Outage(Clock(step=0.001))
    for number in range(reached):
        outage.judged(source(number), ANSWER)
    for number in range(reached, reached + missed):
        outage.judged(source(number), failure())

    assert outage.is_on is is_on


def test_one_host_that_fails_often_is_one_host() -> None:
    outage = Outage(Clock())
    for _ in range(20):
        outage.judged(source(1), failure())

    assert not outage.is_on


def test_failures_far_apart_are_no_outage() -> None:
    outage = Outage(Clock(step=20))
    for number in range(20):
        outage.judged(source(number), failure())

    assert not outage.is_on


def test_what_failed_before_makes_no_outage() -> None:
    outage = Outage(Clock())
    for number in range(20):
        outage.judged(source(number, FAILING), failure())

    assert not outage.is_on


@pytest.mark.parametrize("kind", [kind for kind in FailureKind if kind is not FailureKind.UNREACHABLE])
def test_other_failures_make_no_outage(kind: FailureKind) -> None:
    outage = Outage(Clock())

    assert kinds([outage.judged(source(number), failure(kind)) for number in range(9)]) == [kind.value] * 9
    assert not outage.is_on


@pytest.mark.parametrize(
    ("outcome", "counted", "is_on"),
    [
        (ANSWER, "answer", False),
        (NotModified(), "answer", False),
        (failure(FailureKind.MALFORMED), "malformed", False),
        (failure(FailureKind.MISSING), "missing", False),
        (failure(FailureKind.GONE), "gone", False),
        (failure(FailureKind.UNREACHABLE), "offline", True),
        (failure(FailureKind.TRANSIENT), "offline", True),
        (failure(FailureKind.THROTTLED), "throttled", True),
        (failure(FailureKind.BLOCKED), "blocked", True),
        (failure(FailureKind.REFUSED), "refused", True),
    ],
    ids=lambda value: getattr(getattr(value, "kind", None), "value", type(value).__name__),
)
def test_an_outage_ends_with_the_first_answer(*, outcome: Outcome, counted: str, is_on: bool) -> None:
    outage = Outage(Clock())
    for number in range(5):
        outage.judged(source(number), failure())

    assert kinds([outage.judged(source(9, FAILING), outcome)]) == [counted]
    assert outage.is_on is is_on


def test_whatever_happens_an_answer_ends_it_and_is_never_excused() -> None:
    chance = random.Random(1)  # noqa: S311 because it is no secret
    outage = Outage(Clock(step=5))
    for _ in range(2000):
        one = source(chance.randrange(12), chance.choice([WELL, FAILING]))
        outage.judged(one, failure(chance.choice(list(FailureKind))))
        if chance.random() < 0.1:
            assert outage.judged(one, ANSWER) is ANSWER
            assert not outage.is_on
