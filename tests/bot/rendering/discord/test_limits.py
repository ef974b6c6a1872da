"""Whatever strangers write: Discord takes the message, nobody is pinged, and no link is theirs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from discord import ui
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from bot.answering.answers import Answer
from bot.answering.claims.verdicts import CheckedMessage
from bot.rendering.discord.answers import answer_text, answer_view
from bot.rendering.discord.claims import claims_view
from bot.rendering.discord.explanations import why_view
from bot.rendering.discord.incident_card import incident_title, incident_view, report_title, report_words, rulings_view
from bot.rendering.discord.incidents import latest_pages, latest_view, no_incidents_view
from bot.rendering.discord.notices import notice_view, plain
from bot.rendering.discord.offers import offers_view
from bot.rendering.discord.quotes import quotes_pages, quotes_view, related_view
from bot.rendering.discord.review import review_pages, review_view
from bot.rendering.discord.sources import (
    changed_together_view,
    changes_view,
    described_view,
    notices_text,
    notices_view,
    polling_view,
    source_view,
    sources_pages,
    sources_view,
    whys_view,
)
from bot.rendering.discord.stories import stories_pages, stories_view
from bot.reviewing import Review
from ingest import (
    Action,
    Change,
    CorrectedField,
    Correction,
    EntryOutcome,
    Incident,
    Notice,
    NoticeId,
    NoticeKind,
    Place,
    PlacePrecision,
    ReportName,
    Ruling,
    RulingId,
    RulingKind,
    Scouted,
    SourceId,
    SourceSummary,
    Standing,
    Subscriber,
    Trace,
)
from tests.bot.rendering.discord import nasty
from tests.bot.rendering.discord.reading import check_layout, check_plain, lines, read, shown, texts, width

thorough = settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def buttons(count: int = 5) -> Sequence[ui.Button[ui.LayoutView]]:
    return [ui.Button(label="Quotes", custom_id=f"quotes:{number}") for number in range(count)]


@thorough
@given(nasty.answers())
def test_the_first_view_is_short_and_allowed(answer: Answer) -> None:
    view = answer_view(answer, buttons())

    check_layout(view)
    assert width(shown(view)) <= 600


@thorough
@given(nasty.answers())
def test_the_first_view_has_one_line_of_sources_at_most(answer: Answer) -> None:
    assume(not any(re.match(r"\s*\[\d", note) for note in answer.notes))  # because such a note looks like a source
    sources = [
        line for line in lines(answer_view(answer, ())) if re.match(r"-# (\[\d+(, \d+)*( .*)?]\(<|\\\[\d+\\])", line)
    ]

    assert len(sources) == (1 if answer.citations else 0)


@thorough
@given(nasty.answers())
def test_an_answer_in_plain_text_is_allowed(answer: Answer) -> None:
    check_plain(answer_text(answer))


@thorough
@given(nasty.answers())
def test_every_page_of_quotes_is_allowed_and_no_citation_is_missing(answer: Answer) -> None:
    views = [quotes_view(answer, page, buttons()) for page in range(quotes_pages(answer))]

    for view in views:
        check_layout(view)
        assert sum(map(width, texts(view))) < 3800
    quoted = "\n".join(map(shown, views))
    assert all(f"[{citation.n}]" in quoted for citation in answer.citations)


@thorough
@given(nasty.digests())
def test_every_page_of_stories_is_allowed(answer: Answer) -> None:
    pages = stories_pages(answer)

    assert pages == -(-len(answer.stories) // 5)
    for page in range(-1, pages + 1):
        check_layout(stories_view(answer, page, buttons()))


@thorough
@given(nasty.answers())
def test_the_nearest_coverage_is_allowed(answer: Answer) -> None:
    check_layout(related_view(replace(answer, related=answer.citations[:3])))


@thorough
@given(nasty.answers(), st.lists(nasty.words, max_size=12))
def test_why_an_answer_is_what_it_is_is_allowed(answer: Answer, why: list[str]) -> None:
    check_layout(why_view(replace(answer, why=tuple(why))))


@thorough
@given(st.lists(nasty.incidents(), max_size=12), nasty.words, st.integers(-3, 9))
def test_incidents_are_allowed(incidents: list[Incident], heading: str, page: int) -> None:
    check_layout(latest_view(incidents, heading, 1, page, buttons()))
    assert latest_pages(incidents) == max(1, (len(incidents) + 4) // 5)


@thorough
@given(nasty.incidents(), nasty.words, st.lists(nasty.words, min_size=1, max_size=40), nasty.moments)
def test_an_incident_and_what_is_corrected_of_it_are_allowed(
    incident: Incident, reason: str, sentences: list[str], now: datetime
) -> None:
    place = Place(reason, None, reason, None, None, PlacePrecision.SITE)
    correction = Correction(CorrectedField.PLACE, place, reason, now)
    corrected = replace(incident, reports=incident.reports * 20, place=place, corrections=(correction,) * 5)
    names = tuple(ReportName("https://a.example", sentence, incident.kind, reason) for sentence in sentences)
    who = f"{reason} the second"  # because digits alone are a member's id, and a mention of it
    ruling = Ruling(RulingId(1), RulingKind.CORRECTED, names, names, now, who, now, who, reason, correction)

    check_layout(incident_view(corrected, buttons(), told=reason))
    for page in (-1, 0, 3):
        check_layout(rulings_view([ruling] * 12, page, buttons(7)))
    assert len(incident_title(corrected)) <= 100
    assert all(len(words(found)) <= 100 for found in incident.reports for words in (report_title, report_words))


@thorough
@given(nasty.words, nasty.moments | st.none())
def test_no_incidents_are_allowed(heading: str, newest: datetime | None) -> None:
    check_layout(no_incidents_view(heading, articles=7, newest=newest, buttons=buttons()))


@thorough
@given(st.lists(nasty.scouted, max_size=30), st.lists(nasty.words, max_size=2))
def test_offers_are_allowed_and_every_one_is_there(scouted: list[Scouted], already: list[str]) -> None:
    view = offers_view(scouted, already, buttons())

    check_layout(view)
    left_out = re.search(r"(\d+) more address", shown(view))
    assert len(scouted) - 25 <= (int(left_out[1]) if left_out else 0)


@thorough
@given(st.lists(nasty.sources, max_size=12), st.integers(-1, 3), nasty.moments)
def test_sources_are_allowed(sources: list[SourceSummary], page: int, now: datetime) -> None:
    check_layout(sources_view(sources, page, now, buttons(), limit=100))
    assert sources_pages(sources) == max(1, (len(sources) + 9) // 10)


@thorough
@given(st.lists(nasty.sources, min_size=1, max_size=12), nasty.words, nasty.words, nasty.moments)
def test_what_is_told_of_a_source_is_allowed(
    sources: list[SourceSummary], name: str, detail: str, now: datetime
) -> None:
    trace = Trace(
        source=SourceId(1),
        name=name,
        standing=Standing.ACTIVE,
        offered=now,
        outcome=EntryOutcome.REFUSED,
        detail=detail,
        stored=False,
        copy_of=None,
        passages=0,
        indexed=False,
    )
    notice = Notice(NoticeId(1), SourceId(1), name, NoticeKind.DORMANT, now, detail)
    change = Change(now, Subscriber("7"), SourceId(1), name, Action.EDIT, None, detail)
    url = "https://harbour.example/1"

    check_layout(source_view(replace(sources[0], publisher=name, tags=(detail,)), now))
    check_layout(whys_view(url, [trace] * 40, sources))
    check_layout(whys_view(url, [], sources))
    check_layout(changes_view([change] * 40))
    check_layout(described_view(replace(sources[0], publisher=name, tags=(detail,))))
    check_layout(changed_together_view(Action.PAUSE, [replace(sources[0], name=name)] * 30, 40))
    check_layout(polling_view([replace(sources[0], name=name)] * 30, [replace(sources[0], name=name)] * 40))
    check_layout(notices_view([notice] * 20))
    check_plain(notices_text([notice] * 20))


@thorough
@given(nasty.words)
def test_a_notice_is_allowed(sentence: str) -> None:
    check_layout(notice_view(sentence, buttons()))
    check_plain(plain(sentence))
    assert read(plain(sentence)).links == []


@thorough
@given(nasty.checked_messages())
def test_checked_claims_fit_whatever_was_said_and_quoted(checked: CheckedMessage) -> None:
    check_layout(claims_view(checked, buttons(1)))


@thorough
@given(nasty.reviews())
def test_every_page_of_a_review_fits(review: Review) -> None:
    for page in range(review_pages(review)):
        check_layout(review_view(review, page, buttons(2)))
