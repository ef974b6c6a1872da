"""What alerts post: what was and is no longer so is struck, and whatever strangers write does no harm."""

import re
from dataclasses import replace
from datetime import time

import pytest
from discord import ui
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.alerting.alerts import (
    Alert,
    AlertId,
    Mark,
    PostKind,
    QuietHours,
    Reason,
    Severity,
    Sight,
    Standing,
    Telling,
    Template,
    Thing,
    Wanted,
    What,
)
from bot.alerting.sighting import Rehearsal, sight_of
from bot.languages import INTERFACE, speaking
from bot.rendering.discord.alerts import alert_view, alerts_view, lost_text, rehearsal_view, reply_view, thread_name
from ingest import ArticleId, Incident, SourceId
from tests.bot.alerting.things import BOMBING, ITEM, LIMA, NOW, dead, post, thing
from tests.bot.rendering.discord import nasty
from tests.bot.rendering.discord.reading import check_layout, check_plain, check_text, lines, shown, texts, width

MARK = Mark(NOW, ArticleId(1))
NOTICE = Reason("https://post.example/notice", "Post", NOW)
NOTICED = "[Post](<https://post.example/notice>) (post.example), <t:1772366400:R>"
SOURCE = "-# [Wire](<https://wire.example/1>) (wire.example), <t:1772366400:R>"


def changed(before: Telling, after: Telling) -> Thing:
    return replace(thing(1, telling=after), posted=before)


def test_an_incident_is_told_in_three_lines_and_with_its_sentence_where_that_is_asked_for() -> None:
    compact = lines(alert_view([thing()], post()))
    full = lines(alert_view([thing()], replace(post(), template=Template.FULL)))

    assert compact == ["**Bombing**, Mosul, Iraq", "1 Mar 2026 · 3 killed", SOURCE]
    assert full == [*compact[:2], "“A roadside bomb killed three people in Mosul, police said.”", SOURCE]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (dead(14), "-# ~~3 killed~~ 14 killed"),
        (replace(dead(3), place=LIMA), "-# ~~Mosul, Iraq~~ Lima, Peru"),
        (replace(dead(14), status="confirmed"), "-# ~~3 killed~~ 14 killed · ~~reported~~ confirmed"),
        (replace(dead(3), text="Other words."), ""),
    ],
)
def test_what_was_told_before_is_struck(after: Telling, told: str) -> None:
    struck = [line for line in lines(alert_view([changed(BOMBING, after)], post())) if "~~" in line]

    assert struck == ([told] if told else [])


def test_what_is_withdrawn_is_struck_without_its_words() -> None:
    gone = replace(thing(), is_withdrawn=True)
    taken_back = replace(gone, telling=replace(BOMBING, reason=NOTICE))

    struck = ["~~**Bombing**, Mosul, Iraq~~", "~~3 killed~~"]
    withdrawn = "-# Withdrawn: what reported this does not say so any more."
    assert lines(alert_view([gone], post())) == [*struck, withdrawn]
    assert lines(alert_view([taken_back], post())) == [*struck, f"{withdrawn} · Reason: {NOTICED}"]
    assert lines(alert_view([taken_back], post(kind=PostKind.ROLLING)))[1:] == [
        "• ~~**Bombing**, Mosul, Iraq~~ [withdrawn](<https://post.example/notice>)"
    ]


def test_a_toll_that_another_article_states_than_the_quoted_leads_there() -> None:
    worse = replace(dead(14), reason=NOTICE)
    told = replace(post(kind=PostKind.REPLY), told=(BOMBING, worse))

    assert f"-# ~~3 killed~~ 14 killed · Reason: {NOTICED}" in lines(alert_view([changed(BOMBING, worse)], post()))
    assert lines(reply_view(told))[-1] == f"-# {NOTICED}"


def test_an_article_is_its_title_that_leads_to_it() -> None:
    assert lines(alert_view([thing(1, telling=ITEM)], post())) == [
        "**[Grain exports rise](<https://wire.example/2>)**",
        "-# Wire (wire.example), <t:1772366400:R>",
    ]


def test_many_things_are_a_list_the_newest_first_that_says_what_it_leaves_out() -> None:
    view = alert_view([thing(number) for number in range(1, 101)], post(kind=PostKind.ROLLING))

    told = lines(view)
    assert told[0] == "**Much is happening**: 100 reports, told together here."
    assert told[1] == "• **Bombing**, Mosul, Iraq · 3 killed · [Wire](<https://wire.example/1>)"
    assert told[-1] == f"-# and {100 - len(told[1:-1])} more"
    check_layout(view)


def test_what_waited_for_the_end_of_quiet_hours_says_so() -> None:
    view = alert_view([thing()], post(kind=PostKind.HELD), hours=QuietHours(time(22), time(7)))

    assert lines(view)[0] == "**While it was quiet** (22:00 to 07:00): 1 report."


def test_a_reply_says_what_changed_and_where_from() -> None:
    told = replace(post(kind=PostKind.REPLY), told=(BOMBING, dead(14)))
    gone, taken_back = (replace(post(kind=PostKind.REPLY), told=(BOMBING, why)) for why in (None, NOTICE))

    assert lines(reply_view(told)) == ["**Update**: **Bombing**, Mosul, Iraq", "~~3 killed~~ 14 killed", SOURCE]
    withdrawn = "**Withdrawn:** what reported this does not say so any more."
    assert lines(reply_view(gone)) == [withdrawn]
    assert lines(reply_view(taken_back)) == [withdrawn, f"-# Reason: {NOTICED}"]


def test_a_forums_post_is_called_by_what_it_tells() -> None:
    assert thread_name([thing()]) == "Bombing, Mosul, Iraq: 3 killed"
    assert len(thread_name([thing(1, telling=replace(ITEM, text="word " * 90))])) <= 100


def alert(standing: Standing = Standing.ACTIVE, reason: str = "") -> Alert:
    wanted = Wanted(
        kind="airstrike", place="Iraq", none_of=("drill",), severity=Severity.KILLED, sources=(SourceId(4),)
    )
    return Alert(AlertId(3), "1", 77, wanted, 5, Template.COMPACT, MARK, standing, reason)


def test_the_list_says_of_each_alert_what_where_for_whom_and_how_it_stands() -> None:
    lost = alert(Standing.LOST, "I lack a permission.")

    told = lines(alerts_view([alert(), lost], {SourceId(4): "Harbour"}, hours=QuietHours(time(22), time(7))))

    about = "Incidents · airstrike · in Iraq · without drill · Somebody killed · Harbour · <#77> · <@&5>"
    assert told == [
        "**2 alerts**",
        f"🟢 **3.** {about}",
        f"🔴 **3.** {about}",
        "-# I lack a permission.",
        "-# Quiet from 22:00 to 07:00; what comes is posted then, as one message.",
    ]
    assert lost_text([lost]).startswith("Alert 3 is paused. I lack a permission. Once that is mended,")


def test_of_a_topic_the_examples_stand_on_either_side_of_its_edge() -> None:
    near = [Sight(replace(ITEM, text=f"Story {percent}"), (), percent / 100) for percent in (80, 61, 59, 20)]
    wanted = Wanted(What.ITEMS, topic="grain", nearness=0.6)

    told = shown(rehearsal_view(wanted, Rehearsal(NOW, tuple(near)), {}, channel=7, buttons=()))

    assert "In the 7 days up to 1 Mar 2026 it would have posted 2:" in told
    assert "✅ Story 80 · 80%\n✅ Story 61 · 61%\n❌ Story 59 · 59%\n❌ Story 20 · 20%" in told


def check_own(view: ui.LayoutView) -> None:
    """Check a list for moderators, who are to see channels and roles in it."""
    assert sum(map(width, texts(view))) <= 4000
    for text in texts(view):
        check_text(re.sub(r"<#7+>|<@&5>", "", text))


@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.lists(nasty.incidents(), min_size=1, max_size=6), nasty.words, st.sampled_from(INTERFACE))
def test_whatever_strangers_write_is_allowed(incidents: list[Incident], words: str, code: str) -> None:
    sights = [sight_of(incident) for incident in incidents]
    sights += [Sight(replace(ITEM, text=words, publisher=words, url=words), (), 0.5)]
    things = [
        replace(changed(sights[0].telling, sight.telling), is_withdrawn=number % 3 == 2)
        for number, sight in enumerate(sights)
    ]
    wanted = Wanted(place=words, topic=words, any_of=(words,), publisher=words)
    with speaking(code):
        check_layout(alert_view(things, replace(post(), template=Template.FULL)))
        check_layout(alert_view(things * 9, post(kind=PostKind.ROLLING)))
        check_layout(alert_view(things, post(kind=PostKind.HELD)))
        check_layout(reply_view(replace(post(kind=PostKind.REPLY), told=(sights[0].telling, sights[-1].telling))))
        check_own(rehearsal_view(wanted, Rehearsal(NOW, tuple(sights)), {}, channel=7, buttons=()))
        check_own(alerts_view([replace(alert(Standing.LOST, words), wanted=wanted)] * 50, {}, hours=None))
        check_plain(lost_text([alert(Standing.LOST, words)] * 50))
        assert len(thread_name(things)) <= 100
