"""What follows from a look."""

from dataclasses import replace

import pytest

from bot.alerting.alerts import Alert, AlertId, Mark, Reason, Sight, Telling, Template, Wanted
from bot.alerting.changing import Change, change_of
from bot.alerting.noting import Sighting, notes_of
from ingest import ArticleId
from tests.bot.alerting.things import BOMBING, ITEM, LIMA, MOSUL, NOW, basis, dead, thing

MARK = Mark(NOW, ArticleId(9))


def alert(number: int, *, channel: int = 7, role: int | None = None) -> Alert:
    return Alert(AlertId(number), "1", channel, Wanted(), role, Template.COMPACT, MARK)


def sight(*articles: int, telling: Telling = BOMBING) -> Sight:
    return Sight(telling, tuple(basis(number) for number in articles))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (BOMBING, BOMBING, Change.NONE),
        (BOMBING, replace(BOMBING, articles=3, independent=2, text="Other words."), Change.NONE),
        (dead(3), dead(4), Change.EDIT),
        (dead(3), dead(2), Change.EDIT),
        (dead(3), replace(dead(3), status="confirmed"), Change.EDIT),
        (BOMBING, replace(BOMBING, place=replace(MOSUL, name="Tal Afar")), Change.EDIT),
        (BOMBING, replace(BOMBING, place=LIMA), Change.REPLY),
        (dead(3), dead(8), Change.REPLY),
        (dead(20), dead(26), Change.EDIT),
        (dead(20), dead(31), Change.REPLY),
        (dead(None), dead(1), Change.REPLY),
        (dead(9), dead(10), Change.REPLY),
        (ITEM, replace(ITEM, text="Grain exports rise again"), Change.EDIT),
    ],
)
def test_only_what_matters_is_told_twice(before: Telling, after: Telling, change: Change) -> None:
    assert change_of(before, after) is change


def test_a_channel_is_told_a_thing_once_and_by_the_alert_that_mentions_a_role() -> None:
    found = {AlertId(1): (sight(1),), AlertId(2): (sight(1, 2),), AlertId(3): (sight(1),)}

    notes = notes_of([alert(1), alert(2, role=5), alert(3, channel=8)], [], Sighting(MARK, found, {}), now=NOW)

    assert [(fresh.alert, fresh.channel) for fresh in notes.fresh] == [(2, 7), (3, 8)]


def test_what_a_channel_was_told_is_not_found_again_in_the_words_of_another_article() -> None:
    known = thing(1, post=4)
    seen = {known.id: sight(1, 2)}

    notes = notes_of([alert(1)], [known], Sighting(MARK, {AlertId(1): (sight(2),)}, seen), now=NOW)

    assert notes.fresh == ()
    [turned] = notes.turned
    assert turned.change is Change.NONE
    assert {each.article for each in turned.now.basis} == {1, 2}


def test_two_incidents_of_one_article_are_two_things() -> None:
    roundup = (
        Sight(BOMBING, (basis(1, "A bomb went off.", place="Mosul"),)),
        Sight(BOMBING, (basis(1, "Gunmen fired.", kind="shooting", place="Basra"),)),
    )

    notes = notes_of([alert(1)], [], Sighting(MARK, {AlertId(1): roundup}, {}), now=NOW)

    assert len(notes.fresh) == 2


def test_what_waits_takes_the_newest_words_and_waits_on() -> None:
    waiting = thing(1, ago=15)

    notes = notes_of([alert(1)], [waiting], Sighting(MARK, {}, {waiting.id: sight(1, 2, telling=dead(5))}), now=NOW)

    [turned] = notes.turned
    assert turned.change is Change.NONE
    assert turned.now.telling == dead(5)
    assert turned.now.changed == NOW
    assert turned.now.found == waiting.found


def test_what_is_withdrawn_is_struck_and_what_waits_is_dropped() -> None:
    posted, waiting = thing(1, post=4), thing(2)

    notice = Reason("https://wire.example/notice", "Wire", NOW)
    seen = {posted.id: notice, waiting.id: None}

    notes = notes_of([alert(1)], [posted, waiting], Sighting(MARK, {}, seen), now=NOW)

    [turned] = notes.turned
    assert turned.now.is_withdrawn
    assert turned.now.telling.reason == notice
    assert turned.change is Change.REPLY
    assert notes.dropped == (waiting.id,)


def test_what_was_struck_and_is_told_again_is_shown_again() -> None:
    struck = replace(thing(1, post=4), is_withdrawn=True)

    again = notes_of([alert(1)], [struck], Sighting(MARK, {}, {struck.id: sight(1)}), now=NOW)
    still = notes_of([alert(1)], [struck], Sighting(MARK, {}, {struck.id: None}), now=NOW)

    assert [(turned.now.is_withdrawn, turned.change) for turned in again.turned] == [(False, Change.EDIT)]
    assert still.turned == ()
