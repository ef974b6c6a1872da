"""For and against: what sentences make of the event that a yes/no question asks about. Pure."""

from collections.abc import Sequence
from typing import Final

from bot.answering.composition.quoting import Excerpt
from bot.answering.passages.selection import Selected
from bot.answering.question.planning import Plan
from ingest import Span, Stance, stance_at

_UNREAL: Final = frozenset({Stance.HYPOTHETICAL, Stance.FORECAST})


def for_and_against(plan: Plan, shown: Sequence[Excerpt], others: Sequence[Selected]) -> tuple[Excerpt, ...]:
    """Give the sentences that state or deny what is asked, the newest day first; where any does, none that supposes it.

    Of `others`, the sentences that were not to be shown, the newest denial is added where none is shown.
    """
    told = [one for one in shown if not _is_unreal(plan, one)]
    real = told if any(_event(plan, one.text) for one in told) else list(shown)
    if not any(_stance(plan, one) is Stance.DENIED for one in real):
        denials = [one.excerpt for one in others if _stance(plan, one.excerpt) is Stance.DENIED]
        real += sorted(denials, key=lambda one: one.stored.article.published)[-1:]
    return tuple(sorted(real, key=lambda one: one.stored.article.published.date(), reverse=True))


def _is_unreal(plan: Plan, excerpt: Excerpt) -> bool:
    return excerpt.asks or _stance(plan, excerpt) in _UNREAL


def _stance(plan: Plan, excerpt: Excerpt) -> Stance:
    event = _event(plan, excerpt.text)
    return stance_at(excerpt.text, event) if event else Stance.STATED


def _event(plan: Plan, text: str) -> Span | None:
    """Find the event that is asked about: the last word of the question, no name, that a sentence has."""
    events = [term for term in plan.core if not term.is_name]
    found = next((match for term in reversed(events) if (match := term.pattern.search(text))), None)
    return Span(*found.span()) if found else None
