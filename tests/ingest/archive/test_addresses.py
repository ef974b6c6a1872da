import pytest

from ingest.archive.addresses import is_of, page_of

PAGE = "https://harbour.example/2026/03/ferry"


@pytest.mark.parametrize(
    "variant",
    [
        "http://harbour.example/2026/03/ferry",
        "https://www.harbour.example/2026/03/ferry",
        "https://m.harbour.example/2026/03/ferry/",
        "https://amp.harbour.example/2026/03/ferry",
        "https://harbour.example/amp/2026/03/ferry",
        "https://harbour.example/2026/03/ferry/amp",
        "https://harbour.example/2026/03/ferry/amp/",
        "https://harbour.example/2026/03/ferry?amp",
        "https://harbour.example/2026/03/ferry?outputType=amp",
        "https://harbour.example/2026/03/ferry/print",
        "https://harbour.example/2026/03/ferry?print=1",
        "https://harbour.example/2026/03/ferry#xtor=RSS-3",
    ],
)
def test_variants_are_one_page(variant: str) -> None:
    assert page_of(variant) == page_of(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://harbour.example/2026/03/ferry-2",
        "https://harbour.example/2026/03/ferry?id=2",
        "https://harbour.example/2026/03/ferry?print=3",
        "https://harbour.example/2026/03/ferry#minute-12",
        "https://harbour.example:8443/2026/03/ferry",
        "https://news.harbour.example/2026/03/ferry",
        "https://harbour.example/2026/03/ferry/printers",
        "https://harbour.example/2026/03/Ferry",
        "https://harbour.example/",
    ],
)
def test_others_are_others(other: str) -> None:
    assert page_of(other) != page_of(PAGE)


@pytest.mark.parametrize(
    ("one", "other"), [("https://m.example/a", "https://www.example/a"), ("http://m.co/", "http://co/")]
)
def test_a_domain_of_one_label_keeps_its_name(one: str, other: str) -> None:
    assert page_of(one) != page_of(other)


def test_a_domain_has_the_hosts_under_it() -> None:
    assert is_of("https://news.harbour.example/1", "harbour.example")
    assert is_of("https://harbour.example/1", "harbour.example")
    assert not is_of("https://myharbour.example/1", "harbour.example")
