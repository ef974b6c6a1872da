"""A sentence where it stands in its article."""

from dataclasses import dataclass
from typing import Final

from ingest.articles import Span
from ingest.extraction.cues import cues
from ingest.extraction.dates import DateMention
from ingest.extraction.event_coreference import Event
from ingest.extraction.occurrence import dateline_length
from ingest.extraction.setting import Setting

_SAME_DAY: Final = cues("event_mentions")["same day"]


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """A sentence where it stands in an article."""

    text: str
    sentence: Span
    setting: Setting
    events: list[Event]
    """Those told before it."""

    @property
    def whole(self) -> str:
        """The sentence as it stands, its dateline included."""
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def quote(self) -> Span:
        """Where the sentence stands in the article, its dateline left out."""
        return Span(self.sentence.start + dateline_length(self.whole), self.sentence.end)

    @property
    def is_title(self) -> bool:
        """Whether the sentence is the article's title."""
        return self.sentence.start == 0 and self.text[self.sentence.end :].lstrip(" ").startswith("\n\n")

    @property
    def day_before(self) -> DateMention | None:
        """The day of the event told last, if the sentence refers to it as "the same day"."""
        match = _SAME_DAY.search(self.whole)
        mentions = [mention for event in self.events for mention in event.mentions if mention.has_day]
        if not match or not mentions:
            return None
        last = mentions[-1]
        return DateMention(Span(*match.span()), last.first_day, last.last_day, last.date_precision)
