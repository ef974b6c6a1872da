"""What people call a publisher."""

import pytest

from bot.answering.digests.publishers import is_called


@pytest.mark.parametrize(
    ("publisher", "name", "expected"),
    [
        ("Harbour Post", "harbour post", True),
        ("Harbour Post", "the Harbour Post", True),
        ("harbourpost.example", "Harbour Post", True),
        ("theharbour.example", "the Harbour", True),
        ("news.harbour.example", "Harbour News", True),
        ("Harbour Post", "Coast Wire", False),
        ("artstation.example", "rt", False),
        ("Harbour Post", "Harbour Times", False),
        ("Harbour Post", "", False),
        ("Harbour Post", "the", False),
    ],
)
def test_a_publisher_goes_by_its_name_or_its_domain(publisher: str, name: str, *, expected: bool) -> None:
    assert is_called(publisher, name) is expected
