import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching import masked
from ingest.fetching.addresses import covers, host_of, usable
from ingest.live import Failure, FailureKind


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org/feed?a=1&b=%2F", "https://example.org/feed?a=1&b=%2F"),
        (" https://example.org/a b#part\n", "https://example.org/a%20b"),
        ("HTTP://Example.org:8080", "http://Example.org:8080"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    ],
    ids=["plain", "spaces-and-fragment", "capitals-and-port", "punycode"],
)
def test_a_web_address_is_asked_as_it_is_written(url: str, asked: str) -> None:
    assert usable(url) == asked


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/feed", "ftp: addresses are not fetched, only http: and https:"),
        ("file:///etc/passwd", "file: addresses are not fetched, only http: and https:"),
        ("data:text/html,hello", "data: addresses are not fetched, only http: and https:"),
        ("javascript:alert(1)", "javascript: addresses are not fetched, only http: and https:"),
        ("example.org/feed", "this is not a web address"),
        ("", "this is not a web address"),
        ("http://", "this is not a web address"),
        ("http:///feed", "this is not a web address"),
        ("http://[::1", "this is not a web address"),
        ("http://example.org:99999/", "this is not a web address"),
        ("http://example.org:0/", "this is not a web address"),
        ("http://example.org\\@10.0.0.1/", "this is not a web address"),
        ("http://exam\tple.org/", "this is not a web address"),
        ("http://example.org/\r\nHost: other", "this is not a web address"),
        ("http://" + "a." * 130 + "org/", "this is not a web address"),
        ("http://user@example.org/", "addresses with a user name or password are not fetched"),
        ("http://user:secret@example.org/", "addresses with a user name or password are not fetched"),
        ("http://example.org/" + "a" * 2048, "addresses of more than 2048 characters are not fetched"),
    ],
)
def test_what_is_not_asked_for_has_its_reason(url: str, reason: str) -> None:
    assert usable(url) == Failure(FailureKind.REFUSED, reason)


@given(st.text())
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        asked = usable(url)
        assert isinstance(asked, Failure) or usable(asked) == asked


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.ORG.:443/", "example.org"),
        ("https://Bücher.example/", "xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example./", "xn--bcher-kva.example"),
        ("https://\u0435xample.org/", "xn--xample-2of.org"),
        ("http://\uff11\uff12\uff17.0.0.1/", "127.0.0.1"),
    ],
    ids=["capitals-and-root", "umlaut", "punycode", "cyrillic-e", "wide-digits"],
)
def test_a_host_has_one_spelling(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "covered"),
    [
        ("example.org", True),
        ("news.example.org", True),
        ("a.b.example.org", True),
        ("badexample.org", False),
        ("example.org.example.net", False),
        ("org", False),
    ],
)
def test_a_host_covers_its_subdomains(host: str, covered: bool) -> None:  # noqa: FBT001 because it is a table's column
    assert covers({"other.example", "example.org"}, host) is covered


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:pw@example.org/feed", "https://***@example.org/feed"),
        ("https://user@example.org", "https://***@example.org"),
        ("user:pw@example.org/feed", "***@example.org/feed"),
        ("https://example.org/f?token=abc&page=2", "https://example.org/f?token=***&page=2"),
        ("https://example.org/f?api_key=abc;apikey=b", "https://example.org/f?api_key=***;apikey=***"),
        ("https://example.org/f?X-Amz-Signature=abc", "https://example.org/f?X-Amz-Signature=***"),
        ("https://example.org/f?AccessKey=abc&SIG=d", "https://example.org/f?AccessKey=***&SIG=***"),
        ("https://example.org/f?auth=a&auth_user=b", "https://example.org/f?auth=***&auth_user=***"),
        ("https://example.org/f?%74oken=abc", "https://example.org/f?%74oken=***"),
        ("https://example.org/f#access_token=abc", "https://example.org/f#access_token=***"),
        ("https://example.org/f?a=1&amp;key=abc", "https://example.org/f?a=1&amp;key=***"),
        (
            "https://example.org/f?author=me&keyword=war&design=x",
            "https://example.org/f?author=me&keyword=war&design=x",
        ),
        ("https://example.org/@author/feed", "https://example.org/@author/feed"),
        ("not an address", "not an address"),
    ],
)
def test_secrets_are_masked_and_the_rest_stays_readable(url: str, shown: str) -> None:
    assert masked(url) == shown


@given(
    name=st.sampled_from(["token", "key", "api-key", "auth", "sig", "signature", "password", "Secret", "session_id"]),
    before=st.lists(st.sampled_from(["a=1", "page=2", "x", "=", "q=%20"])),
)
def test_no_key_is_shown_wherever_it_stands(name: str, before: list[str]) -> None:
    url = f"https://me:hunter2@example.org/feed?{'&'.join([*before, f'{name}=hunter2'])}&b=3"

    assert "hunter2" not in masked(url)


@given(st.text())
def test_anything_can_be_masked(text: str) -> None:
    assert masked(masked(text)) == masked(text)
