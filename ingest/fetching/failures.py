"""What went wrong on the wire, in words for a person: one table, by exception class."""

import ssl

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientResponseError,
    ClientSSLError,
    ConnectionTimeoutError,
    InvalidURL,
    SocketTimeoutError,
)
from aiohttp.http_exceptions import ContentEncodingError

from ingest.fetching.guard import AddressRefused
from ingest.live import Failure, FailureKind


def explain(error: Exception, host: str) -> Failure:
    """Give the failure that an exception of aiohttp, or below it, means for a request to `host`."""
    match error:
        case ClientConnectorError(os_error=AddressRefused() as refusal):
            return Failure(FailureKind.REFUSED, refusal.reason)
        case InvalidURL() | UnicodeError():
            return Failure(FailureKind.REFUSED, "this is not a web address")
        case ClientError(__cause__=ContentEncodingError()):
            return Failure(FailureKind.MALFORMED, f"{host} sends what cannot be decompressed")
        case ClientResponseError():
            return Failure(FailureKind.MALFORMED, f"{host} does not answer in HTTP")
        case _:
            return Failure(FailureKind.TRANSIENT, f"{host} {_trouble(error)}")


def _trouble(error: Exception) -> str:  # noqa: PLR0911 because it is a table
    match error:
        case ClientConnectorDNSError():
            return "cannot be found: its name has no address"
        case ClientConnectorCertificateError(certificate_error=ssl.SSLCertVerificationError() as unverified):
            return f"has a certificate that cannot be trusted ({unverified.verify_message})"
        case ClientSSLError():
            return "does not speak TLS as it should"
        case ConnectionTimeoutError():
            return "cannot be reached: no connection in time"
        case SocketTimeoutError():
            return "fell silent"
        case TimeoutError():
            return "takes too long to answer"
        case ClientConnectorError():
            return "cannot be reached: it refuses the connection"
        case _:
            return "broke the connection off"
