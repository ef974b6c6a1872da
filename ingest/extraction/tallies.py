"""Quantities and figures out of text: how many of what, since when, said by whom, whether meant as fact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from ingest.articles import Article, Part, ReadSentence, Span, Stance, Tally, TallyKind
from ingest.extraction.circumstances import circumstances_of
from ingest.extraction.clauses import clause_at
from ingest.extraction.counting import counted_beside, role_of
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention, find_dates
from ingest.extraction.factuality import discourse, stance_at, takes_back
from ingest.extraction.implied import implied_by
from ingest.extraction.measures import CASUALTIES, EVENTS, MONEY, PER_CENT, PERCENT, SETS, Counted
from ingest.extraction.numbers import Number, find_numbers, may_count
from ingest.extraction.parts import group_told, of_them, part_of_them, parts_of, place_alone, sums_up
from ingest.extraction.quantities import quantities_of
from ingest.extraction.readings import Reading
from ingest.extraction.speakers import said_by
from ingest.extraction.windows import Windows
from ingest.sentences import split_sentences

_CUES: Final = cues("tallies")
_FATES: Final = SETS["fates"]
_MAX_NUMBERS: Final = 30
"""A sentence with more numbers is a table, whose numbers have no clause to be read in."""
_HAPPENING: Final = CASUALTIES | EVENTS | {MONEY, PERCENT, "hostage", "case", "win"}
_UNTRUE: Final = frozenset({Stance.DENIED, Stance.WITHDRAWN})

_Figure: TypeAlias = tuple[Number, Counted, tuple[Part, ...]]
"""A number, what it counts, its parts by place."""


def find_quantities(article: Article) -> tuple[ReadSentence, ...]:
    """Give the title and every sentence of `article` with its numbers, and with the figures that it reports.

    Dates, ages, durations, extents, scores and numbers inside names are no figures; those of a table are left out. Of
    other languages than English numbers alone are read.
    """
    read = [*_read(article)]
    body = [tally for told in read[1:] for _, tally in told.figures]
    read[:1] = [_as_the_body_has_it(first, body) for first in read[:1]]
    sentences = [ReadSentence(told.span, tuple(quantities_of(article, *told))) for told in read]
    return tuple(_with_title_whole(article, sentences))


def tallies_in(sentences: Iterable[ReadSentence]) -> tuple[Tally, ...]:
    """Give the figures among the quantities of `sentences`."""
    return tuple(quantity.tally for sentence in sentences for quantity in sentence.quantities if quantity.tally)


class _Told(NamedTuple):
    """A sentence with its numbers and figures."""

    span: Span
    numbers: Sequence[Number]
    figures: Sequence[tuple[Number, Tally]]


def _read(article: Article) -> Iterator[_Told]:
    sentences = split_sentences(article.text)
    stances = discourse(article, sentences) if article.is_english else [None] * len(sentences)
    figures: tuple[tuple[Number, Tally], ...] = ()
    for span, stance in zip(sentences, stances, strict=True):
        sentence = article.text[span.start : span.end]
        reading = reading_of(sentence, [tally for _, tally in figures])
        figures = figures_of_sentence(reading, span, article.published.date()) if article.is_english and reading else ()
        # where `may_count` finds none, "one" and "zero" may stand: they count nothing, but may be what is asked for
        numbers = (reading.numbers or find_numbers(sentence)) if reading else ()
        told = (
            (number, replace(tally, stance=stance or _own_stance(tally, sentence, article.publisher)))
            for number, tally in figures
        )
        yield _Told(span, numbers, [*told])


def _own_stance(tally: Tally, sentence: str, publisher: str) -> Stance:
    is_withdrawn = tally.stance is Stance.DENIED and takes_back(sentence, publisher)
    return Stance.WITHDRAWN if is_withdrawn else tally.stance


def _as_the_body_has_it(first: _Told, body: Sequence[Tally]) -> _Told:
    """Give a title's figures as the `body` has them: denied where it denies them, in the countries that it names."""
    return first._replace(figures=[(number, _in_full(tally, body)) for number, tally in first.figures])


def _in_full(tally: Tally, body: Sequence[Tally]) -> Tally:
    same = [other for other in body if (other.value, other.measure) == (tally.value, tally.measure)]
    untrue = next((other.stance for other in reversed(same) if other.stance in _UNTRUE), tally.stance)
    told = next((other.circumstances for other in same), tally.circumstances)
    own = tally.circumstances
    return replace(
        tally,
        stance=untrue if tally.stance is Stance.STATED else tally.stance,
        circumstances=own if own.countries else replace(own, countries=told.countries, together=told.together),
    )


def _with_title_whole(article: Article, sentences: Sequence[ReadSentence]) -> Iterator[ReadSentence]:
    """Give the sentences, those of the title as one."""
    title = Span(0, len(article.title) if article.text.startswith(article.title) else 0)
    if title.end:
        of_title = (each.quantities for each in sentences if each.span.start < title.end)
        yield ReadSentence(title, tuple(chain.from_iterable(of_title)))
    yield from (each for each in sentences if each.span.start >= title.end)


def reading_of(sentence: str, before: Sequence[Tally] = ()) -> Reading | None:
    """Give one sentence with its numbers, `None` for a table.

    `before` are the figures of the sentence before: a bare "the total" goes on counting the same.
    """
    totals = (Counted(tally.measure, tally.unit) for tally in before if tally.kind is TallyKind.TOTAL)
    numbers = find_numbers(sentence) if may_count(sentence) else ()
    return Reading(sentence, numbers, next(totals, None)) if len(numbers) <= _MAX_NUMBERS else None


def figures_of_sentence(reading: Reading, span: Span, today: date) -> tuple[tuple[Number, Tally], ...]:
    """Give the figures of a sentence that was published on `today` and stands at `span`, each with its number."""
    sentence, found = reading.sentence, _figures(reading)
    if not found:
        return ()
    windows = Windows(sentence, [(number.span, counted.kind) for number, counted, _ in found], today=today)
    speaker, circumstances = said_by(sentence), circumstances_of(sentence)
    return tuple(
        (
            number,
            Tally(
                value=number.value,
                qualifier=number.qualifier,
                kind=counted.kind,
                stance=stance_at(sentence, number.span),
                measure=counted.measure,
                unit=counted.unit,
                counts=clause_at(sentence, number.span),
                parts=parts,
                since=window.first if window else None,
                since_precision=window.precision if window else None,
                as_of=_last_day(sentence, window, today),
                said_by=speaker,
                quote=span,
                circumstances=circumstances,
            ),
        )
        for number, counted, parts in found
        for window in (windows.of(number),)
    )


def figures_of(sentence: str) -> Iterator[tuple[Number, Counted]]:
    """Give the numbers of one sentence that count something, and what: of "three of the nine dead" the nine."""
    reading = reading_of(sentence)
    for number, counted, _ in (*_stated(reading), *_summed(reading)) if reading else ():
        whole = reading.wholes.get(number) if reading and counted.unit in _FATES else None
        yield (whole, replace(counted, kind=TallyKind.TOTAL)) if whole else (number, counted)


def _figures(reading: Reading) -> list[_Figure]:
    implied = [(number, counted, ()) for number, counted in implied_by(reading)]
    taken = {number.span for number, _, _ in implied}
    return [*(figure for figure in _stated(reading) if figure[0].span not in taken), *_summed(reading), *implied]


def _stated(reading: Reading) -> Iterator[_Figure]:
    """Numbers that count by themselves, each with the parts that it sums up."""
    left_out = reading.passed_over.union(*reading.groups)
    before: Counted | None = None
    for number in reading.numbers:
        if number in left_out or reading.counts_nothing(number):
            continue
        counted = reading.fallen.part(number) or _counted_by(reading, number, before)
        if counted is None:
            continue
        counted = _of_its_owner(of_them(_of_another_fate(counted, before), before), reading.beside(number)[0])
        before = counted
        parts = next((parts_of(reading.sentence, group) for group in reading.groups if sums_up(number, group)), ())
        alone = place_alone(*reading.beside(number))
        held = alone or (part_of_them(*reading.beside(number)) if counted.kind is TallyKind.SUBSET else None)
        counted = replace(counted, kind=TallyKind.SUBSET) if alone and counted.kind is TallyKind.TOTAL else counted
        yield number, counted, (Part(held, number.value),) if held else parts


def _counted_by(reading: Reading, number: Number, preceding: Counted | None = None) -> Counted | None:
    """Give what a number counts: what the one `preceding` does, where it says no more than "bringing the total to"."""
    before, after = reading.beside(number)
    if number.is_money:
        return Counted(MONEY, number.currency, role_of(before, after, TallyKind.RATE))
    if match := PER_CENT.match(after):
        return Counted(PERCENT, match.group().strip(), role_of(before, after, TallyKind.RATE))
    carried = reading.carried if preceding is None or preceding.measure in {MONEY, PERCENT} else preceding.whole
    counted = counted_beside(before, after, carried)
    if counted is None:
        return _continued(carried, before, after) if carried else None
    is_share = number in reading.wholes and counted.measure not in CASUALTIES
    kind = TallyKind.SUBSET if is_share else role_of(before, after, counted.kind)
    return Counted(counted.measure, counted.unit, kind)


def _of_its_owner(counted: Counted, before: str) -> Counted:
    """Count "the bloc's 27 countries" as those of the bloc: how many somebody has is no count of what happened."""
    owner = _CUES["owner"].search(before)
    if owner is None or counted.kind is not TallyKind.TOTAL or counted.measure in _HAPPENING:
        return counted
    return Counted(counted.measure, f"{owner['name']} {counted.unit}", TallyKind.SUBSET)


def _continued(carried: Counted, before: str, after: str) -> Counted | None:
    """Count what is `carried`, where the number is an earlier value of it ("up from 281") or a part ("14 in Birch")."""
    kind = role_of(before, after, TallyKind.TOTAL)
    group = group_told(after) if kind is TallyKind.SUBSET else None
    if group:
        return Counted(carried.measure, group, kind)
    if part_of_them(before, after):
        return replace(carried, kind=TallyKind.SUBSET)
    is_compared = kind is TallyKind.PREVIOUS or before.endswith(" against ")
    return replace(carried, kind=TallyKind.PREVIOUS) if is_compared else None


def _of_another_fate(counted: Counted, before: Counted | None) -> Counted:
    """Count "another 83 hurt" and "138 of whom are captive" whole, where what stands before counts another fate."""
    is_relative = counted.kind in {TallyKind.INCREMENT, TallyKind.SUBSET}
    is_fate = counted.measure in CASUALTIES | {"hostage"} and not counted.unit.lower().startswith(("new ", "fresh "))
    if is_relative and is_fate and before and before.measure in CASUALTIES and before.measure != counted.measure:
        return replace(counted, kind=TallyKind.TOTAL)
    return counted


def _summed(reading: Reading) -> Iterator[_Figure]:
    """Parts whose total the sentence does not state: "ten times in one place and three times in another"."""
    for group in reading.groups:
        if any(sums_up(number, group) for number in reading.numbers if number not in group):
            continue
        counted = _counted_by(reading, group[0])
        if counted is None or counted.kind is TallyKind.SUBSET:
            continue
        total = sum(number.value for number in group)
        yield Number(group[0].span, total, group[0].qualifier), counted, parts_of(reading.sentence, group)


def _last_day(sentence: str, window: DateMention | None, today: date) -> date:
    """Give the last day that the figures cover: "as of 3 October", else the window's last, else `today`."""
    if "s of " in sentence:
        for mention in find_dates(sentence, today=today):
            if _CUES["as of"].search(sentence, 0, mention.span.start):
                return min(mention.last, today)
    return min(window.last, today) if window else today
