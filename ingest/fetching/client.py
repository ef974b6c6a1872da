"""The fetcher: one address in, one outcome out."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Final, Self

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver

from ingest.clock import Clock, utc_now
from ingest.fetching import robots, tdmrep
from ingest.fetching.addresses import covers, host_of, usable
from ingest.fetching.answers import judge
from ingest.fetching.bodies import CAPS, read_up_to, unpacked
from ingest.fetching.caching import NOTHING_KNOWN, conditions, max_age, validators_of
from ingest.fetching.failures import explain
from ingest.fetching.guard import Guard, Network
from ingest.fetching.origins import Origins
from ingest.fetching.politeness import USUAL_PACE, Pace, Politeness
from ingest.fetching.redirects import Redirect, Trail
from ingest.fetching.resolver import Resolver
from ingest.live import Failure, FailureKind, Fetched, Outcome, Resource, Validators
from ingest.reservations import RESERVING_HEADERS, SITE_RESERVES, reserved_in

_ACCEPT: Final = {
    Resource.FEED: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    Resource.PAGE: "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    Resource.ROBOTS: "text/plain, */*;q=0.1",
}


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that a request may take; one that follows a redirect is a request of its own."""

    connect: float = 10.0
    """Name lookup, connection and TLS."""
    silence: float = 10.0
    """Between two pieces of an answer."""
    total: float = 30.0
    """From question to last byte, whatever comes: a server that sends a byte a second is never silent."""


_USUAL_TIMEOUTS: Final = Timeouts()


class Fetcher:
    """Fetches what robots.txt, the hosts' pace and the address guard let it. Opened with `async with`.

    `contact` is where a publisher finds who asks. `allowed_networks` are fetched from although they are not public, on
    any port: the operator's own. `blocked_hosts` and their subdomains are not. `resolver` asks the system, unless a
    test has another. Any number of requests may be under way: whoever asks says how many.
    """

    def __init__(  # noqa: PLR0913 because each is one fact of the deployment or one knob of the tests
        self,
        *,
        user_agent: str,
        contact: str | None = None,
        allowed_networks: Collection[Network] = (),
        blocked_hosts: Collection[str] = (),
        pace: Pace = USUAL_PACE,
        timeouts: Timeouts = _USUAL_TIMEOUTS,
        resolver: AbstractResolver | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._user_agent = f"{user_agent} ({contact})" if contact else user_agent
        self._guard = Guard(allowed_networks)
        self._blocked_hosts = frozenset(host_of(f"http://{host}") for host in blocked_hosts)
        self._pace = pace
        self._timeouts = timeouts
        self._resolver = resolver or Resolver()
        self._clock = clock
        self._politeness = Politeness()
        self._robots = Origins(robots.PATH, robots.understood, self._fetch_statement)
        self._reservations = Origins(tdmrep.PATH, tdmrep.understood, self._fetch_statement)

    async def __aenter__(self) -> Self:
        self._session = ClientSession(
            connector=TCPConnector(
                socket_factory=self._guard,
                resolver=self._resolver,
                use_dns_cache=False,  # because a host is asked too rarely to gain by it
                limit=0,  # because politeness limits
            ),
            timeout=ClientTimeout(connect=self._timeouts.connect, sock_read=self._timeouts.silence),
            headers={"User-Agent": self._user_agent},
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,  # because it refuses whole answers for what could be left out, or named
            trust_env=False,  # because a proxy would connect past the guard
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    async def fetch(self, url: str, resource: Resource, validators: Validators = NOTHING_KNOWN) -> Outcome:
        """Fetch one address. Whatever the network does, the outcome is a value; nothing is raised.

        It may take long: the turn at a busy host is waited for. Redirects are followed, five at most, each checked like
        an address of its own. With `validators` the answer may be `NotModified`.
        """
        start = usable(url)
        if isinstance(start, Failure):
            return start
        trail: Trail | Failure = Trail(start)
        while isinstance(trail, Trail):
            outcome = await self._visit(trail.here, resource, validators)
            if not isinstance(outcome, Redirect):
                if isinstance(outcome, Fetched) and resource is Resource.PAGE:
                    outcome = await self._with_reservation(outcome)
                return outcome if isinstance(outcome, Failure) else replace(outcome, moved_to=trail.moved_to)
            trail = trail.follow(outcome)
        return trail

    async def _with_reservation(self, page: Fetched) -> Fetched:
        """Add what the site reserves by path, where the page's own headers do not say."""
        if page.reserved:
            return page
        stated = await self._reservations.stated(page.url)
        is_reserved = not isinstance(stated, Failure) and stated.cover(page.url)
        return replace(page, reserved=SITE_RESERVES) if is_reserved else page

    async def _fetch_statement(self, url: str) -> Outcome:
        return await self.fetch(url, Resource.ROBOTS)

    async def _visit(self, url: str, resource: Resource, sent: Validators) -> Outcome | Redirect:
        """Ask for one address when the operator, its robots.txt and its host's pace let us."""
        host = host_of(url)
        if covers(self._blocked_hosts, host):
            return Failure(FailureKind.REFUSED, f"{host} is blocked by the operator (SITREP_BLOCK_HOSTS)")
        rules = robots.Rules() if resource is Resource.ROBOTS else await self._robots.stated(url)
        if isinstance(rules, Failure):
            return rules
        if not rules.allow(url):
            return robots.forbidden(url)
        async with self._politeness.turn(host, max(self._pace.gap(resource), rules.delay)) as too_soon:
            outcome = too_soon or await self._ask(url, resource, sent)
            if isinstance(outcome, Failure) and not too_soon:
                self._politeness.heed(host, outcome)
            return outcome

    async def _ask(self, url: str, resource: Resource, sent: Validators) -> Outcome | Redirect:
        headers = {"Accept": _ACCEPT[resource], **conditions(sent)}
        try:
            async with (
                asyncio.timeout(self._timeouts.total),
                self._session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                return await _receive(response, url, resource, sent, self._clock())
        except (ClientError, OSError, UnicodeError) as error:
            return explain(error, host_of(url))


async def _receive(
    response: ClientResponse, url: str, resource: Resource, sent: Validators, now: datetime
) -> Outcome | Redirect:
    headers: Mapping[str, str] = response.headers
    verdict = judge(response.status, headers, host=host_of(url), resource=resource, sent=sent, now=now)
    if verdict is not None:
        return verdict
    cap = CAPS[resource]
    codings = ", ".join(response.headers.getall("Content-Encoding", []))
    body = unpacked(await read_up_to(cap, response.content), codings, cap=cap, host=host_of(url))
    if isinstance(body, Failure):
        return body
    if len(body) > cap and resource is not Resource.ROBOTS:
        return Failure(FailureKind.MALFORMED, f"{host_of(url)} sends more than {cap // 2**20} MiB")
    return Fetched(
        url=url,
        body=body[:cap],
        content_type=headers.get("Content-Type", ""),
        validators=validators_of(headers),
        max_age=max_age(headers, now),
        reserved=reserved_in({name: response.headers.getall(name, []) for name in RESERVING_HEADERS}),
    )
