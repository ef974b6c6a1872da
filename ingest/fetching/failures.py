"""What went wrong on the wire, in words for a person: one table, by exception class."""

import ssl

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientResponseError,
    ClientSSLError,
    ConnectionTimeoutError,
    InvalidURL,
    SocketTimeoutError,
)

from ingest.fetching.guard import AddressRefused
from ingest.live import Failure, FailureKind


def explain(error: Exception, host: str) -> Failure:  # noqa: PLR0911 because it is a table
    """Give the failure that an exception of aiohttp, or below it, means for a request to `host`."""
    match error:
        case ClientConnectorError(os_error=AddressRefused() as refusal):
            return Failure(FailureKind.REFUSED, refusal.reason)
        case InvalidURL() | UnicodeError():
            return Failure(FailureKind.REFUSED, "this is not a web address")
        case ClientResponseError():
            return Failure(FailureKind.MALFORMED, f"{host} does not answer in HTTP")
        case ClientSSLError():
            return Failure(FailureKind.TRANSIENT, f"{host} {_mistrust(error)}")
        case ClientConnectorError() | ConnectionTimeoutError():
            return Failure(FailureKind.UNREACHABLE, f"{host} cannot be {_obstacle(error)}")
        case SocketTimeoutError():
            return Failure(FailureKind.TRANSIENT, f"{host} fell silent")
        case TimeoutError():
            return Failure(FailureKind.TRANSIENT, f"{host} takes too long to answer")
        case _:
            return Failure(FailureKind.TRANSIENT, f"{host} broke the connection off")


def _mistrust(error: ClientSSLError) -> str:
    match error:
        case ClientConnectorCertificateError(certificate_error=ssl.SSLCertVerificationError() as unverified):
            return f"has a certificate that cannot be trusted ({unverified.verify_message})"
        case _:
            return "does not speak TLS as it should"


def _obstacle(error: ClientConnectorError | ConnectionTimeoutError) -> str:
    match error:
        case ClientConnectorDNSError():
            return "found: its name has no address"
        case ConnectionTimeoutError():
            return "reached: no connection in time"
        case ClientConnectorError(os_error=ConnectionRefusedError()):
            return "reached: it refuses the connection"
        case _:
            return "reached: no way leads there"
