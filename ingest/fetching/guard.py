"""Where we do not connect to: networks that are not the public internet, ports that no news is on.

The check stands between name lookup and connection, so that no name, redirect, spelling or second DNS answer
goes around it: docs/decisions/fetching-address-guard.md.
"""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

from aiohttp import AddrInfoType

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

PORTS: Final = frozenset({80, 443, 8080, 8443})

_SPECIAL_IPV4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network; Linux takes 0.0.0.0 for itself
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # between a provider and its customers; Alibaba's metadata
            "127.0.0.0/8",  # this machine
            "169.254.0.0/16",  # link-local, and the clouds' metadata
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments; Oracle's older metadata
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays, retired
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
"""IANA's registry of special addresses, and multicast. A table of our own, because `is_global` differs by Python."""

_CLOUDS_OWN: Final = tuple(
    map(
        IPv4Network,
        (
            "161.26.0.0/16",  # IBM: name servers, time, mirrors of its infrastructure
            "166.8.0.0/14",  # IBM: private endpoints of its services
            "168.63.129.16/32",  # Azure: the wire server, which hands out a machine's certificates and settings
        ),
    )
)
"""What looks public and is answered within one cloud alone, as engineers of these know it. All others' metadata and
wire addresses lie in special networks, the IPv6 ones (fd00:ec2::254, fd20:ce::254, fd00:42::42) outside 2000::/3."""

_GLOBAL_IPV6: Final = IPv6Network("2000::/3")  # all that IANA gives out
_SPECIAL_IPV6: Final = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo and ORCHID among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address within, whichever
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64: Final = IPv6Network(
    "64:ff9b::/96"
)  # how an IPv6-only network names IPv4 hosts; a resolver there says nothing else


class AddressRefused(OSError):
    """We do not connect there.

    An `OSError`, because a connector answers those by trying the host's next address. The text of all is the same,
    because aiohappyeyeballs merges errors whose texts differ into one without a type; the reason is a field.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("address refused")
        self.reason = reason


class Guard:
    """Makes a connector's sockets, after a look at where each one is to be connected to."""

    def __init__(self, allowed: Collection[Network] = ()) -> None:
        self._allowed = tuple(allowed)

    def __call__(self, target: AddrInfoType) -> socket.socket:
        """Make the socket for one attempt at one resolved address, or raise `AddressRefused`."""
        family, kind, protocol, _, where = target
        reason = self.objection(where[0], where[1])
        if reason:
            raise AddressRefused(reason)
        return socket.socket(family, kind, protocol)

    def objection(self, host: str, port: int) -> str | None:
        """Say why this resolved address and port are not connected to; the operator's networks are, on any port."""
        address = effective(ip_address(host.partition("%")[0]))  # without an interface's name, as in fe80::1%eth0
        if any(address in network for network in self._allowed):
            return None
        if not is_public(address):
            return f"{address} is a private address; only the operator can allow it (SITREP_ALLOW_NETWORKS)"
        if port not in PORTS:
            return f"port {port} is not asked for news, only {', '.join(map(str, sorted(PORTS)))}"
        return None


def is_public(address: Address) -> bool:
    """Whether the address is one of the public internet's hosts."""
    address = effective(address)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in (*_SPECIAL_IPV4, *_CLOUDS_OWN))
    return address in _GLOBAL_IPV6 and not any(address in network for network in _SPECIAL_IPV6)


def effective(address: Address) -> Address:
    """Give the IPv4 address that an IPv6 address stands for (mapped, NAT64), or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
