"""What every engine keeps: the real one with its processes, and the fake that the cogs' tests use."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.alerting.alerts import AlertId, Mark, Wanted, What
from bot.alerting.sighting import Look, Watch
from bot.answering.answers import Answer
from bot.answering.claims.verdicts import Said, Standing
from bot.answering.incidents.latest import Filters
from bot.answering.questions import Question
from bot.answering.writing.briefs import Statement
from bot.desk import Desk
from bot.engine import Engine
from bot.rendering.pictures import Chart, chart_of, draw
from ingest import Archive, ArticleId
from tests.bot.engine_news import HEADLINE, NOW, ONE, PRIVATE, TWO, engine_for, fill, scout, warm
from tests.bot.engines import InlineEngine
from tests.bot.rendering.pictures.examples import RISING
from tests.embedders import HashingEmbedder

WHAT = Question("what happened to American forces?")

pytestmark = pytest.mark.asyncio(loop_scope="module")
AnyEngine: TypeAlias = Engine | InlineEngine


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    fill(directory := tmp_path_factory.mktemp("engine"))
    with Archive.open(directory) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["processes", "inline"])
async def engine(
    request: pytest.FixtureRequest, archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[AnyEngine]:
    if request.param == "inline":
        yield InlineEngine(archive, HashingEmbedder(), scout)
        return
    fill(directory := tmp_path_factory.mktemp("processes"))
    async with engine_for(directory) as opened:
        await warm(opened)
        yield opened


async def test_it_gives_the_answer_that_a_desk_gives(engine: AnyEngine, archive: Archive) -> None:
    desk = Desk(archive, HashingEmbedder)
    desk.warm_up()

    answer = await engine.answer(HEADLINE, subscriber=None, now=NOW)

    assert answer.figures[0].value == 40
    assert _without_timings(answer) == _without_timings(desk.answer(HEADLINE, None, NOW))


async def test_it_checks_claims_explains_and_groups_gaps_as_a_desk_does(engine: AnyEngine, archive: Archive) -> None:
    desk = Desk(archive, HashingEmbedder)
    desk.warm_up()
    said = Said("American forces have been attacked at least 40 times since October 17.", NOW)
    unanswered = replace(await engine.answer(HEADLINE, subscriber=None, now=NOW), abstained=True)

    checked = await engine.check_claims(said, subscriber=None, now=NOW)

    assert [claim.standing for claim in checked.claims] == [Standing.SUPPORTED]
    assert checked == desk.check_claims(said, None, NOW)
    assert await engine.explain(HEADLINE, subscriber=None, now=NOW) == desk.explain(HEADLINE, None, NOW)[1]
    assert [gap.asked for gap in await engine.gaps([unanswered], read=())] == [1]


async def test_an_answer_is_of_its_moment(engine: AnyEngine) -> None:
    answer = await engine.answer(HEADLINE, subscriber=None, now=datetime(2023, 11, 1, tzinfo=UTC))

    assert answer.figures[0].value == 27


async def test_a_question_keeps_its_zone_and_its_id_on_the_way(engine: AnyEngine) -> None:
    question = Question(HEADLINE.text, id="7", zone=ZoneInfo("America/Lima"))

    assert (await engine.answer(question, subscriber=TWO, now=NOW)).id == "7"


async def test_a_server_sees_what_all_see_and_its_own(engine: AnyEngine) -> None:
    own = await engine.answer(PRIVATE, subscriber=ONE, now=NOW)
    others = await engine.answer(PRIVATE, subscriber=TWO, now=NOW)

    assert own.figures[0].value == 29
    assert "29" not in others.answer


async def test_a_brief_is_of_what_is_seen_and_an_answer_is_revised_by_it(engine: AnyEngine) -> None:
    brief = await engine.brief(WHAT, subscriber=TWO, now=NOW)
    assert brief
    told = brief.passages[0].text.partition(", the Pentagon")[0]

    answer = await engine.revise(brief, [Statement(told, (1,)), Statement("They were attacked 900 times", (1,))])

    assert answer.answer.startswith(told)
    assert "900" not in answer.answer
    assert await engine.brief(HEADLINE, subscriber=TWO, now=NOW) is None


async def test_incidents_are_filtered_and_the_servers(engine: AnyEngine) -> None:
    in_iraq = await engine.latest(Filters(place="Iraq"), subscriber=TWO, now=NOW)
    own = await engine.latest(Filters(since=date(2023, 11, 6)), subscriber=ONE, now=NOW)
    others = await engine.latest(Filters(since=date(2023, 11, 6)), subscriber=TWO, now=NOW)

    assert len(in_iraq.incidents) == 1
    assert others.incidents == ()
    assert {incident.place.country for incident in own.incidents} == {"Peru"}


async def test_what_an_alert_would_have_posted_is_what_its_server_sees(engine: AnyEngine) -> None:
    own = await engine.rehearse(Wanted(place="Peru"), subscriber=ONE, now=NOW)
    others = await engine.rehearse(Wanted(place="Peru"), subscriber=TWO, now=NOW)
    near = await engine.rehearse(Wanted(What.ITEMS, topic="a riot in Lima"), subscriber=ONE, now=NOW)

    assert sorted(sight.telling.kind for sight in own.examples) == ["arrest", "riot"]
    assert others.examples == ()
    assert near.examples[0].telling.text == "News of 2023-11-06"
    assert near.examples[0].nearness


async def test_a_look_finds_what_arrived_since_and_says_up_to_where(engine: AnyEngine, archive: Archive) -> None:
    moment = datetime(2023, 11, 6, 12, tzinfo=UTC)
    mark = Mark(moment, archive.arrived().article)
    watch = Watch(AlertId(1), Wanted(What.ITEMS), Mark(moment, ArticleId(0)))

    sighting = await engine.look(Look(mark, (watch,), ()), subscriber=ONE)

    assert sighting.mark == mark
    assert sighting.found == {1: ()}  # what was published before its source was added is no news


async def test_each_address_gets_its_verdict_in_order(engine: AnyEngine) -> None:
    addresses = ["https://b.example", "https://a.example"]

    assert [verdict.address for verdict in await engine.scout(addresses)] == addresses


async def test_a_picture_is_the_one_that_is_drawn_here(engine: AnyEngine) -> None:
    drawing = chart_of(RISING)
    assert isinstance(drawing, Chart)

    assert await engine.draw(drawing) == draw(drawing)


async def test_it_knows_that_it_is_warm(engine: AnyEngine) -> None:
    assert engine.is_warm


def _without_timings(answer: Answer) -> Mapping[str, object]:
    return answer.as_json() | {"timings_ms": None}
