"""What alerts post, and what moderators read of them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from discord import ui

from bot.alerting.alerts import (
    Alert,
    AlertId,
    Post,
    PostId,
    PostKind,
    QuietHours,
    Reason,
    Severity,
    Standing,
    Telling,
    Template,
    Thing,
    Wanted,
    What,
)
from bot.alerting.matching import fits_topic
from bot.alerting.sighting import EXAMPLES, REHEARSED, Rehearsal
from bot.answering.composition.phrasing import day, hurt_phrase
from bot.languages import marked, say, say_count, say_number
from bot.rendering.discord.layout import DISPUTED, LISTED, UNKNOWN, Buttons, as_many, card, dotted, lines, small
from bot.rendering.discord.limits import PAGE_CHARACTERS, QUOTE_CHARACTERS, TITLE_CHARACTERS
from bot.rendering.discord.markup import cut, escaped, fitted, link, one_line, size
from bot.rendering.discord.words import ago, beside, capitalised, publisher_name, quoted
from bot.rendering.headings import kind_name, when, where
from ingest import Casualties, SourceId

THREAD_CHARACTERS: Final = 100
"""Of a forum post's name: Discord's limit."""
_MARKS: Final = 1_000_000
"""Where the ids begin by which our messages are recognised: far from those that Discord numbers components with."""
_IDS: Final = 2**31 - _MARKS
"""Discord's components have ids of 32 bits."""
_WHERE_CHARACTERS: Final = 80
_EDGES: Final = 400
"""Characters of a message that heading and footer may take."""
_LEAST_QUOTE: Final = 40
_LINE_CHARACTERS: Final = 220
"""Of one thing where many are told in one message."""
_EXAMPLES: Final = 6
_TOPIC_CHARACTERS: Final = 60
_REASON_CHARACTERS: Final = 200

SEVERITIES: Final = {
    Severity.ANY: marked("Any"),
    Severity.HURT: marked("Somebody hurt"),
    Severity.KILLED: marked("Somebody killed"),
    Severity.SEVERE: marked("10 killed or 50 injured"),
}
WHATS: Final = {
    What.INCIDENTS: marked("Incidents"),
    What.STORIES: marked("Stories"),
    What.ITEMS: marked("Every article"),
}


def alert_view(things: Sequence[Thing], post: Post, *, hours: QuietHours | None = None) -> ui.LayoutView:
    """Give a message of things in the order given; `hours` are those whose end a held message waited for."""
    if post.kind is PostKind.PLAIN:
        room = (PAGE_CHARACTERS - _EDGES) // max(1, len(things))
        blocks = [_block(thing, post.template, room) for thing in things]
    else:
        blocks = [_heading(things, post, hours), _lines(things)]
    return _marked_view([_mentions(post), *blocks], post)


def reply_view(post: Post) -> ui.LayoutView:
    """Give what a reply says of the thing whose message it answers."""
    before, after = post.told or (None, None)
    if before is None:
        told = say("This was corrected; see the message above.")
    elif isinstance(after, Telling):
        source = small(_source(after.reason or after))
        told = lines(f"**{say('Update')}**: {_headline(after)}", *_changes(before, after), source)
    else:
        told = lines(say("**Withdrawn:** what reported this does not say so any more."), small(_because(after)))
    return _marked_view([told], post)


def is_of(message_components: Sequence[Any], post: PostId) -> bool:
    """Tell whether a message with these components shows the post: its frame bears the post's number."""
    return any(getattr(component, "id", None) == _mark(post) for component in message_components)


def thread_name(things: Sequence[Thing]) -> str:
    """Give the name of a forum's post, as plain text."""
    telling = things[0].telling
    if telling.what is What.INCIDENTS:
        place = where(telling.place) if telling.place else ""
        name = f"{capitalised(kind_name(telling.kind))}, {place}: {hurt_phrase(telling.killed, telling.injured)}"
    else:
        name = telling.text
    return cut(one_line(name), THREAD_CHARACTERS) or say("Alert")


def _mark(post: PostId) -> int:
    return _MARKS + post % _IDS


def _marked_view(blocks: Sequence[str], post: Post) -> ui.LayoutView:
    accent = DISPUTED if post.kind is PostKind.REPLY else LISTED
    view = card(blocks, accent=accent, buttons=())
    view.children[0].id = _mark(post.id)
    return view


def _mentions(post: Post) -> str:
    return " ".join(f"<@&{role}>" for role in post.roles)


def _block(thing: Thing, template: Template, room: int) -> str:
    """Give one thing in at most `room` characters, with what it was when it was first posted."""
    telling = thing.telling
    if thing.is_withdrawn:
        return _struck(telling)
    opening = _opening(telling, 2 * room // 3)
    before = thing.posted or telling
    changes = _changes(before, telling)
    changed = small(dotted(*changes, _because(telling.reason))) if changes else ""
    source = small(dotted(_source(telling, is_linked=opening.count("](<") > 0), _tellers(telling)))
    left = room - sum(size(part) + 1 for part in (opening, changed, source))
    quote = ""
    if template is Template.FULL and telling.what is What.INCIDENTS and left >= _LEAST_QUOTE:
        quote = quoted(telling.text, shown=min(QUOTE_CHARACTERS, left), sent=left)
    return lines(opening, changed, quote, source)


def _opening(telling: Telling, room: int) -> str:
    match telling.what:
        case What.INCIDENTS:
            days = _days(telling)
            return f"{_headline(telling)}\n{dotted(days, hurt_phrase(telling.killed, telling.injured))}"
        case What.STORIES:
            return quoted(telling.text, shown=QUOTE_CHARACTERS, sent=room)
        case What.ITEMS:
            titled = link(telling.url, cut(one_line(telling.text), TITLE_CHARACTERS))
            return f"**{titled}**" if size(titled) <= room else f"**{fitted(telling.text, shown=room, sent=room)}**"


def _headline(telling: Telling) -> str:
    if telling.what is not What.INCIDENTS:
        return fitted(telling.text, shown=TITLE_CHARACTERS) or say("Alert")
    place = fitted(where(telling.place), shown=_WHERE_CHARACTERS) if telling.place else ""
    return ", ".join(filter(None, (f"**{capitalised(kind_name(telling.kind))}**", place)))


def _days(telling: Telling) -> str:
    if telling.first_day is None or telling.last_day is None:
        return ""
    return escaped(when(telling.first_day, telling.last_day, telling.date_precision))


def _changes(before: Telling, after: Telling) -> list[str]:
    """Strike what was told before and is no longer so."""
    if after.what is not What.INCIDENTS:
        return []
    pairs = (
        (_toll(before), _toll(after)),
        (_placed(before), _placed(after)),
        (fitted(before.status, shown=20), fitted(after.status, shown=20)),
    )
    return [f"~~{was}~~ {now}" for was, now in pairs if was and was != now]


def _toll(telling: Telling) -> str:
    nobody = telling.killed == telling.injured == Casualties()
    return "" if nobody else hurt_phrase(telling.killed, telling.injured)


def _placed(telling: Telling) -> str:
    return fitted(where(telling.place), shown=_WHERE_CHARACTERS) if telling.place else ""


def _struck(telling: Telling) -> str:
    told = [_headline(telling) if telling.text or telling.kind else "", _toll(telling)]
    gone = say("Withdrawn: what reported this does not say so any more.")
    return lines(*(f"~~{part}~~" for part in told if part), small(dotted(gone, _because(telling.reason))))


def _because(reason: Reason | None) -> str:
    return say("Reason: {source}", source=_source(reason)) if reason else ""


def _source(telling: Telling | Reason, *, is_linked: bool = False) -> str:
    """Say who publishes it and when; what leads there already does not do so twice."""
    publisher = publisher_name(telling.publisher)
    named = escaped(publisher) if is_linked else link(telling.url, publisher)
    return f"{named}{escaped(beside(publisher, telling.url))}, {ago(telling.published)}"


def _tellers(telling: Telling) -> str:
    more = say("+{count} more", count=say_number(telling.articles - 1)) if telling.articles > 1 else ""
    several = telling.independent > 1
    sources = say_count("{count} independent source", "{count} independent sources", telling.independent)
    status = "" if telling.status in {"", "reported"} else fitted(telling.status, shown=20)
    return dotted(more, sources if several else "", status)


def _heading(things: Sequence[Thing], post: Post, hours: QuietHours | None) -> str:
    count = len(things)
    if post.kind is PostKind.HELD and hours:
        return say_count(
            "**While it was quiet** ({since} to {until}): {count} report.",
            "**While it was quiet** ({since} to {until}): {count} reports.",
            count,
            since=f"{hours.since:%H:%M}",
            until=f"{hours.until:%H:%M}",
        )
    if post.kind is PostKind.HELD:
        return say_count("**While it was quiet**: {count} report.", "**While it was quiet**: {count} reports.", count)
    return say_count(
        "**Much is happening**: {count} report, told together here.",
        "**Much is happening**: {count} reports, told together here.",
        count,
    )


def _lines(things: Sequence[Thing]) -> str:
    """Give a line each, the newest first, as many as fit; then how many are left out."""
    return "\n".join(as_many([f"• {_line(thing)}" for thing in reversed(things)], characters=PAGE_CHARACTERS - _EDGES))


def _line(thing: Thing) -> str:
    telling = thing.telling
    if thing.is_withdrawn:
        gone = link(telling.reason.url if telling.reason else None, say("withdrawn"))
        return f"~~{_headline(telling)}~~ {gone}" if telling.kind else gone
    told = dotted(_headline(telling), _toll(telling))
    source = link(telling.url, publisher_name(telling.publisher))
    whole = f"{told} · {source}"
    return whole if size(whole) <= _LINE_CHARACTERS + size(source) else told


def wanted_phrase(wanted: Wanted, sources: Mapping[SourceId, str]) -> str:
    """Say what an alert is about, as strangers' text is not: "airstrike · in Iraq · about “grain”"; not escaped."""
    names = [sources[source] for source in wanted.sources if source in sources]
    some = names[0] if len(names) == 1 else say_count("{count} source", "{count} sources", len(wanted.sources))
    words = (
        (wanted.all_of, say("with all of {words}", words=", ".join(wanted.all_of))),
        (wanted.any_of, say("with any of {words}", words=", ".join(wanted.any_of))),
        (wanted.none_of, say("without {words}", words=", ".join(wanted.none_of))),
    )
    topic = one_line(wanted.topic)
    return dotted(
        say(WHATS[wanted.what]),
        kind_name(wanted.kind) if wanted.kind else "",
        say("in {place}", place=wanted.place) if wanted.place else "",
        say(
            "about “{topic}” (at least {nearness} near)",
            topic=cut(topic, _TOPIC_CHARACTERS),
            nearness=percent(wanted.nearness),
        )
        if topic
        else "",
        *(phrase for some_words, phrase in words if some_words),
        say("from {publisher}", publisher=wanted.publisher) if wanted.publisher else "",
        say(SEVERITIES[wanted.severity]) if wanted.severity is not Severity.ANY else "",
        some if wanted.sources else "",
    )


def percent(nearness: float) -> str:
    """Write a cosine as people read it."""
    return f"{nearness:.0%}"


def alerts_view(
    alerts: Sequence[Alert], sources: Mapping[SourceId, str], *, hours: QuietHours | None, buttons: Buttons = ()
) -> ui.LayoutView:
    """Give a server's alerts with how it stands with each."""
    if not alerts:
        told = say("No alerts yet. /alerts add makes one; /alerts import takes over a list of feeds.")
        return card([lines(told, _quiet_line(hours))], accent=UNKNOWN, buttons=buttons)
    blocks = as_many([_alert_block(alert, sources) for alert in alerts], characters=PAGE_CHARACTERS - _EDGES)
    heading = say_count("**{count} alert**", "**{count} alerts**", len(alerts))
    return card([heading, "\n".join(blocks), _quiet_line(hours)], accent=LISTED, buttons=buttons)


def _alert_block(alert: Alert, sources: Mapping[SourceId, str]) -> str:
    sign = {Standing.ACTIVE: "🟢", Standing.PAUSED: "⏸️", Standing.LOST: "🔴"}[alert.standing]
    told = fitted(wanted_phrase(alert.wanted, sources), shown=_LINE_CHARACTERS)
    role = f"<@&{alert.role}>" if alert.role else ""
    reason = small(fitted(alert.reason, shown=_REASON_CHARACTERS)) if alert.standing is Standing.LOST else ""
    return lines(dotted(f"{sign} **{alert.id}.** {told}", f"<#{alert.channel}>", role), reason)


def _quiet_line(hours: QuietHours | None) -> str:
    if hours is None:
        return ""
    since, until = f"{hours.since:%H:%M}", f"{hours.until:%H:%M}"
    return small(
        say("Quiet from {since} to {until}; what comes is posted then, as one message.", since=since, until=until)
    )


def rehearsal_view(
    wanted: Wanted, rehearsal: Rehearsal, sources: Mapping[SourceId, str], *, channel: int, buttons: Buttons
) -> ui.LayoutView:
    """Show what an alert would have posted, before it is saved; with a topic, what lies on either side of its edge."""
    fitting = [sight for sight in rehearsal.examples if fits_topic(wanted, sight.nearness)]
    heading = f"**{fitted(wanted_phrase(wanted, sources), shown=_LINE_CHARACTERS)}** → <#{channel}>"
    days, until = REHEARSED // timedelta(days=1), day(rehearsal.until.date())
    count = say_number(len(fitting)) + ("+" if len(fitting) == EXAMPLES else "")
    told = (
        say("In the {days} days up to {day} it would have posted {count}:", count=count, days=days, day=until)
        if fitting
        else say("In the {days} days up to {day} it would have posted nothing.", days=days, day=until)
    )
    shown = _shown_examples(wanted, rehearsal)
    return card([heading, told, "\n".join(shown), _beyond(wanted, rehearsal)], accent=LISTED, buttons=buttons)


def _shown_examples(wanted: Wanted, rehearsal: Rehearsal) -> list[str]:
    """Give the nearest, and with a topic the last that is in and the first that are out."""
    inside = [sight for sight in rehearsal.examples if fits_topic(wanted, sight.nearness)]
    outside = [sight for sight in rehearsal.examples if not fits_topic(wanted, sight.nearness)]
    half = _EXAMPLES // 2
    edge = inside if len(inside) <= _EXAMPLES else [*inside[:half], *inside[-half:]]
    return [*(f"✅ {_example(sight.telling, sight.nearness)}" for sight in edge)] + [
        f"❌ {_example(sight.telling, sight.nearness)}" for sight in outside[:half]
    ]


def _example(telling: Telling, nearness: float | None) -> str:
    told = dotted(_headline(telling), _toll(telling)) if telling.what is What.INCIDENTS else _headline(telling)
    sentence = quoted(telling.text, shown=TITLE_CHARACTERS) if telling.what is What.INCIDENTS else ""
    return dotted(told, sentence, percent(nearness) if nearness is not None else "")


def _beyond(wanted: Wanted, rehearsal: Rehearsal) -> str:
    if not rehearsal.examples:
        return small(say("Nothing of these days fits. That is no mistake: it posts what comes."))
    if wanted.topic:
        return small(say("The number says how near each is to the topic. Choose from where on it is posted."))
    return ""


def tested_view(alert: AlertId, things: Sequence[Thing], post: Post) -> ui.LayoutView:
    """Give an example as it would be posted, marked as a test."""
    note = small(say("A test of alert {number}: this is no news.", number=alert))
    blocks = [_block(thing, post.template, PAGE_CHARACTERS - _EDGES) for thing in things]
    nothing = say("Alerts will be posted here. Nothing of the last days fits this one.")
    return card([*(blocks or [nothing]), note], accent=UNKNOWN, buttons=())


def lost_text(alerts: Sequence[Alert]) -> str:
    """Tell moderators which alerts are paused, and what to do, as a plain message."""
    told = (
        say(
            "Alert {number} is paused. {reason} Once that is mended, write /alerts resume.",
            number=alert.id,
            reason=fitted(alert.reason, shown=_REASON_CHARACTERS),
        )
        for alert in alerts
    )
    return cut("\n".join(told), PAGE_CHARACTERS // 2)
