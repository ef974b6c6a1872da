from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.live import (
    Entry,
    Failure,
    FailureKind,
    Feed,
    Fetched,
    Health,
    NotModified,
    Outcome,
    PollState,
    Validators,
)
from ingest.schedule import after, done, first

NOW = datetime(2023, 11, 22, 12, 0, tzinfo=UTC)
IN_THE_MIDDLE = 0.5
"""The draw that leaves a wait as it is."""
FETCHED = Fetched(url="https://example.org/feed", body=b"", content_type="")
OK = PollState(next_check=NOW, health=Health.OK, interval=timedelta(minutes=40))


def failure(kind: FailureKind = FailureKind.TRANSIENT, *, retry_after: timedelta | None = None) -> Failure:
    return Failure(kind, "example.org does not answer", retry_after)


def feed(*ages: timedelta | None, time_to_live: timedelta | None = None) -> Feed:
    entries = tuple(
        Entry(str(number), None, "", "", None if age is None else NOW - age) for number, age in enumerate(ages)
    )
    return Feed("", None, None, time_to_live, entries)


def every(gap: timedelta, count: int = 20) -> Feed:
    return feed(*(gap * number for number in range(count)))


def wait(state: PollState) -> timedelta:
    assert state.next_check is not None
    return state.next_check - NOW


def test_a_new_source_is_due_at_once() -> None:
    state = first(NOW)

    assert (state.next_check, state.health, state.failures) == (NOW, Health.NEW, 0)


@pytest.mark.parametrize(
    ("read", "minutes"),
    [
        pytest.param(every(timedelta(hours=1)), 30, id="half the gap between items"),
        pytest.param(every(timedelta(minutes=2)), 5, id="a ticker: five minutes"),
        pytest.param(every(timedelta(0)), 5, id="all items of one moment: five minutes"),
        pytest.param(every(timedelta(days=3)), 360, id="a weekly: six hours"),
        pytest.param(feed(), 15, id="an empty feed: a quarter of an hour"),
        pytest.param(feed(None, None, None), 15, id="no dates: a quarter of an hour"),
        pytest.param(feed(timedelta(hours=1)), 15, id="one item: a quarter of an hour"),
        pytest.param(feed(timedelta(days=-9), timedelta(0), timedelta(hours=1)), 30, id="a future item does not count"),
        pytest.param(
            feed(timedelta(0), timedelta(hours=2), timedelta(hours=4), timedelta(hours=90)),
            60,
            id="a pause is no rhythm",
        ),
        pytest.param(
            feed(*(timedelta(minutes=20 * n) for n in range(20)), *(timedelta(days=n) for n in range(1, 90))),
            10,
            id="the newest twenty tell",
        ),
        pytest.param(
            replace(every(timedelta(hours=1)), time_to_live=timedelta(minutes=60)), 60, id="the feed asks for an hour"
        ),
        pytest.param(
            replace(every(timedelta(hours=1)), time_to_live=timedelta(minutes=1)), 30, id="a hint never hastens"
        ),
        pytest.param(
            replace(every(timedelta(hours=1)), time_to_live=timedelta(days=7)), 360, id="a hint counts up to six hours"
        ),
    ],
)
def test_a_feed_is_asked_by_its_rhythm(read: Feed, minutes: int) -> None:
    state = after(first(NOW), FETCHED, feed=read, now=NOW, jitter=IN_THE_MIDDLE)

    assert wait(state) == state.interval == timedelta(minutes=minutes)


def test_items_in_any_order_tell_the_same_rhythm() -> None:
    shuffled = feed(timedelta(hours=4), timedelta(0), timedelta(hours=6), timedelta(hours=2))

    assert wait(after(OK, FETCHED, feed=shuffled, now=NOW, jitter=IN_THE_MIDDLE)) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("outcome", "minutes"),
    [
        pytest.param(NotModified(), 40, id="nothing new: as before"),
        pytest.param(NotModified(max_age=timedelta(minutes=10)), 40, id="a shorter max-age does not hasten"),
        pytest.param(NotModified(max_age=timedelta(hours=1)), 63, id="a longer one is waited out, and a little more"),
        pytest.param(NotModified(max_age=timedelta(days=30)), 378, id="up to six hours"),
        pytest.param(failure(), 5, id="first failure: five minutes"),
        pytest.param(failure(FailureKind.GONE), 5, id="gone is tried again"),
        pytest.param(failure(FailureKind.MALFORMED), 5, id="malformed is tried again"),
        pytest.param(failure(FailureKind.REFUSED), 5, id="refused is tried again"),
        pytest.param(failure(FailureKind.BLOCKED), 360, id="blocked: six hours"),
        pytest.param(failure(FailureKind.THROTTLED), 80, id="throttled: half the pace"),
        pytest.param(failure(FailureKind.THROTTLED, retry_after=timedelta(minutes=20)), 21, id="as it asks"),
        pytest.param(
            failure(FailureKind.THROTTLED, retry_after=timedelta(0)), 5.25, id="never sooner than five minutes"
        ),
        pytest.param(failure(FailureKind.THROTTLED, retry_after=timedelta(days=9)), 1512, id="a day at most"),
        pytest.param(failure(retry_after=timedelta(hours=2)), 126, id="Retry-After wins over backing off"),
        pytest.param(failure(FailureKind.BLOCKED, retry_after=timedelta(hours=1)), 63, id="and over being blocked"),
    ],
)
def test_a_source_that_was_well_waits(outcome: Outcome, minutes: float) -> None:
    state = after(OK, outcome, feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert wait(state) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(1, 5), (2, 10), (3, 20), (4, 40), (5, 80), (8, 640), (9, 1280), (10, 1440), (11, 1440), (10_000, 1440)],
)
def test_each_failure_doubles_the_wait_up_to_a_day(failures: int, minutes: int) -> None:
    failing = replace(OK, health=Health.FAILING, failures=failures - 1, failing_since=NOW - timedelta(days=3))

    state = after(failing, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.failures, wait(state)) == (failures, timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("jitter", "outcome", "minutes"),
    [
        pytest.param(0.0, NotModified(), 36, id="a tenth early"),
        pytest.param(0.999, NotModified(), 43.992, id="a tenth late"),
        pytest.param(0.0, failure(), 4.5, id="backing off, too"),
        pytest.param(0.0, NotModified(max_age=timedelta(hours=1)), 60, id="never before what a server asked for"),
        pytest.param(0.0, failure(retry_after=timedelta(hours=1)), 60, id="nor before its Retry-After"),
    ],
)
def test_chance_spreads_the_waits(jitter: float, outcome: Outcome, minutes: float) -> None:
    state = after(OK, outcome, feed=None, now=NOW, jitter=jitter)

    assert abs(wait(state) - timedelta(minutes=minutes)) < timedelta(milliseconds=1)


def test_a_first_failure_is_remembered_with_its_reason() -> None:
    state = after(OK, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, state.failures, state.failing_since) == (Health.FAILING, 1, NOW)
    assert state.problem == "example.org does not answer"
    assert (state.checked, state.interval) == (NOW, timedelta(minutes=40))


def test_being_throttled_is_no_failure_and_slows_down_until_the_next_answer() -> None:
    once = after(OK, failure(FailureKind.THROTTLED), feed=None, now=NOW, jitter=IN_THE_MIDDLE)
    twice = after(once, failure(FailureKind.THROTTLED), feed=None, now=NOW, jitter=IN_THE_MIDDLE)
    answered = after(twice, FETCHED, feed=every(timedelta(hours=1)), now=NOW, jitter=IN_THE_MIDDLE)

    assert (twice.health, twice.failures, twice.problem) == (Health.OK, 0, "example.org does not answer")
    assert [wait(state) for state in (once, twice, answered)] == [
        timedelta(minutes=80),
        timedelta(minutes=160),
        timedelta(minutes=30),
    ]


@pytest.mark.parametrize(
    ("days", "health", "hours"),
    [(6.99, Health.FAILING, 20 / 60), (7, Health.DORMANT, 24), (400, Health.DORMANT, 24)],
)
def test_a_week_of_failures_makes_dormant_and_is_probed_daily(days: float, health: Health, hours: float) -> None:
    failing = replace(OK, health=Health.FAILING, failures=2, failing_since=NOW - timedelta(days=days))

    state = after(failing, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, wait(state)) == (health, timedelta(hours=hours))


def test_a_blocked_source_falls_dormant_too() -> None:
    failing = replace(OK, health=Health.FAILING, failures=28, failing_since=NOW - timedelta(days=7))

    state = after(failing, failure(FailureKind.BLOCKED), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, wait(state)) == (Health.DORMANT, timedelta(hours=24))


@pytest.mark.parametrize("outcome", [FETCHED, NotModified()], ids=["an answer", "nothing new"])
def test_one_success_makes_all_well(outcome: Outcome) -> None:
    dormant = replace(
        OK, health=Health.DORMANT, failures=40, failing_since=NOW - timedelta(days=30), problem="it is gone"
    )

    state = after(dormant, outcome, feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, state.failures, state.failing_since, state.problem) == (Health.OK, 0, None, None)
    assert (state.succeeded, state.checked) == (NOW, NOW)


@pytest.mark.parametrize(
    ("outcome", "validators"),
    [
        pytest.param(replace(FETCHED, validators=Validators("new")), Validators("new"), id="an answer brings its own"),
        pytest.param(FETCHED, Validators(), id="or none"),
        pytest.param(NotModified(), Validators("old", "Monday"), id="nothing new keeps them"),
        pytest.param(NotModified(Validators("new")), Validators("new", "Monday"), id="or renews what it names"),
        pytest.param(failure(), Validators("old", "Monday"), id="a failure keeps them"),
    ],
)
def test_validators_are_those_of_the_last_reading(outcome: Outcome, validators: Validators) -> None:
    known = replace(OK, validators=Validators("old", "Monday"))

    assert after(known, outcome, feed=None, now=NOW, jitter=IN_THE_MIDDLE).validators == validators


def test_an_article_that_was_read_is_never_due_again() -> None:
    state = done(replace(OK, problem="it was gone", failures=2), now=NOW)

    assert (state.next_check, state.health, state.problem) == (None, Health.DONE, None)
    assert (state.succeeded, state.checked) == (NOW, NOW)


hints = st.none() | st.timedeltas(timedelta(days=-400), timedelta(days=4000))
outcomes = st.one_of(
    st.builds(Failure, st.sampled_from(FailureKind), st.just("it fails"), hints),
    st.builds(NotModified, st.just(Validators()), hints),
    st.builds(replace, st.just(FETCHED), max_age=hints),
)
feeds = st.none() | st.builds(
    Feed,
    st.just(""),
    st.none(),
    st.none(),
    hints,
    st.lists(hints.map(lambda age: Entry("", None, "", "", None if age is None else NOW - age)), max_size=30).map(
        tuple
    ),
)


@settings(deadline=None)  # because a busy machine is slow, not wrong
@given(st.lists(st.tuples(outcomes, feeds, st.floats(0, 1, exclude_max=True)), max_size=30))
def test_whatever_happens_the_next_attempt_is_minutes_to_a_day_away(
    story: list[tuple[Outcome, Feed | None, float]],
) -> None:
    state, now = first(NOW), NOW
    for outcome, read, jitter in story:
        state = after(state, outcome, feed=read, now=now, jitter=jitter)
        assert state.next_check is not None
        assert timedelta(minutes=4.5) <= state.next_check - now < timedelta(hours=26.5)
        now = state.next_check
