"""From what was chosen to an answer: text with [1] marks, figures, citations. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from bot.answering.answers import Citation, Figure, FigurePart
from bot.answering.composition.naming import named_speaker, place_name, with_article
from bot.answering.composition.phrasing import (
    day,
    day_of,
    figure_phrase,
    number,
    origin_of,
    unit_phrase,
    window_phrase,
)
from bot.answering.composition.quoting import MAX_QUOTE, MOST_OF_ARTICLE, MOST_WORDS, Excerpt, quoted
from bot.answering.figures.candidates import Candidate
from bot.answering.figures.chooser import Likely
from bot.answering.figures.growth import Growth
from bot.answering.figures.mentions import Mention, same
from bot.answering.figures.totals import Choice
from bot.answering.question.planning import Plan
from ingest import ORDINAL, DateQuality, Incident, Span, StoredArticle, TallyKind

MAX_HISTORY = 6
MAX_SUPPORT = 2
LISTED_INCIDENTS = 5
MOST_LIKELY = 3
"""Values that are quoted where none is certain: of 339 labelled questions the right one is among the likeliest three in
.92, each topic left out, among all in .95."""
LEAST_LIKELY = 0.15
"""Least probability of such a value, as a share of the likeliest's."""
SHORTER = (MAX_QUOTE, 180, 110)
"""Characters of quotes that state likely values: as many as leave room for all of them."""
BESIDE = 50
"""Characters on either side of a number that a quote of it keeps in its middle."""


_Article: TypeAlias = tuple[str | None, str | None, str]
"""An article, by its address, its id at its source, and its title."""


@dataclass(slots=True)
class Citations:
    """The quotes of one answer, numbered in the order in which they are first cited."""

    _cited: list[Citation] = field(default_factory=list)
    _of_article: defaultdict[_Article, list[Citation]] = field(default_factory=lambda: defaultdict(list))
    """The same, by article: thousands of reports are cited where thousands of incidents are listed."""

    def __post_init__(self) -> None:
        for citation in self._cited:
            self._of_article[citation.url, citation.id, citation.title].append(citation)

    def cite(self, stored: StoredArticle, span: Span, *, around: str = "", most: int = MAX_QUOTE) -> int:
        """Cite the sentence at `span`; give the number of its citation.

        An article is quoted at most `MOST_OF_ARTICLE` times; a further sentence is cited by its first quote.
        """
        article = stored.article
        span = quoted(article, span, around=around, most=most)
        same_article = self._of_article[article.url, article.external_id, article.label]
        for citation in same_article:
            if citation.start == span.start:
                return citation.n
        if len(same_article) >= MOST_OF_ARTICLE:
            return same_article[0].n
        self._cited.append(
            Citation(
                n=len(self._cited) + 1,
                id=article.external_id,
                url=article.url,
                title=article.label,
                publisher=article.publisher,
                published=article.published,
                quote=article.text[span.start : span.end],
                start=span.start,
                end=span.end,
                date_quality=article.date_quality,
                source=stored.source,
                language=article.language,
            )
        )
        same_article.append(self._cited[-1])
        return len(self._cited)

    def all(self) -> tuple[Citation, ...]:
        """Give the citations in the order of their numbers."""
        return tuple(self._cited)


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of an answer that are made from a choice."""

    text: str
    figures: tuple[Figure, ...] = ()
    history: tuple[Figure, ...] = ()
    conflicting: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()


def compose_figure(plan: Plan, choice: Choice, citations: Citations) -> Composed:
    """Say the figure with its parts, window, speaker and day; then what confirms, precedes and contradicts it."""

    def cited(candidates: Sequence[Candidate]) -> list[_Stated]:
        return [_Stated(candidate, _figure(plan, candidate, citations)) for candidate in candidates]

    best, *support = cited((choice.best, *choice.support[:MAX_SUPPORT]))
    conflicts, beneath, history = map(cited, (choice.conflicts, choice.beneath, choice.history[:MAX_HISTORY]))
    withdrawn, sides = map(cited, (choice.withdrawn, choice.sides))
    marks = [one.figure.citation for one in (best, *support)]
    lines = [_headline(best.figure, choice.best, marks, lowered_from=choice.lowered_from)]
    for opening, others in (
        ("This is one side's count. Others", sides),
        ("Others say", conflicts),
        ("New, one source, not yet borne out", beneath),
        ("Taken back since", withdrawn),
    ):
        if others:
            lines.append(f"{opening}: {'; '.join(one.with_source for one in others)}.")
    if history:
        lines.append(f"Earlier: {', '.join(one.value_and_day for one in history)}.")
    opposed = tuple(one.figure for one in (*sides, *conflicts))
    return Composed(
        "\n".join(lines),
        (best.figure, *opposed, *(one.figure for one in beneath)),
        tuple(one.figure for one in history),
        opposed,
        _window_notes(plan, choice.best),
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """A candidate as an answer states it."""

    candidate: Candidate
    figure: Figure

    @property
    def with_source(self) -> str:
        told = f"{self.candidate.publisher}, {day_of(self.candidate.found.stored.article)}"
        return f"{figure_phrase(self.figure)} ({told}) [{self.figure.citation}]"

    @property
    def value_and_day(self) -> str:
        day_told = day_of(self.candidate.found.stored.article)
        return f"{number(self.figure.value)} ({day_told}) [{self.figure.citation}]"


def _headline(figure: Figure, candidate: Candidate, cited: Sequence[int], *, lowered_from: float | None) -> str:
    ordinal = _ordinal_in(candidate)
    said = figure_phrase(replace(figure, qualifier="exact") if ordinal else figure)
    parts = ", ".join(f"{number(part.value)} in {part.place}" for part in figure.parts)
    told = candidate.published.date()
    window = window_phrase(figure.since, figure.as_of if figure.since and figure.as_of < told else None)
    speaker = (
        f", according to {named_speaker(figure.said_by, candidate.quote)}"
        if figure.said_by
        else f", as {candidate.publisher} reports"
    )
    marks = "".join(f"[{n}]" for n in dict.fromkeys(cited))
    is_told = parts or (figure.place or "").lower() in figure.unit.lower()
    place = f" in {with_article(figure.place)}" if figure.place and not is_told else ""
    text = said + place + (f" ({parts})" if parts else "") + (f" {window}" if window else "")
    text += f" (“{ordinal}”)" if ordinal else ""
    text += f", revised down from {number(lowered_from)}" if lowered_from is not None else ""
    day_told = day_of(candidate.found.stored.article)
    return f"{text[:1].upper()}{text[1:]}{speaker} ({day_told}) {marks}."


def _ordinal_in(candidate: Candidate) -> str | None:
    """Give an ordinal and what it counts as the text has them: "the 68th exchange" is no "at least 68"."""
    if candidate.found.tally.kind is not TallyKind.ORDINAL:
        return None
    unit = re.escape(candidate.found.tally.unit)
    match = re.search(
        rf"\b(?:(?:the|its|their|his|her)\s+)?{ORDINAL}\s+(?:[\w’'-]+\s+){{0,3}}?{unit}\b", candidate.quote
    )
    return match[0] if match else None


def _window_notes(plan: Plan, best: Candidate) -> tuple[str, ...]:
    stated = best.found.tally.since
    if plan.since is None or stated == plan.since:
        return ()
    if stated is None:
        return (f"The source states no window of its own; it continues the count asked for since {day(plan.since)}.",)
    return (f"The source counts since {day(stated)}, not since {day(plan.since)}.",)


def _figure(plan: Plan, candidate: Candidate, citations: Citations) -> Figure:
    tally = candidate.found.tally
    whole = candidate.value == tally.value and len(tally.parts) > 1
    return Figure(
        value=candidate.value,
        qualifier=tally.qualifier.value,
        unit=unit_phrase(tally),
        counts=tally.counts,
        since=tally.since,
        as_of=tally.as_of,
        place=_place_of(plan, candidate),
        said_by=tally.said_by,
        parts=tuple(FigurePart(part.place, part.value) for part in tally.parts) if whole else (),
        citation=citations.cite(candidate.found.stored, tally.quote, around=tally.counts),
    )


def _place_of(plan: Plan, candidate: Candidate) -> str | None:
    """Give where the figure is of: nowhere if it counts nothing or has parts, the part's place if it is one."""
    tally = candidate.found.tally
    if not tally.measure or (candidate.value == tally.value and len(tally.parts) > 1):
        return None
    part = next((part.place for part in tally.parts if part.value == candidate.value), None)
    return part or _place_named(plan, candidate)


def _place_named(plan: Plan, candidate: Candidate) -> str | None:
    """Give the asked places as far as the figure's sentence or title names them."""
    text = f"{candidate.found.stored.article.title}\n{candidate.quote}"
    named = ((term, match[0]) for term in plan.places if (match := term.pattern.search(text)))
    return " and ".join(place_name(term.name, written) for term, written in named if written[:1].isupper()) or None


def compose_growth(plan: Plan, growth: Growth, citations: Citations) -> Composed:
    """Say how far a running total rose within the asked window; that is the least, and no headline figure."""
    first, last = (_Stated(each, _figure(plan, each, citations)) for each in (growth.first, growth.last))
    since = day(growth.last.found.tally.since) if growth.last.found.tally.since else ""
    unit = unit_phrase(growth.last.found.tally)
    return Composed(
        f"No total is reported {window_phrase(plan.since, plan.until)}. The count since {since} goes from"
        f" {first.value_and_day} to {last.value_and_day}: at least {number(growth.least)} {unit}."
    )


def compose_quotes(excerpts: Iterable[Excerpt], citations: Citations) -> Composed:
    """Let the sources speak: one line a quote."""
    return Composed(_quoted_lines([_Cut(excerpt) for excerpt in excerpts], citations))


def compose_likely(
    likely: Sequence[Likely],
    choice: Choice | None,
    citations: Citations,
    *,
    opening: str = "",
    beside: Sequence[Excerpt] = (),
) -> Composed:
    """Quote what states the likeliest values and what the series of totals says, newest first; none is the figure.

    It begins with `opening` where articles differ. What room they leave is for those `beside`, whole.
    """
    least = likely[0].probability * LEAST_LIKELY if likely else 0.0
    values = [one.value for one in likely[:MOST_LIKELY] if one.probability >= least]
    stating = [_around_number(value.mentions[0].mention) for value in values]
    if choice and not any(same(choice.best.value, value.value) for value in values):
        found = choice.best.found
        stating.append(_Cut(Excerpt(found.stored, found.tally.quote), found.tally.counts))
    room = MOST_WORDS - len(opening.split())
    shown = _at_a_glance(stating, room)
    lines = [opening] if opening and len({one.excerpt.stored.revision for one in shown}) > 1 else []
    for other in beside:
        if all(other.place != one.excerpt.place for one in shown) and _words([*shown, _Cut(other)]) <= room:
            shown.append(_Cut(other))
    newest_first = sorted(shown, key=lambda one: one.excerpt.stored.article.published, reverse=True)
    return Composed("\n".join((*lines, _quoted_lines(newest_first, citations))))


@dataclass(frozen=True, slots=True)
class _Cut:
    """An excerpt, the words of it that a short quote keeps, and how many characters are quoted at most."""

    excerpt: Excerpt
    around: str = ""
    most: int = MAX_QUOTE


def _around_number(mention: Mention) -> _Cut:
    stored, around = mention.passage.stored, mention.around(BESIDE)
    return _Cut(Excerpt(stored, mention.sentence), stored.article.text[around.start : around.end])


def _at_a_glance(stating: Sequence[_Cut], most: int) -> list[_Cut]:
    """Take sentences, the first ones first, as far as they have `most` words together, as long as there is room for."""
    kept: list[_Cut] = []
    for one in stating:
        if one.excerpt.place in {other.excerpt.place for other in kept}:
            continue
        cut = ([replace(each, most=length) for each in (*kept, one)] for length in SHORTER)
        fitting = (some for some in cut if not kept or _words(some) <= most)
        kept = next(fitting, kept)
    return kept


def _words(cuts: Sequence[_Cut]) -> int:
    return len(_quoted_lines(cuts, Citations()).split())


def _quoted_lines(cuts: Sequence[_Cut], citations: Citations) -> str:
    """Write a line a quote, those of an article together: its mark, "…" where it is cut; behind the last, whose."""
    of_article: defaultdict[int, list[_Cut]] = defaultdict(list)
    for one in cuts:
        of_article[one.excerpt.stored.revision].append(one)
    lines = []
    for those in of_article.values():
        quotes: dict[int, str] = {}
        for one in sorted(those, key=lambda each: each.excerpt.span.start):
            n = citations.cite(one.excerpt.stored, one.excerpt.span, around=one.around, most=one.most)
            quotes.setdefault(n, f"{_quote(citations.all()[n - 1], one.excerpt.span)}[{n}]")
        article = those[0].excerpt.stored.article
        lines += [*quotes.values()]
        lines[-1] += f" {origin_of(article)}"
    return "\n".join(lines)


def _quote(citation: Citation, sentence: Span) -> str:
    before = "…" if citation.start > sentence.start else ""
    return f"“{before}{citation.quote}{'…' if citation.end < sentence.end else ''}”"


def compose_incidents(incidents: Sequence[Incident], citations: Citations, *, opening: str) -> Composed:
    """List incidents, newest first, each by the sentence of its best report."""
    lines = [opening]
    for incident in incidents:
        reports = [citations.cite(found.stored, found.report.quote) for found in incident.reports]
        if len(lines) <= LISTED_INCIDENTS:
            where = f", {incident.place.name}" if incident.place.name else ""
            marks = "".join(f"[{n}]" for n in dict.fromkeys(reports))
            lines.append(f"• {_last_day(incident)}{where}: “{incident.summary}” {marks}")
    if len(incidents) > LISTED_INCIDENTS:
        lines.append(f"… and {len(incidents) - LISTED_INCIDENTS} more.")
    return Composed("\n".join(lines))


def _last_day(incident: Incident) -> str:
    """Write the day of an incident; where that is when its only reports, undated ones, were first seen, say so."""
    articles = [found.stored.article for found in incident.reports]
    is_guessed = all(article.date_quality is not DateQuality.STATED for article in articles)
    guessed = [article for article in articles if is_guessed and article.published.date() == incident.last_day]
    return day_of(guessed[0]) if guessed else day(incident.last_day)
