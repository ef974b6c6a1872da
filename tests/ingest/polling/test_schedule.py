from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.live import Entry, Failure, FailureKind, Feed, Fetched, Health, NotModified, Outcome, PollState, Validators
from ingest.polling.schedule import after, done, new_address

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
    state = after(PollState(NOW), FETCHED, feed=read, now=NOW, jitter=IN_THE_MIDDLE)

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
        pytest.param(failure(FailureKind.MISSING), 5, id="missing is tried again"),
        pytest.param(failure(FailureKind.GONE), 1440, id="gone is probed daily"),
        pytest.param(failure(FailureKind.UNREACHABLE), 5, id="who cannot be reached is tried again"),
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
    [(6.99, Health.FAILING, 24), (7, Health.DORMANT, 24), (400, Health.DORMANT, 24)],
)
def test_a_week_of_failures_makes_dormant_and_is_probed_daily(days: float, health: Health, hours: float) -> None:
    failing = replace(OK, health=Health.FAILING, failures=14, failing_since=NOW - timedelta(days=days))

    state = after(failing, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, wait(state)) == (health, timedelta(hours=hours))


def test_a_machine_that_was_off_for_a_week_does_not_make_dormant_what_failed_before() -> None:
    failing = replace(OK, health=Health.FAILING, failures=1, failing_since=NOW - timedelta(days=8))

    assert after(failing, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE).health is Health.FAILING


def test_a_source_that_throttles_for_a_week_is_dormant_although_it_never_failed() -> None:
    state = replace(OK, succeeded=NOW)
    for day in range(9):
        state = after(
            state,
            failure(FailureKind.THROTTLED),
            feed=None,
            now=NOW + timedelta(days=day),
            jitter=IN_THE_MIDDLE,
        )

    assert (state.health, state.failures) == (Health.DORMANT, 0)
    assert wait(state) == timedelta(days=9)


@pytest.mark.parametrize(
    ("kinds", "hours", "health"),
    [
        pytest.param("gone", 0, Health.GONE, id="410 once"),
        pytest.param("missing", 0, Health.FAILING, id="404 once"),
        pytest.param("missing " * 5, 12, Health.GONE, id="404 five times in two days"),
        pytest.param("missing " * 5, 11, Health.FAILING, id="404 five times in less"),
        pytest.param("missing " * 4, 24, Health.FAILING, id="404 four times in three days"),
        pytest.param("missing missing transient missing missing missing", 24, Health.FAILING, id="404 interrupted"),
        pytest.param("gone transient blocked", 24, Health.GONE, id="gone stays so whatever else is wrong"),
        pytest.param("gone missing", 24, Health.GONE, id="gone and missing"),
    ],
)
def test_a_source_is_gone(kinds: str, hours: float, health: Health) -> None:
    state = OK
    for number, kind in enumerate(kinds.split()):
        now = NOW + timedelta(hours=hours) * number
        state = after(state, failure(FailureKind(kind)), feed=None, now=now, jitter=IN_THE_MIDDLE)

    assert state.health is health


def test_what_is_gone_is_probed_daily_and_comes_back() -> None:
    gone = after(OK, failure(FailureKind.GONE), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    back = after(gone, FETCHED, feed=every(timedelta(hours=1)), now=NOW, jitter=IN_THE_MIDDLE)

    assert wait(gone) == timedelta(days=1)
    assert (back.health, back.missing_times, wait(back)) == (Health.OK, 0, timedelta(minutes=30))


def test_a_dormant_source_stays_so_when_the_clock_is_set_back() -> None:
    dormant = replace(OK, health=Health.DORMANT, failures=20, failing_since=NOW - timedelta(days=6.5))

    assert after(dormant, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE).health is Health.DORMANT


@pytest.mark.parametrize("health", [Health.OK, Health.FAILING, Health.DORMANT, Health.NEW])
def test_an_outage_of_our_own_counts_nothing_against_a_source(health: Health) -> None:
    known = replace(OK, health=health, failures=3, failing_since=NOW - timedelta(days=8), missing_times=2)

    state = after(known, failure(FailureKind.OFFLINE), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert state == replace(known, next_check=NOW + timedelta(minutes=5))


NOON = NOW  # a Wednesday


@pytest.mark.parametrize(
    ("hours", "days", "jitter", "waited"),
    [
        pytest.param({13}, set(), 0.5, timedelta(minutes=40), id="not quiet then"),
        pytest.param({12}, set(), 0.5, timedelta(minutes=63), id="to the end of the hour, and a little"),
        pytest.param({12, 13, 14}, set(), 0.0, timedelta(hours=3), id="to the end of three"),
        pytest.param(set(range(12, 24)), set(), 0.0, timedelta(hours=12), id="to midnight"),
        pytest.param(set(), {2}, 0.0, timedelta(hours=12), id="to the next day"),
        pytest.param({0, 1}, {2}, 0.0, timedelta(hours=14), id="to the next day's first hour that is not quiet"),
        pytest.param(set(), {2, 3, 4}, 0.0, timedelta(days=1), id="a day at most"),
        pytest.param(set(range(24)), set(range(7)), 0.0, timedelta(days=1), id="also where all is quiet"),
    ],
)
def test_a_feed_is_not_asked_while_it_says_that_nothing_is_new(
    hours: set[int], days: set[int], jitter: float, waited: timedelta
) -> None:
    read = replace(every(timedelta(minutes=80)), quiet_hours=frozenset(hours), quiet_days=frozenset(days))

    state = after(PollState(NOON), FETCHED, feed=read, now=NOON, jitter=jitter)
    again = after(state, NotModified(), feed=None, now=NOON, jitter=jitter)

    assert wait(state) == wait(again) == max(waited, state.interval * (0.9 + 0.2 * jitter))


MOVED, MOVED_ELSEWHERE = "https://example.org/new", "https://example.org/newer"


@pytest.mark.parametrize(
    ("targets", "address"),
    [
        pytest.param([MOVED] * 2, None, id="twice"),
        pytest.param([MOVED] * 3, MOVED, id="three times"),
        pytest.param([MOVED] * 4, MOVED, id="more often, where it could not be adopted"),
        pytest.param([MOVED, MOVED, None, MOVED], None, id="interrupted"),
        pytest.param([MOVED, MOVED, MOVED_ELSEWHERE], None, id="to changing addresses"),
        pytest.param([MOVED_ELSEWHERE] + [MOVED] * 3, MOVED, id="three times to the last one"),
    ],
)
def test_an_address_is_adopted_that_three_answers_in_a_row_moved_to(targets: list[str | None], address: str) -> None:
    state = OK
    for number, target in enumerate(targets):
        answer = replace(FETCHED, moved_to=target) if number % 2 else NotModified(moved_to=target)
        state = after(state, answer, feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert new_address(state) == address


def test_a_failure_in_between_moves_nothing() -> None:
    state = replace(OK, moved_to=MOVED, moved_times=2)

    failed = after(state, failure(), feed=None, now=NOW, jitter=IN_THE_MIDDLE)

    assert new_address(failed) is None
    assert new_address(after(failed, NotModified(moved_to=MOVED), feed=None, now=NOW, jitter=0)) == MOVED


def test_the_digest_of_what_was_read_is_remembered_but_not_an_indexs() -> None:
    answer = replace(FETCHED, body=b"news")
    index = replace(every(timedelta(hours=1)), parts=("https://example.org/sitemap",))

    feed_read = after(OK, answer, feed=every(timedelta(hours=1)), now=NOW, jitter=0)
    index_read = after(feed_read, answer, feed=index, now=NOW, jitter=0)

    assert feed_read.body_digest == after(feed_read, failure(), feed=None, now=NOW, jitter=0).body_digest
    assert feed_read.body_digest == answer.digest
    assert index_read.body_digest is None


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


@given(st.lists(st.tuples(outcomes, feeds, st.floats(0, 1, exclude_max=True)), max_size=30))
def test_whatever_happens_the_next_attempt_is_minutes_to_a_day_away(
    story: list[tuple[Outcome, Feed | None, float]],
) -> None:
    state, now = PollState(NOW), NOW
    for outcome, read, jitter in story:
        state = after(state, outcome, feed=read, now=now, jitter=jitter)
        assert state.next_check is not None
        assert timedelta(minutes=4.5) <= state.next_check - now < timedelta(hours=26.5)
        now = state.next_check


@pytest.mark.parametrize(
    ("read", "problem"),
    [
        pytest.param(feed(), "it lists nothing", id="empty"),
        pytest.param(replace(feed(timedelta(0)), is_cut=True), "it ends in the middle (cut)", id="cut"),
    ],
)
def test_a_feed_with_something_against_it_is_read_anew_each_time(read: Feed, problem: str) -> None:
    answer = replace(FETCHED, validators=Validators('"1"'))

    state = after(OK, answer, feed=read, now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, state.problem) == (Health.DOUBTFUL, problem)
    assert (state.validators, state.body_digest) == (Validators(), None)
    assert (state.failures, state.succeeded) == (0, NOW)


def test_a_feed_that_is_well_again_is_no_longer_doubtful() -> None:
    doubtful = replace(OK, health=Health.DOUBTFUL, problem="it lists nothing")

    state = after(doubtful, FETCHED, feed=feed(timedelta(0)), now=NOW, jitter=IN_THE_MIDDLE)

    assert (state.health, state.problem) == (Health.OK, None)
