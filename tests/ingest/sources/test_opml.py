import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.errors import InputError
from ingest.sources import Outline, read_opml, write_opml

ONE = Outline("One", "https://example.org/1", "https://example.org/")
NO_OPML = "This is no list of feeds: it holds no OPML."
REFUSED = "This list of feeds defines entities of its own, which is refused: export it again without."


def opml(body: str, *, before: str = "") -> bytes:
    return f'{before}<opml version="2.0"><head><title>Mine</title></head><body>{body}</body></opml>'.encode()


def test_a_list_is_read_in_its_order_with_its_folders_opened() -> None:
    body = """<outline text="World"><outline text="Near">
        <outline type="rss" text="One" xmlUrl="https://example.org/1" htmlUrl="https://example.org/"/></outline>
        <outline text="Two" title="Second  one" xmlUrl="http://example.org/2"/></outline>
        <outline xmlurl="https://example.org/3" htmlUrl="about:blank"/>"""

    assert read_opml(opml(body)) == (
        ONE,
        Outline("Second one", "http://example.org/2", publisher="Two"),
        Outline("", "https://example.org/3"),
    )


def test_an_address_counts_once() -> None:
    body = '<outline text="One" xmlUrl="https://example.org/1"/>' * 2

    assert read_opml(opml(body)) == (Outline("One", "https://example.org/1"),)


@pytest.mark.parametrize(
    "url", ["", "ftp://example.org/1", "file:///etc/passwd", "http://[a", "example.org", "https://"]
)
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    assert read_opml(opml(f'<outline text="One" xmlUrl="{url}"/>')) == ()


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        pytest.param(
            b'<opml><body><outline text="a" xmlUrl="https://example.org/?a=1&b=2&copy=3"/></body></opml>',
            Outline("a", "https://example.org/?a=1&b=2&copy=3"),
            id="bare ampersands",
        ),
        pytest.param(
            b'<opml><body><outline text="Caf&eacute; &amp; &bogus;" xmlUrl="https://example.org/"/></body></opml>',
            Outline("Café & &bogus;", "https://example.org/"),
            id="names of letters",
        ),
        pytest.param(
            b'<opml><body><outline text="a"><outline text="b" xmlUrl="https://example.org/"/><outl',
            Outline("b", "https://example.org/"),
            id="broken off",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="utf-16"?><OPML><outline text="é" xmlUrl="https://e.org/?a&amp;b"/></OPML>'.encode(
                "utf-16"
            ),
            Outline("é", "https://e.org/?a&b"),
            id="UTF-16",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="iso-8859-1"?><opml><outline text="é" xmlUrl="https://e.org/"/></opml>'.encode(
                "iso-8859-1"
            ),
            Outline("é", "https://e.org/"),
            id="Latin",
        ),
        pytest.param(
            b'<!DOCTYPE opml SYSTEM "http://example.org/opml.dtd"><opml><outline text="a" xmlUrl="https://e.org/"/></opml>',
            Outline("a", "https://e.org/"),
            id="a type that is not fetched",
        ),
    ],
)
def test_a_list_is_read_as_it_was_meant(body: bytes, outline: Outline) -> None:
    assert read_opml(body) == (outline,)


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"{}", b"\xff\xfe\x00", b"<html></html>", b"<rss><opml/></rss>", b"hello"]
)
def test_what_is_no_list_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(InputError, match=NO_OPML):
        read_opml(body)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "entities",
    [
        pytest.param(f'<!ENTITY l0 "ha">{LAUGHS}', id="that multiply"),
        pytest.param('<!ENTITY l11 SYSTEM "file:///etc/passwd">', id="from a file"),
        pytest.param('<!ENTITY l11 "https://example.org/">', id="of any kind"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_with_entities_of_its_own_is_refused(entities: str, encoding: str) -> None:
    body = opml('<outline text="&l11;" xmlUrl="https://e.org/&l11;"/>', before=f"<!DOCTYPE opml [{entities}]>")

    with pytest.raises(InputError, match=REFUSED):
        read_opml(body.decode().encode(encoding))


def test_a_list_is_written_as_other_readers_expect_it() -> None:
    assert write_opml([ONE, Outline('A & "B"', "https://e.org/?a&b")], title="My <list>").decode().splitlines() == [
        "<?xml version='1.0' encoding='utf-8'?>",
        '<opml version="2.0">',
        "  <head>",
        "    <title>My &lt;list&gt;</title>",
        "  </head>",
        "  <body>",
        '    <outline type="rss" text="One" title="One" xmlUrl="https://example.org/1" htmlUrl="https://example.org/"/>',
        '    <outline type="rss" text="A &amp; &quot;B&quot;" title="A &amp; &quot;B&quot;" xmlUrl="https://e.org/?a&amp;b"/>',
        "  </body>",
        "</opml>",
    ]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")).map(
    lambda text: " ".join(text.split())
)
urls = st.from_regex(r"https?://[a-z]{1,5}\.org/[a-z0-9&?=;%#'\"<>é]{0,10}", fullmatch=True)
outlines = st.lists(st.builds(Outline, lines, urls, st.none() | urls), unique_by=lambda outline: outline.url).map(tuple)


@given(outlines, st.text())
def test_what_is_written_is_read_again(written: tuple[Outline, ...], title: str) -> None:
    assert read_opml(write_opml(written, title=title)) == written


@given(st.text(), st.text())
def test_any_title_can_be_written(name: str, title: str) -> None:
    [outline] = read_opml(write_opml([Outline(name, "https://example.org/")], title=title))

    assert outline.url == "https://example.org/"


@example(b":", 1)
@given(st.binary(max_size=100), st.integers(0, 60))
def test_any_bytes_are_a_list_or_refused_in_a_sentence(dirt: bytes, place: int) -> None:
    body = opml('<outline text="One" xmlUrl="https://example.org/1"/>')

    for raw in (dirt, body[:place] + dirt + body[place:]):
        try:
            assert isinstance(read_opml(raw), tuple)
        except InputError as refusal:
            assert str(refusal) in {NO_OPML, REFUSED}  # noqa: PT017 because either answer is lawful
