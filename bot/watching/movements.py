"""What changed between an answer and the same question asked again. Pure."""

from dataclasses import dataclass

from bot.answering.answerer import WORDS_ONLY
from bot.answering.answers import Answer, Citation, Figure
from bot.languages import say, speaking
from bot.watching.watches import headline


@dataclass(frozen=True, slots=True)
class Movement:
    """A figure that stands no more."""

    old: Figure
    new: Figure | None
    """What is reported instead, if anything is."""
    reason: Citation
    """The report that states the new figure, or that takes the old one back."""
    is_retraction: bool


def movement(before: Answer, after: Answer) -> Movement | None:
    """Tell what became of the headline figure of `before`, by the answer to the same question later.

    That sources no longer settle on one figure, or that search by meaning is not ready, moves nothing.
    """
    old, new = headline(before), headline(after)
    if old is None or is_provisional(after) or (new and new.value == old.value):
        return None
    taken_back = next((each.citation for each in after.retractions if each.value == old.value), None)
    if taken_back:
        return Movement(old, new, taken_back, is_retraction=True)
    if new and (before.kind == "ledger") is (after.kind == "ledger"):
        return Movement(old, new, _newest_reason(before, after, new), is_retraction=False)
    return None


def has_appeared(after: Answer) -> bool:
    """Tell whether something answers now what nothing did: quotes that only come near do not."""
    is_near = after.kind == "passages" and after.abstained
    return after.kind != "no_coverage" and not after.is_aside and not is_near


def is_comparable(before: Answer, control: Answer) -> bool:
    """Tell whether the question, asked again as of the moment it was answered, is answered by the same number.

    Where it is not, what changed may be how it was searched or read, and not the news.
    """
    old, same = headline(before), headline(control)
    return old is not None and same is not None and old.value == same.value


def is_provisional(answer: Answer) -> bool:
    """Tell an answer that was searched by words alone: while the service starts."""
    with speaking(answer.language):
        return say(WORDS_ONLY) in answer.notes


def _newest_reason(before: Answer, after: Answer, new: Figure) -> Citation:
    """Give what states the new figure; of the archive's own count, the newest report that was not counted before."""
    cited = {citation.n: citation for citation in after.citations}
    if after.kind != "ledger":
        return cited[new.citation]
    known = {(citation.url, citation.title) for citation in before.citations}
    fresh = [citation for citation in after.citations if (citation.url, citation.title) not in known]
    return max(fresh, key=lambda citation: citation.published, default=cited[new.citation])
