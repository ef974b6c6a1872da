"""Strangers' text shows what it says and does nothing else; our links lead where they say."""

import time

import pytest
from hypothesis import given

from bot.rendering.discord.markup import cut, domain, fitted, link, one_line, safe, size
from tests.bot.rendering.discord import nasty
from tests.bot.rendering.discord.reading import check_text, read, width


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Plain words, 1,200 of them (really).", "Plain words, 1,200 of them (really)."),
        ("@everyone and @here", "\\@\u2060everyone and \\@\u2060here"),
        ("<@1> <@&2> <#3>", r"\<\@1> \<\@&2> \<\#3>"),
        ("<t:0:R> <:nose:1> </ask:1>", r"\<t\:0:R> \<\:nose:1> \</ask:1>"),
        ("[click](https://evil.example)", r"\[click\]\(https:\//evil.example)"),
        ("join discord.gg/evil", r"join discord.gg\/evil"),
        ("*a* _b_ ~~c~~ ||d|| `e`", r"\*a\* \_b\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("```rm```", r"\`\`\`rm\`\`\`"),
        ("# big", r"\# big"),
        ("-# small", r"\-\# small"),
        ("> quoted", r"\> quoted"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        (":smile: at 12:30:45", r"\:smile: at 12\:30\:45"),
        (":smile:word", r"\:smile\:word"),
        ("a back\\slash", r"a back\\slash"),
        ("two\n\nlines\u2028three", "two lines three"),
        ("\u202eabc\u2066\u200b\ufeff\x00\x1b", "abc"),
        ("می\u200cشود", "می\u200cشود"),
        ("ad\u200cmin", "admin"),
    ],
)
def test_strangers_text_is_disarmed(text: str, markup: str) -> None:
    assert safe(text) == markup


@given(nasty.words)
def test_strangers_text_looks_as_written_and_does_nothing(text: str) -> None:
    check_text(safe(text))
    assert read(safe(text)).shown == one_line(text)
    assert read(safe(text)).links == []


@pytest.mark.parametrize(
    ("url", "title", "markup"),
    [
        ("https://a.example/x", "Title", "[Title](<https://a.example/x>)"),
        ("https://a.example/a b(c)<d>", "T", "[T](<https://a.example/a%20b%28c%29%3Cd%3E>)"),
        ("https://a.example/%20ok?q=1&r=é#top", "T", "[T](<https://a.example/%20ok?q=1&r=%C3%A9#top>)"),
        ("https://a.example/@everyone", "T", "[T](<https://a.example/%40everyone>)"),
        ("https://bücher.example/", "T", "[T](<https://xn--bcher-kva.example/>)"),
        ("HTTPS://A.example:8080/", "T", "[T](<https://a.example:8080/>)"),
        ("https://a.example/", "Live [video]", "[Live (video)](<https://a.example/>)"),
        ("https://a.example/", "T](http://evil", r"T)(http:\//evil ([article](<https://a.example/>))"),
        ("https://a.example/", "bbc.co.uk says", "bbc.co.uk says ([article](<https://a.example/>))"),
        ("https://a.example/", "U.S. forces hit", "[U.S. forces hit](<https://a.example/>)"),
        ("https://a.example/", "", "[untitled](<https://a.example/>)"),
        (None, "notes.txt", "notes.txt"),
        ("javascript:alert(1)", "T", "T"),
        ("https://user:secret@a.example/", "T", "T"),
        ("https://[::1]/", "T", "T"),
        ("https://a.example/" + "x" * 512, "*T*", r"\*T\*"),
    ],
)
def test_a_link_leads_where_it_says_or_is_none(url: str | None, title: str, markup: str) -> None:
    assert link(url, title) == markup


@given(nasty.urls, nasty.words)
def test_no_link_can_be_broken_out_of(url: str | None, title: str) -> None:
    check_text(link(url, title))
    assert len(read(link(url, title)).links) <= 1


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.example/news", "bbc.example"),
        (None, ""),
        ("https://bbc.example@evil.example/", ""),
        (f"https://bbc.example.{'a' * 60}.evil.example/", "…" + "a" * 34 + ".evil.example"),
    ],
)
def test_a_domain_is_the_links_own_and_keeps_its_end(url: str | None, name: str) -> None:
    assert domain(url) == name


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [
        ("a short line", 12, "a short line"),
        ("a line that goes on", 12, "a line that…"),
        ("a line, that goes on", 9, "a line…"),
        ("“a quote that goes on”", 12, "“a quote…”"),
        ("cited here [12] and there", 14, "cited here…"),
        ("x" * 20, 10, "xxxxxxxxx…"),
        ("🙂🙂🙂", 4, "🙂…"),
        ("cafe\u0301s", 5, "caf…"),
        ("👍🏻👍🏻", 4, "…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_a_cut_falls_between_words_and_says_so(text: str, room: int, kept: str) -> None:
    assert cut(text, room) == kept
    assert size(kept) <= room


@pytest.mark.parametrize("sent", [-1, 0, 1, 7, 60])
@given(text=nasty.words)
def test_a_fitted_text_is_whole_markup(sent: int, text: str) -> None:
    markup = fitted(text, shown=40, sent=sent)

    check_text(markup)
    assert width(markup) <= max(sent, 0)


def test_the_longest_text_that_anybody_can_send_is_fitted_at_once() -> None:
    began = time.process_time()

    markup = fitted("*" * 6_000, shown=1_900, sent=1_900)

    assert markup == r"\*" * 949 + "…"
    assert time.process_time() - began < 0.5  # one length after the other it was 1.6 s, in which nobody was answered
