"""Alerts in the records: each server's own, nothing in two posts, nothing of a purged article."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.alerting.alerts import (
    Alert,
    AlertId,
    Mark,
    PostId,
    PostKind,
    QuietHours,
    Reason,
    Sight,
    Standing,
    Telling,
    Template,
    Thing,
    Wanted,
)
from bot.alerting.changing import Change
from bot.alerting.noting import Fresh, Notes, Turned
from bot.alerting.pacing import Draft
from bot.records import Records
from bot.records.alerts import KEPT
from ingest import ArticleId
from tests.bot.alerting.things import BOMBING, NOW, basis, dead

MARK, LATER = Mark(NOW, ArticleId(3)), Mark(NOW + timedelta(seconds=5), ArticleId(4))
HERE = ("1", 7)


def added(records: Records, server: str = "1", channel: int = 7) -> Alert:
    return records.alerts.add(
        server, channel=channel, wanted=Wanted(place="Iraq"), role=5, template=Template.FULL, mark=MARK
    )


def found(records: Records, alert: Alert, *articles: int, telling: Telling = BOMBING) -> None:
    fresh = tuple(Fresh(alert.id, alert.channel, Sight(telling, (basis(number),))) for number in articles)
    records.alerts.note(alert.server, [alert.id], LATER, Notes(fresh, (), ()), now=NOW)


def post(records: Records, kind: PostKind = PostKind.PLAIN, place: tuple[str, int] = HERE) -> PostId:
    """Post all that waits."""
    draft = Draft(kind, records.alerts.waiting()[place])
    written = records.alerts.write(place, draft, roles={5}, template=Template.FULL, now=NOW)
    records.alerts.sent(written.id, message=100)
    return written.id


def test_an_alert_is_its_servers_alone(records: Records) -> None:
    mine, theirs = added(records), added(records, "2")

    assert records.alerts.of("1") == (mine,)
    assert not records.alerts.pause("1", theirs.id)
    assert not records.alerts.resume("1", theirs.id, mark=LATER)
    assert not records.alerts.remove("1", theirs.id)
    assert records.alerts.of("2") == (theirs,)
    assert records.alerts.active() == {"1": (mine,), "2": (theirs,)}


def test_what_was_found_and_up_to_where_was_looked_are_written_together(records: Records) -> None:
    alert = added(records)
    found(records, alert, 1, 2)

    assert [alert.mark for alert in records.alerts.of("1")] == [LATER]
    assert [thing.basis for thing in records.alerts.waiting()[HERE]] == [(basis(1),), (basis(2),)]


def test_a_thing_is_in_one_post_even_if_it_is_posted_twice(records: Records) -> None:
    found(records, added(records), 1)
    draft = Draft(PostKind.PLAIN, records.alerts.waiting()[HERE])

    first = records.alerts.write(HERE, draft, roles=(), template=Template.FULL, now=NOW)
    second = records.alerts.write(HERE, draft, roles=(), template=Template.FULL, now=NOW)

    assert len(records.alerts.things_of(first.id)) == 1
    assert records.alerts.things_of(second.id) == ()


def test_a_rolling_message_goes_on_and_is_to_be_edited(records: Records) -> None:
    alert = added(records)
    found(records, alert, 1)
    number = post(records, PostKind.ROLLING)
    found(records, alert, 2)
    draft = replace(Draft(PostKind.ROLLING, records.alerts.waiting()[HERE]), goes_on=number)

    again = records.alerts.write(HERE, draft, roles={5}, template=Template.FULL, now=NOW)

    assert (again.id, again.message, again.changes) == (number, 100, 1)
    assert len(records.alerts.things_of(again.id)) == 2


@pytest.mark.parametrize(("mute", "replies"), [((), 1), ((7,), 0)])
def test_a_material_change_edits_and_replies_unless_the_channel_bears_no_more(
    records: Records, mute: tuple[int, ...], replies: int
) -> None:
    found(records, added(records), 1)
    number = post(records)
    [thing] = records.alerts.things_of(number)
    turned = Turned(thing, replace(thing, telling=dead(14)), Change.REPLY)

    records.alerts.note("1", [], LATER, Notes((), (turned,), ()), now=NOW, mute=mute)

    stale, *answers = sorted(records.alerts.unfinished(), key=lambda post: post.id)
    assert (stale.id, stale.changes) == (number, 1)
    assert [(each.answers, each.message) for each in answers] == [(number, None)] * replies


def test_paused_and_removed_alerts_forget_what_waits_and_nothing_that_was_posted(records: Records) -> None:
    alert = added(records)
    found(records, alert, 1)
    post(records)
    found(records, alert, 2)

    records.alerts.pause("1", alert.id)

    assert records.alerts.waiting() == {}
    assert len(records.alerts.known("1", since=NOW)) == 1
    assert records.alerts.active() == {}


def test_a_lost_channel_pauses_its_alerts_until_they_are_resumed(records: Records) -> None:
    here, elsewhere = added(records), added(records, channel=8)
    found(records, here, 1)

    records.alerts.lose(HERE, "I lack a permission.")
    [untold] = records.alerts.untold()
    records.alerts.tell([untold.id])

    assert (untold.id, untold.standing, untold.reason) == (here.id, Standing.LOST, "I lack a permission.")
    assert records.alerts.untold() == ()
    assert records.alerts.waiting() == {}
    assert records.alerts.active()["1"] == (elsewhere,)
    assert records.alerts.resume("1", here.id, mark=LATER)
    assert records.alerts.of("1")[0] == replace(here, mark=LATER)


@pytest.mark.parametrize("address", ["https://wire.example/1", "https://wire.example/notice"])
def test_the_words_of_a_purged_article_are_taken_out_and_its_message_is_struck(records: Records, address: str) -> None:
    alert, told = added(records), replace(BOMBING, reason=Reason("https://wire.example/notice", "Wire", NOW))
    found(records, alert, 1, telling=told)
    number = post(records)
    found(records, alert, 2, telling=told)

    records.forget_citing([address])

    [thing] = records.alerts.things_of(number)
    assert (thing.telling.text, thing.posted and thing.posted.text, thing.is_withdrawn) == ("", "", True)
    assert [post.id for post in records.alerts.unfinished()] == [number]
    assert records.alerts.waiting() == {}


def test_a_server_that_leaves_leaves_nothing(records: Records) -> None:
    alert = added(records)
    found(records, alert, 1)
    records.alerts.keep_quiet("1", QuietHours(time(22), time(7)))
    added(records, "2")

    records.forget_server("1")

    assert records.alerts.of("1") == ()
    assert records.alerts.known("1", since=NOW) == ()
    assert records.alerts.quiet("1") is None
    assert len(records.alerts.of("2")) == 1


def test_quiet_hours_are_kept_and_ended(records: Records) -> None:
    hours = QuietHours(time(22, 30), time(7))
    records.alerts.keep_quiet("1", hours)
    kept = records.alerts.quiet("1")
    records.alerts.keep_quiet("1", None)

    assert kept == hours
    assert records.alerts.quiet("1") is None


def test_what_is_too_old_to_come_up_again_is_forgotten(records: Records) -> None:
    found(records, added(records), 1)
    number = post(records)

    records.alerts.forget_old(now=NOW + KEPT)
    kept = records.alerts.things_of(number)
    records.alerts.forget_old(now=NOW + KEPT + timedelta(seconds=1))

    assert len(kept) == 1
    assert records.alerts.things_of(number) == ()
    assert records.alerts.post(number) is None
    assert records.alerts.of("1")[0].id == AlertId(1)


def test_what_changed_while_a_message_was_edited_is_still_to_be_shown(records: Records) -> None:
    found(records, added(records), 1)
    number = post(records)
    [thing] = records.alerts.things_of(number)
    change(records, thing, 4)
    [read] = records.alerts.unfinished()
    change(records, thing, 5)

    records.alerts.shown(read)
    [still] = records.alerts.unfinished()
    records.alerts.shown(still)

    assert (read.changes, still.changes) == (1, 2)
    assert records.alerts.unfinished() == ()


def test_what_was_posted_while_it_was_looked_at_is_still_to_be_edited(records: Records) -> None:
    found(records, added(records), 1)
    [waiting] = records.alerts.waiting()[HERE]
    number = post(records)

    change(records, waiting, 5)

    assert [post.id for post in records.alerts.unfinished()] == [number]


def change(records: Records, thing: Thing, killed: int) -> None:
    turned = Turned(thing, replace(thing, telling=dead(killed)), Change.EDIT)
    records.alerts.note("1", [], LATER, Notes((), (turned,), ()), now=NOW)


def test_what_was_found_for_an_alert_that_was_paused_meanwhile_is_left(records: Records) -> None:
    paused, resumed = added(records), added(records, channel=8)
    records.alerts.pause("1", paused.id)
    after = Mark(LATER.moment + timedelta(seconds=1), ArticleId(9))
    records.alerts.resume("1", resumed.id, mark=after)

    found(records, paused, 1)
    found(records, resumed, 2)

    assert records.alerts.waiting() == {}
    assert records.alerts.of("1")[1].mark == after
