"""Reports: the events that one article tells, with date, place, people and the sentence that says so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.articles import Article, Casualties, IncidentKind, Report
from ingest.extraction.assertion import is_asserted
from ingest.extraction.event_mentions import killed_in, may_tell, tell
from ingest.extraction.event_places import settled_place
from ingest.extraction.events import Event, EventMention, gather, is_aside, is_headline_of_another
from ingest.extraction.factuality import discourse
from ingest.extraction.kinds import find_triggers, narrower
from ingest.extraction.occurrence import tells_of_beasts
from ingest.extraction.participants import People, named_people
from ingest.extraction.setting import BREADTH, Setting, without_masthead
from ingest.extraction.stamps import blanked, captions
from ingest.sentences import split_sentences

_NOBODY = People((), ())
_HEAD = 1200
"""Characters of the body whose sentences may count the dead of the event that the article is about."""
_BLOODLESS = frozenset({IncidentKind.ARREST, IncidentKind.PROTEST, IncidentKind.ABDUCTION, IncidentKind.ROBBERY})


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it was read: what it tells of events, whether as news or not."""

    article: Article
    """Captions blanked; offsets are those of the article as it is stored."""
    setting: Setting
    events: tuple[Event, ...]
    main: Event | None
    """The event of which most is told."""


def find_reports(article: Article) -> tuple[Report, ...]:
    """Give the events that `article` reports, in the order in which it first tells them.

    Sentences about one event (compatible kind, day and place) make one report. A threat, denial, drill,
    anniversary, forecast, sport, metaphor, running total or memory is not an event. Only English is read.
    """
    story = story_of(article)
    if story is None:
        return ()
    main, setting = story.main, story.setting
    news = [event for event in story.events if is_asserted(event, story.article, setting)]
    people = named_people(story.article.text)
    head = _dead_in_head(story.article, setting, [event for event in story.events if event is not main])
    return tuple(
        _report(event, setting, people if event is main else _NOBODY, head if event is main else ()) for event in news
    )


def story_of(article: Article) -> Story | None:
    """Read the sentences of `article` that may tell of events, `None` if there is none."""
    if not article.is_english or not find_triggers(article.text):
        return None
    page = article
    article = without_masthead(replace(page, text=blanked(page.text, captions(page.text))))
    sentences = split_sentences(article.text)
    candidates = [
        sentence
        for sentence, stance in zip(sentences, discourse(article, sentences), strict=True)
        if stance is None and may_tell(article.text, sentence)
    ]
    if not candidates:
        return None
    setting = Setting.of(article, page)
    events: list[Event] = []
    for sentence in candidates:
        for mention in tell(article.text, sentence, setting):
            gather(events, mention)
    told = [
        event
        for event in events
        if event.is_concrete
        and not is_headline_of_another(event, events)
        and not (event.mentions[0].kind is IncidentKind.ARMED_ATTACK and tells_of_beasts(article.title))
    ]
    main = max(told, key=lambda event: len(event.mentions), default=None)
    return Story(article, setting, tuple(event for event in told if not is_aside(event, main)), main)


def _dead_in_head(article: Article, setting: Setting, others: list[Event]) -> tuple[Casualties, ...]:
    """Read the dead off all sentences of the head that are not of another event, whether they tell of one or not."""
    elsewhere = {mention.sentence.end for event in others for mention in event.mentions}
    head = (
        article.text[sentence.start : sentence.end]
        for sentence in split_sentences(article.text)
        if sentence.start < article.body.start + _HEAD and sentence.end not in elsewhere
    )
    return tuple(killed_in(sentence, setting) for sentence in head)


def _report(event: Event, setting: Setting, people: People, head: Iterable[Casualties]) -> Report:
    mentions = sorted(event.mentions, key=lambda mention: (mention.is_title, -mention.weight))
    best = mentions[0]
    kind = best.kind
    for mention in mentions:
        kind = narrower(kind, mention.kind)
    hurting = [] if kind is IncidentKind.ARREST else mentions  # because those are who was hurt by what it is for
    dated = next((mention for mention in mentions if mention.has_day), best)
    told = setting.told_day if setting.is_local and not dated.has_day else None
    placed = min(mentions, key=lambda mention: BREADTH[mention.place.precision])
    killed = _fullest([*(mention.killed for mention in hurting), *(head if kind not in _BLOODLESS else ())])
    injured = _fullest(mention.injured for mention in hurting)
    return Report(
        kind=kind,
        first_day=told.first if told else dated.first_day,
        last_day=told.last if told else dated.last_day,
        date_precision=told.precision if told else dated.date_precision,
        place=settled_place(placed.place, mentions, setting),
        actors=(*next((mention.actors for mention in mentions if mention.actors), ()), *people.accused),
        targets=next((mention.targets for mention in mentions if mention.targets), ()),
        victims=(*next((mention.victims for mention in mentions if mention.victims), ()), *people.others),
        weapon=next((mention.weapon for mention in mentions if mention.weapon), None),
        killed=killed,
        injured=Casualties() if _are_the_dead(injured, killed, hurting) else injured,
        status=next((mention.status for mention in mentions if mention.status != "reported"), "reported"),
        quote=best.sentence,
    )


def _are_the_dead(injured: Casualties, killed: Casualties, mentions: list[EventMention]) -> bool:
    """Tell those shot whom another sentence counts as dead: "two boys were killed", "the boys were shot"."""
    is_as_many = injured.best is not None and injured.best == killed.best
    return is_as_many and not any(mention.killed.best and mention.injured.best for mention in mentions)


def _fullest(counts: Iterable[Casualties]) -> Casualties:
    """Give the greatest figure: sentences tell of one of the dead, the head of all."""
    stated = [count for count in counts if count != Casualties()]
    return max(stated, key=lambda count: count.best or count.low or 0, default=Casualties())
