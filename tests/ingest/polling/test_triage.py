"""A page's text counts where it is of the entry's story, in whatever script; any other page's does not."""

import pytest

from ingest.live import Entry
from ingest.polling.triage import FIRST_ENTRIES, Told, is_section, several_on_a_page, sift, why_another_story

TITLE = "Warehouse fire in Lindhaven injures eleven"
SUMMARY = "Eleven people were injured when a warehouse burned in Lindhaven on Friday, the fire service said."
STORY = (
    f"{SUMMARY}\n\nThe blaze in the old warehouse was put out after six hours. Firefighters from Lindhaven and three "
    "other towns took part, and the injured people were brought to two hospitals.\n\nWhy the warehouse burned is not "
    "known, a spokeswoman of the fire service said on Friday evening."
)
FED = Told(TITLE, SUMMARY)
ANOTHER = "does not tell what the feed tells"
MANY = "tells of more than this story"


@pytest.mark.parametrize(
    ("told", "page", "headings"),
    [
        pytest.param(FED, STORY, "", id="the story"),
        pytest.param(Told(TITLE, ""), STORY, "Lindhaven Echo", id="by its title alone"),
        pytest.param(Told("", SUMMARY), STORY, "", id="by its summary alone"),
        pytest.param(Told(TITLE, "Read all of it on our site."), STORY, "", id="a summary that says nothing"),
        pytest.param(Told("", ""), STORY, "", id="a feed that says nothing"),
        pytest.param(
            Told("Eleven hurt in blaze", "It took six hours."),
            "A warehouse burned on Friday. Nobody knows why the blaze began, and eleven people are in hospital.",
            "Eleven hurt in blaze - Lindhaven Echo",
            id="a brief that bears the title",
        ),
        pytest.param(
            Told("Пожар на складе в Линдхафене", ""),
            "На складе под Линдхафеном загорелись бочки. Пожарные тушили склад шесть часов, пожаром занялась полиция.",  # noqa: RUF001 because it is Russian
            "",
            id="Russian, whose words bend",
        ),
        pytest.param(
            Told("港の倉庫で火災、十一人けが", ""),
            "金曜日、港の古い倉庫で火災があり、作業員ら十一人がけがをした。倉庫の火は六時間後に消えた。",
            "",
            id="Japanese, whose words are not parted",
        ),
        pytest.param(
            Told("항구 창고 화재로 열한 명 부상", ""),
            "금요일 항구의 낡은 창고에서 화재가 나 열한 명이 부상했다고 소방서가 밝혔다.",
            "",
            id="Korean, whose words are short",
        ),
    ],
)
def test_a_page_of_the_story_counts(told: Told, page: str, headings: str) -> None:
    assert why_another_story(told, page, headings=headings) is None


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(
            "We and our 96 partners keep cookies and other data on your device, so that we can show and measure "
            "advertising. You may change your choice on Friday or on any other day. " * 8,
            ANOTHER,
            id="a long consent notice",
        ),
        pytest.param(
            "Um diese Seite zu lesen, stimmen Sie bitte der Nutzung von Daten zu oder schließen Sie ein Abo ab.",
            ANOTHER,
            id="a notice in another language",
        ),
        pytest.param("Sorry, this site is not open to readers in your region.", ANOTHER, id="another region"),
        pytest.param("Hold on while we see whether you are a person.", ANOTHER, id="a check for robots"),
        pytest.param("Please update to a newer version of your browser.", ANOTHER, id="an old browser"),
        pytest.param("Stories of agencies leave our archive after a month.", ANOTHER, id="expired"),
        pytest.param("Welcome back. Enter your name and password to go on to the paper.", ANOTHER, id="a login"),
        pytest.param(
            "Ferry stays in harbour\n\nThe ferry will not sail before Monday, its owner said.\n\n"
            f"{TITLE}\n\n{SUMMARY}\n\nSchool choir wins prize\n\nThe choir sang for two hours, and a jury of five "
            "gave it the first prize.\n\nBridge to be painted green\n\nThe council voted for it by 12 to 9.",
            MANY,
            id="a list of stories, this one among them",
        ),
    ],
)
@pytest.mark.parametrize("told", [FED, Told(TITLE, "")], ids=["with a summary", "by its title alone"])
def test_a_page_of_something_else_does_not(told: Told, page: str, reason: str) -> None:
    assert why_another_story(told, page, headings="Lindhaven Echo") == reason


@pytest.mark.parametrize("told", [FED, Told(TITLE, "")], ids=["with a summary", "by its title alone"])
def test_a_notice_under_the_storys_title_does_not(told: Told) -> None:
    notice = "Your privacy is ours to keep. Press Agree, and the site opens with advertising made for you. " * 6
    assert why_another_story(told, notice, headings=TITLE) == ANOTHER


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("https://echo.example/2026/11/fire", "https://echo.example/", id="home"),
        pytest.param("https://echo.example/2026/11/fire", "https://www.echo.example", id="home, spelled otherwise"),
        pytest.param("https://echo.example/2026/11/fire", "https://echo.example/index.html", id="home by its file"),
        pytest.param("https://echo.example/world/fire", "https://echo.example/world/", id="the section above it"),
        pytest.param("https://echo.example/2026/11/fire", "https://echo.example/news?gone=1", id="another section"),
        pytest.param("https://echo.example/", "https://echo.example/", id="home was asked for"),
    ],
)
def test_a_section_is_no_story(asked: str, found: str) -> None:
    assert is_section(found, instead_of=asked)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("http://echo.example/fire/", "https://www.echo.example/fire", id="spelled otherwise"),
        pytest.param("https://echo.example/2026/11/fire", "https://echo.example/fire-in-lindhaven", id="a new address"),
        pytest.param("https://echo.example/news/123", "https://echo.example/a123", id="a shorter one"),
        pytest.param("https://short.example/x/y", "https://echo.example/fire", id="a shortened link"),
        pytest.param("https://echo.example/?p=12", "https://echo.example/?p=12", id="known by its query"),
        pytest.param("https://echo.example/fire", "https://echo.example/amp/fire", id="longer"),
    ],
)
def test_a_story_that_moved_is_one(asked: str, found: str) -> None:
    assert not is_section(found, instead_of=asked)


def entry(key: str, url: str | None = None) -> Entry:
    return Entry(key=key, url=url, title="", body="", published=None)


def test_entries_that_differ_by_a_fragment_share_their_page() -> None:
    live = [entry("1", "https://echo.example/live#1"), entry("2", "https://echo.example/live#2")]
    alone = [entry("3", "https://echo.example/fire#top"), entry("4", "https://echo.example/ice#top"), entry("5")]
    again = [entry("6", "https://echo.example/rain"), entry("7", "https://echo.example/rain")]

    assert several_on_a_page([*live, *alone, *again]) == {"https://echo.example/live#1", "https://echo.example/live#2"}


@pytest.mark.parametrize(
    ("is_first", "room", "sizes"),
    [
        pytest.param(True, None, (FIRST_ENTRIES, 9, 0), id="a first poll"),
        pytest.param(True, 20, (20, 9, FIRST_ENTRIES - 20), id="a first poll with little room"),
        pytest.param(False, None, (FIRST_ENTRIES + 9, 0, 0), id="a later poll"),
        pytest.param(False, 0, (0, 0, FIRST_ENTRIES + 9), id="no room"),
    ],
)
def test_entries_are_taken_as_far_as_they_are_new_recent_and_few(
    *, is_first: bool, room: int | None, sizes: tuple[int, int, int]
) -> None:
    entries = [entry(str(number)) for number in range(FIRST_ENTRIES + 10)]
    unseen = {entry.key for entry in entries} - {entries[-1].key}

    sifted = sift(entries, unseen, is_first=is_first, room=room)

    assert tuple(map(len, sifted)) == sizes
