import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching import Fetcher
from ingest.fetching.guard import AddressRefused, Guard, is_public
from ingest.live import Failure, FailureKind, Fetched, Resource
from tests.ingest.fetching.conftest import NO_PACE, Names, lines, named
from tests.webserver import WebServer

SERVER_ALONE = (IPv4Network("127.0.0.1/32"),)
"""Stands in for the public internet, beside which 127.0.0.2 is private."""


@pytest.mark.parametrize(
    "address",
    "1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.0 172.32.0.1 192.0.1.1 223.255.255.255 2606:4700::1111"
    " 2a00:1450:4001::200e 2001:4860:4860::8888 2400:cb00::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8".split(),
)
def test_hosts_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    "0.0.0.0 0.1.2.3 10.0.0.5 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255"
    " 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.251 239.255.255.250"
    " 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 100::1 2001::1"
    " 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 ::127.0.0.1 ::8.8.8.8"
    " ::ffff:0:8.8.8.8 ::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1"
    " 64:ff9b::a9fe:a9fe 64:ff9b:1::1".split(),
)
def test_all_else_is_not(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("169.254.169.254", id="most clouds"),
        pytest.param("169.254.170.2", id="AWS containers"),
        pytest.param("169.254.42.42", id="Scaleway"),
        pytest.param("169.254.0.23", id="Tencent"),
        pytest.param("fd00:ec2::254", id="AWS by IPv6"),
        pytest.param("fd00:ec2::23", id="AWS pods by IPv6"),
        pytest.param("fd20:ce::254", id="Google by IPv6"),
        pytest.param("fd00:42::42", id="Scaleway by IPv6"),
        pytest.param("fe80::a9fe:a9fe", id="OpenStack by IPv6"),
        pytest.param("100.100.100.200", id="Alibaba"),
        pytest.param("192.0.0.192", id="Oracle"),
        pytest.param("168.63.129.16", id="Azure's wire server"),
        pytest.param("::ffff:168.63.129.16", id="Azure's wire server as IPv6"),
        pytest.param("64:ff9b::a83f:8110", id="Azure's wire server through NAT64"),
        pytest.param("161.26.0.10", id="IBM's infrastructure"),
        pytest.param("166.9.24.45", id="IBM's private endpoints"),
    ],
)
def test_what_a_cloud_tells_its_machines_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["168.63.129.15", "168.63.129.17", "161.25.255.255", "161.27.0.0", "166.12.0.1"])
def test_the_neighbours_of_a_clouds_own_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_that_python_calls_special(address: IPv4Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=6, network=IPv6Network("2000::/3")))
def test_no_ipv6_address_is_public_that_python_calls_special(address: IPv6Address) -> None:
    assert not is_public(address) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_within_an_ipv6_address_is_judged_as_itself(address: IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::"):
        assert is_public(IPv6Address(f"{prefix}{address}")) == is_public(address)


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("8.8.8.8", 443, None),
        ("8.8.8.8", 8080, None),
        ("8.8.8.8", 22, "port 22 is not asked for news, only 80, 443, 8080, 8443"),
        ("10.0.0.5", 80, "10.0.0.5 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"),
        ("192.168.7.7", 9000, None),
        ("::ffff:192.168.7.7", 9000, None),
        ("192.168.8.7", 80, "192.168.8.7 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"),
        ("fe80::1%eth0", 80, "fe80::1 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"),
        ("fd12::1", 9000, None),
    ],
)
def test_the_operators_networks_are_open_on_any_port(host: str, port: int, reason: str | None) -> None:
    guard = Guard([IPv4Network("192.168.7.0/24"), IPv6Network("fd12::/64")])

    assert guard.objection(host, port) == reason


def test_the_guard_makes_sockets_for_what_it_lets_pass_alone() -> None:
    guard = Guard()

    guard((socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("8.8.8.8", 443))).close()
    with pytest.raises(AddressRefused):
        guard((socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("::ffff:127.0.0.1", 443, 0, 0)))


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 localhost localhost. LOCALHOST 0.0.0.0 2130706433 0x7f000001 0x7f.1 0177.0.0.1 127.1 0 127.0.0.1%2f"
    " \uff11\uff12\uff17.0.0.1 127\u30020\u30020\u30021 [::] [::1] [::ffff:127.0.0.1] [::ffff:7f00:1]"
    " [64:ff9b::7f00:1] [fe80::1%25lo] 10.0.0.1 169.254.169.254".split(),
    ids=ascii,
)
async def test_no_spelling_of_a_private_address_is_connected_to(
    host: str, server: WebServer, outsider: Fetcher
) -> None:
    outcome = await outsider.fetch(named(server, host), Resource.FEED)

    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.REFUSED or "cannot be found" in outcome.reason
    assert server.requests == []


async def test_a_refused_address_is_named(server: WebServer, outsider: Fetcher) -> None:
    assert await outsider.fetch(server.url(), Resource.PAGE) == Failure(
        FailureKind.REFUSED, "127.0.0.1 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"
    )


async def test_a_name_that_changes_its_address_after_the_first_answer_is_refused(server: WebServer) -> None:
    server.give("/", "news", headers=lines(Connection="close"))
    names = Names(rebound_example=[["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]])

    async with Fetcher(user_agent="sitrep/0", allowed_networks=SERVER_ALONE, pace=NO_PACE, resolver=names) as fetcher:
        url = named(server, "rebound.example")
        server.give("/robots.txt", headers=lines(Connection="close"))
        first = await fetcher.fetch(url, Resource.FEED)
        second = await fetcher.fetch(url, Resource.FEED)

    assert isinstance(first, Fetched)
    assert second == Failure(
        FailureKind.REFUSED, "127.0.0.2 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"
    )


@pytest.mark.parametrize(
    "addresses", [["127.0.0.2"], ["127.0.0.2", "127.0.0.3"], ["127.0.0.2", "::1"]], ids=["one", "two", "both-families"]
)
async def test_a_name_of_private_addresses_alone_is_refused(server: WebServer, addresses: list[str]) -> None:
    async with Fetcher(
        user_agent="sitrep/0", allowed_networks=SERVER_ALONE, resolver=Names(inside_example=[addresses])
    ) as fetcher:
        outcome = await fetcher.fetch(named(server, "inside.example"), Resource.FEED)

    assert isinstance(outcome, Failure)
    assert outcome.kind is FailureKind.REFUSED


async def test_of_a_public_and_a_private_address_the_public_one_is_asked(server: WebServer) -> None:
    server.give("/", "news")
    names = Names(mixed_example=[["127.0.0.2", "127.0.0.1"]])

    async with Fetcher(user_agent="sitrep/0", allowed_networks=SERVER_ALONE, pace=NO_PACE, resolver=names) as fetcher:
        outcome = await fetcher.fetch(named(server, "mixed.example"), Resource.FEED)

    assert isinstance(outcome, Fetched)


async def test_a_redirect_into_a_private_network_is_refused(server: WebServer) -> None:
    server.redirect("/", named(server, "127.0.0.2", "/admin"))

    async with Fetcher(user_agent="sitrep/0", allowed_networks=SERVER_ALONE, pace=NO_PACE) as fetcher:
        outcome = await fetcher.fetch(server.url(), Resource.FEED)

    assert outcome == Failure(
        FailureKind.REFUSED, "127.0.0.2 is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"
    )
    assert server.paths == ["/"]


@pytest.mark.parametrize(
    "host", ["blocked.example", "news.Blocked.example.", "xn--bcher-kva.example", "bücher.example"]
)
async def test_a_host_that_the_operator_blocks_is_asked_for_nothing(server: WebServer, host: str) -> None:
    names = Names(**{name: [["127.0.0.1"]] for name in ("blocked_example", "news_blocked_example", "open_example")})
    server.redirect("/elsewhere", named(server, host, "/"))

    async with Fetcher(
        user_agent="sitrep/0",
        allowed_networks=SERVER_ALONE,
        blocked_hosts=["Blocked.example", "bücher.example"],
        pace=NO_PACE,
        resolver=names,
    ) as fetcher:
        asked = await fetcher.fetch(named(server, host), Resource.PAGE)
        led_there = await fetcher.fetch(named(server, "open.example", "/elsewhere"), Resource.FEED)

    assert isinstance(asked, Failure)
    assert asked.kind is FailureKind.REFUSED
    assert asked.reason.endswith(" is blocked by the operator (SITREP_BLOCK_HOSTS)")
    assert led_there == asked
    assert server.paths == ["/elsewhere"]


async def test_no_proxy_of_the_environment_leads_around_the_guard(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url())

    async with Fetcher(user_agent="sitrep/0", allowed_networks=SERVER_ALONE, resolver=Names()) as fetcher:
        outcome = await fetcher.fetch("http://inside.example/", Resource.FEED)

    assert isinstance(outcome, Failure)
    assert server.requests == []
