"""Whether a document has been read before."""

import hashlib
import json

from ingest.articles import Document


def fingerprint(document: Document) -> str:
    """Give SHA-256 (hex) of what the document says of itself: an equal one need not be read again.

    Origin, importer's id, author and stated language do not count: the same news may come by another file.
    """
    published = document.published.isoformat() if document.published else None
    said = [document.url, document.title, document.body, published, document.publisher]
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()
