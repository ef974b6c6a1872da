"""A sentence where it stands in its article."""

from dataclasses import dataclass

from ingest.articles import Span
from ingest.extraction.occurrence import dateline_length
from ingest.extraction.setting import Setting


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence where it stands in an article."""

    text: str
    sentence: Span
    setting: Setting

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
        return self.sentence.start == 0 and self.text.find("\n\n", self.sentence.end) == self.sentence.end
