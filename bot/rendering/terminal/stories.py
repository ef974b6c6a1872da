"""Stories on a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bot.answering.answers import Answer, Citation, StoryTold
from bot.answering.composition.phrasing import count_words, day
from bot.rendering.terminal.words import linked, one_line, quoted

SHOWN = 10
"""Stories that are read in one go; `--limit` and `--json` give more."""


def story_blocks(answer: Answer, *, limit: int = SHOWN) -> Iterator[RenderableType]:
    """Give a block a story: when, who tells it, the sentence, the link; then how many more there are."""
    if answer.stories and answer.quotes:
        yield Text("Stories, the newest first", style="bold")
    citations = {citation.n: citation for citation in answer.citations}
    for story in answer.stories[:limit]:
        yield _story(story, citations[story.citation])
    if (left := len(answer.stories) - limit) > 0:
        yield Text(f"… {left} more with --limit {len(answer.stories)} of sitrep digest.", style="dim")


def _story(story: StoryTold, citation: Citation) -> RenderableType:
    return Group(
        Text.assemble((day(story.day), "bold"), f"  {_tellers(story)}"),
        quoted(citation.quote),
        linked(citation.url, citation.title),
    )


def _tellers(story: StoryTold) -> str:
    first, *others = map(one_line, story.publishers)
    told = f"{first} and {count_words(len(others), 'other')}" if others else first
    if story.independent_publishers < len(story.publishers):
        told += f", {count_words(story.independent_publishers, 'independent publisher')}"
    return told if story.articles == len(story.publishers) else f"{told}, {count_words(story.articles, 'article')}"
