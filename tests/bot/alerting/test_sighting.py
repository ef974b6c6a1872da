"""What a look finds in an archive: what arrived since, and was not told before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.alerting.alerts import AlertId, Mark, Reason, Severity, Sight, Thing, ThingId, Wanted, What
from bot.alerting.sighting import Look, Lookout, Watch
from bot.desk import Desk
from ingest import Action, Casualties, CorrectedField, Correction, Page, Proposal, Subscriber
from tests.bot.alert_news import BOMB, BOMB_WORSE, WIRE, Stage, fill, own, staged
from tests.embedders import HashingEmbedder

MINE = Subscriber("1")
SAME = "Attack in Mosul"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    fill(tmp_path)
    with staged(tmp_path) as stage:
        yield stage


def here(stage: Stage) -> Mark:
    """Give up to where the archive has come."""
    article = stage.archive.arrived().article
    return Mark(stage.clock(), article)


def encode(topic: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = HashingEmbedder().encode([topic])[0]
    return vector


def sights(stage: Stage, since: Mark, wanted: Wanted, subscriber: Subscriber = MINE) -> tuple[Sight, ...]:
    look = Look(here(stage), (Watch(AlertId(1), wanted, since),), ())
    return Lookout(stage.archive).look(look, subscriber, encode=encode).found[AlertId(1)]


def found(stage: Stage, since: Mark, wanted: Wanted | None = None, subscriber: Subscriber = MINE) -> list[str]:
    return [sight.telling.text for sight in sights(stage, since, wanted or Wanted(), subscriber)]


def seen(stage: Stage, sight: Sight) -> list[Sight | Reason | None]:
    """Give how a thing stands that was told so; nothing where it is out of sight."""
    now = stage.clock()
    thing = Thing(ThingId(5), AlertId(1), 7, sight.telling, sight.telling, sight.basis, now, now, None)
    return [*Lookout(stage.archive).look(Look(here(stage), (), (thing,)), MINE, encode=encode).seen.values()]


def test_what_arrived_since_is_new_whatever_was_there(stage: Stage) -> None:
    stage.bring(BOMB)
    mark = here(stage)
    stage.bring("Gunmen shot dead four villagers near Basra, Iraq, on {day}, a mayor said.")

    assert ["Basra" in text for text in found(stage, mark)] == [True]
    assert found(stage, here(stage)) == []


def test_another_article_about_what_was_told_is_nothing_new(stage: Stage) -> None:
    stage.bring(BOMB)
    mark = here(stage)
    stage.bring("Three people died in a roadside bomb blast in Mosul, Iraq, on {day}, doctors said.", publisher="Post")

    assert found(stage, mark) == []


def test_a_toll_that_rises_until_it_fits_is_new_and_later_is_not(stage: Stage) -> None:
    severe = Wanted(severity=Severity.SEVERE)
    address = stage.bring(BOMB, title=SAME)
    first = here(stage)
    stage.bring(BOMB_WORSE, url=address, title=SAME)
    second = here(stage)
    stage.bring("A roadside bomb killed 15 people in Mosul, Iraq, on {day}, police said.", url=address, title=SAME)

    assert ["15 people" in text for text in found(stage, first, severe)] == [True]
    assert found(stage, second, severe) == []
    assert found(stage, first) == []


def test_what_was_published_before_its_source_was_added_is_a_back_issue(stage: Stage) -> None:
    late = "https://late.example/feed"
    own(stage, "1", late, ago=timedelta(minutes=-5))
    mark = here(stage)
    stage.bring(BOMB, source=late)
    stage.clock.pass_by(minutes=6)
    before = found(stage, mark)
    stage.bring("Gunmen shot dead four villagers near Basra, Iraq, on {day}, a mayor said.", source=late)

    assert before == []
    assert ["Basra" in text for text in found(stage, mark)] == [True]


def test_what_was_published_while_its_source_was_paused_is_a_back_issue(stage: Stage) -> None:
    feed = "https://mine.example/feed"
    own(stage, "1", feed)
    source, mark = stage.archive.source(feed), here(stage)
    stage.archive.stand(source, MINE, Action.PAUSE, by=None, now=stage.clock())
    meanwhile = stage.clock()
    stage.clock.pass_by(hours=1)
    stage.archive.stand(source, MINE, Action.RESUME, by=None, now=stage.clock())

    stage.bring(BOMB, source=feed, published=meanwhile)
    before = [found(stage, mark, Wanted(what)) for what in What]
    stage.bring("Gunmen shot dead four villagers near Basra, Iraq, on {day}, a mayor said.", source=feed)

    assert before == [[], [], []]
    assert ["Basra" in text for text in found(stage, mark)] == [True]


def test_what_arrives_a_day_late_is_no_news(stage: Stage) -> None:
    mark = here(stage)
    stage.bring(BOMB)
    stage.clock.pass_by(hours=25)

    assert found(stage, mark) == []


def test_a_server_finds_what_it_sees_alone(stage: Stage) -> None:
    own(stage, "1", "https://mine.example/feed")
    mark = here(stage)
    stage.bring(BOMB, source="https://mine.example/feed")

    assert len(found(stage, mark)) == 1
    assert found(stage, mark, subscriber=Subscriber("2")) == []


def test_stories_and_articles_are_found_by_words_place_and_topic(stage: Stage) -> None:
    mark = here(stage)
    stage.bring(
        "Grain exports from Odesa, Ukraine, rose on {day}, officials said.", title="Grain exports rise in Odesa"
    )
    stage.bring("The council of Lima, Peru, met about schools on {day}.", title="Council meets in Lima")
    grain = ["Grain exports rise in Odesa"]

    assert found(stage, mark, Wanted(What.ITEMS)) == [*grain, "Council meets in Lima"]
    assert found(stage, mark, Wanted(What.ITEMS, place="Ukraine")) == grain
    assert found(stage, mark, Wanted(What.ITEMS, none_of=("council",))) == grain
    assert found(stage, mark, Wanted(What.ITEMS, topic="grain exports rise", nearness=0.3)) == grain
    assert found(stage, mark, Wanted(What.ITEMS, sources=(stage.archive.source(WIRE),))) == [
        *grain,
        "Council meets in Lima",
    ]
    assert len(found(stage, mark, Wanted(What.STORIES, any_of=("grain",)))) == 1
    assert found(stage, here(stage), Wanted(What.STORIES)) == []


def test_a_thing_is_followed_through_corrections_until_nothing_tells_it(stage: Stage) -> None:
    mark = here(stage)
    address = stage.bring(BOMB, title=SAME)
    [incident] = sights(stage, mark, Wanted())
    stage.bring("A roadside bomb killed five people in Kirkuk, Iraq, on {day}, police said.", url=address, title=SAME)
    [moved] = seen(stage, incident)
    stage.bring("Nobody was hurt in Mosul, Iraq, on {day}, police said.", url=address, title=SAME)
    [gone] = seen(stage, incident)

    assert isinstance(moved, Sight)
    assert moved.telling.place
    assert (moved.telling.place.name, moved.telling.killed.best) == ("Kirkuk", 5)
    assert isinstance(gone, Reason)
    assert gone.url == address


WITHDRAWAL = (
    "We withdraw our report of {day} that a roadside bomb killed three people in Mosul, Iraq. The police deny that "
    "they said so."
)
QUIET = "Roadside bomb kills three in Mosul"


@pytest.mark.parametrize(
    ("text", "title", "publisher", "is_taken_back"),
    [
        pytest.param(WITHDRAWAL, "Wire withdraws a report from Mosul", "Wire", True, id="its publisher withdraws it"),
        pytest.param("The police deny it.", "RETRACTED: Roadside bomb kills three in Mosul", "Wire", True, id="marked"),
        pytest.param(
            "The agency Wire has withdrawn its report that a roadside bomb killed three people in Mosul, Iraq.",
            "Agency withdraws report",
            "Post",
            True,
            id="another tells that its publisher withdrew it",
        ),
        pytest.param(WITHDRAWAL, "Post withdraws a report", "Post", False, id="another withdraws its own"),
        pytest.param(
            WITHDRAWAL.replace("Mosul, Iraq", "Odesa, Ukraine"), "A report withdrawn", "Wire", False, id="of elsewhere"
        ),
        pytest.param(
            "The army withdrew its troops from Mosul, Iraq, on {day}, where a roadside bomb killed three people.",
            "Army withdraws from Mosul",
            "Wire",
            False,
            id="an army withdraws",
        ),
    ],
)
def test_what_an_item_of_its_own_takes_back_is_told_by_nobody(
    stage: Stage,
    text: str,
    title: str,
    publisher: str,
    is_taken_back: bool,  # noqa: FBT001 because it is a column of the table
) -> None:
    mark = here(stage)
    stage.bring(BOMB, title=QUIET)
    things = [thing for what in What for thing in sights(stage, mark, Wanted(what))]

    notice = stage.bring(text, title=title, publisher=publisher)

    assert len(things) == len(What)
    for thing in things:
        reasons = [sight.url for sight in seen(stage, thing) if isinstance(sight, Reason)]
        assert reasons == ([notice] if is_taken_back else [])


def test_what_another_publisher_still_tells_stands_and_what_is_marked_in_its_own_place_does_not(stage: Stage) -> None:
    mark = here(stage)
    address = stage.bring(BOMB, title=QUIET)
    stage.bring("Three people died in a roadside bomb blast in Mosul, Iraq, on {day}, doctors said.", publisher="Post")
    [thing] = sights(stage, mark, Wanted())

    stage.bring(BOMB, url=address, title="WITHDRAWN: Roadside bomb kills three in Mosul")
    [left] = seen(stage, thing)

    assert isinstance(left, Sight)
    assert left.telling.publisher == "Post"


def test_what_is_hidden_stays_as_it_was_and_what_is_purged_is_told_by_nobody(stage: Stage) -> None:
    own(stage, "1", "https://mine.example/feed")
    mark = here(stage)
    address = stage.bring(BOMB, source="https://mine.example/feed")
    [incident] = sights(stage, mark, Wanted())
    source = stage.archive.source("https://mine.example/feed")

    stage.archive.remove(source, MINE, by=None, now=stage.clock())
    assert seen(stage, incident) == []
    stage.archive.purge(Page(address), now=stage.clock())
    assert seen(stage, incident) == [None]


def test_an_article_whose_title_changed_is_told_by_its_title_now(stage: Stage) -> None:
    mark = here(stage)
    address = stage.bring("A storm passed over Tamra on {day}, its office said.", title="Storm over Tamra")
    [item] = sights(stage, mark, Wanted(What.ITEMS))
    stage.bring("A storm passed over Tamra on {day}, its office said.", title="Heavy storm over Tamra", url=address)

    [now] = seen(stage, item)

    assert isinstance(now, Sight)
    assert now.telling.text == "Heavy storm over Tamra"


def test_without_an_encoder_what_has_no_topic_is_looked_for_all_the_same(stage: Stage) -> None:
    start = here(stage)
    watches = Watch(AlertId(1), Wanted(), start), Watch(AlertId(2), Wanted(topic="bombs"), start)
    stage.bring(BOMB)
    desk = Desk(stage.archive, HashingEmbedder)
    look = Look(here(stage), watches, ())

    cold = desk.look(look, MINE)
    desk.warm_up()
    warm = desk.look(look, MINE)

    assert {alert: len(sights) for alert, sights in cold.found.items()} == {1: 1}
    assert warm.found.keys() == {1, 2}


def test_what_one_server_corrected_is_told_so_to_it_alone(stage: Stage) -> None:
    start = here(stage)
    stage.bring(BOMB)
    mark, lookout = here(stage), Lookout(stage.archive)
    [found_here] = stage.archive.reports(stage.archive.view(mark.moment, MINE))
    correction = Correction(CorrectedField.KILLED, Casualties(9, 9, 9), "The hospital says so.", mark.moment)
    stage.archive.rule(Proposal.correcting([found_here], correction, by="5"), MINE, now=mark.moment)
    look = Look(mark, (Watch(AlertId(1), Wanted(), start),), ())

    told = [lookout.look(look, Subscriber(server), encode=encode).found[AlertId(1)] for server in ("2", "1", "3")]

    assert [sight.telling.killed.best for (sight,) in told] == [3, 9, 3]
