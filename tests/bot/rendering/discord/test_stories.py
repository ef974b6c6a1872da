"""Stories, as a member reads them."""

from dataclasses import replace

from bot.rendering.discord.answers import answer_view
from bot.rendering.discord.quotes import quotes_pages
from bot.rendering.discord.stories import stories_pages, stories_view
from tests.bot.rendering.discord.examples import PENTAGON, STORIES
from tests.bot.rendering.discord.reading import lines, shown


def test_a_story_says_when_how_many_tell_it_what_and_who_says_so() -> None:
    assert lines(stories_view(STORIES, 0, ())) == [
        "**2 stories in the last 24 hours, the most widely reported first:**",
        "**22 Nov 2023** · 3 independent publishers",
        "“Ferry Marigold runs aground off Tamra”",
        "-# [Harbour Post](<https://harbourpost.example/ferry>) (harbourpost.example)",
        "**23 Nov 2023**",
        "“All passengers of the ferry are safe”",
        "-# Coast Wire",
        "-# As of <t:1701432000:R>",
    ]


def test_articles_of_one_publisher_are_called_so() -> None:
    first, second = STORIES.stories
    answer = replace(STORIES, stories=(replace(first, independent_publishers=1), second))

    assert "**22 Nov 2023** · 4 articles of one publisher" in lines(stories_view(answer, 0, ()))


def test_pages_hold_five_and_say_which_one_it_is() -> None:
    answer = replace(STORIES, stories=STORIES.stories * 4)

    assert stories_pages(answer) == 2
    assert lines(stories_view(answer, 1, ()))[-1].endswith("page 2 of 2")
    assert len([line for line in lines(stories_view(answer, 1, ())) if line.startswith("“")]) == 3


def test_beneath_an_answer_in_words_they_are_headed_as_what_they_are() -> None:
    quote = replace(PENTAGON, n=3)
    answer = replace(STORIES, answer=f"“{quote.quote}” [3]", citations=(*STORIES.citations, quote))

    assert lines(stories_view(answer, 0, ()))[0] == "**Stories beneath this answer, the newest first:**"
    assert answer.quotes == (quote,)


def test_the_first_view_of_a_digest_lists_the_first_stories() -> None:
    text = shown(answer_view(STORIES, ()))

    assert "2 stories in the last 24 hours" in text
    assert "Ferry Marigold runs aground off Tamra" in text
    assert STORIES.quotes == ()
    assert quotes_pages(STORIES) == 1
