"""One polite connection: who we are, how long we wait, where we may be sent, when we try again."""

from __future__ import annotations

import ipaddress
import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, InvalidHeader, SSLError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

import coopgraph
from coopgraph.errors import SourceError
from coopgraph.messages import Message, message

__all__ = ["Connection", "Patience", "is_loopback"]

_AGENT: Final = f"coopgraph/{coopgraph.__version__} (+https://w3id.org/coopgraph/ontology)"
#: What a server says when it may well answer later.
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_REDIRECTS: Final = 6
#: A list of files is some kilobytes.
_LIST: Final = 16 << 20


class Patience:
    """How often a request is tried again, and how long before.

    Parameters
    ----------
    tries
        How often in all.
    longest
        Longest wait in seconds; a server that asks for more is asked another day.
    sleep
        Waits for some seconds.
    """

    def __init__(
        self, tries: int = 6, longest: float = 120.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._left, self._longest, self._sleep = tries - 1, longest, sleep
        self._next = 1.0

    def wait(self, url: str, why: str, asked: float | None = None) -> None:
        """Wait before the next try: as long as the server asks, else twice as long as last time.

        Raises
        ------
        SourceError
            If it was tried often enough, or the server asks for more time than we give.
        """
        if asked is not None and asked > self._longest:
            raise SourceError(
                message(
                    "{url}: the server asks to come back in {n} seconds ({reason}); what was "
                    "fetched is kept, try again then",
                    url=url,
                    n=round(asked),
                    reason=why,
                )
            )
        if self._left <= 0:
            raise SourceError(
                message(
                    "{url}: cannot be fetched: {reason}; what was fetched is kept, the next try "
                    "goes on from there",
                    url=url,
                    reason=why,
                )
            )
        self._left -= 1
        self._sleep(self._next if asked is None else asked)
        self._next = min(2 * self._next, self._longest)


class Connection:
    """At most one connection at a time, over https; over http to this machine alone.

    Parameters
    ----------
    connect, read
        Seconds to wait for a connection, and for the next bytes.
    patience
        Makes what says how often a request is tried.
    """

    def __init__(
        self,
        connect: float = 20.0,
        read: float = 60.0,
        patience: Callable[[], Patience] = Patience,
    ) -> None:
        self._timeout = Timeout(connect=connect, read=read)
        self.patience = patience

    def get(
        self, url: str, headers: Mapping[str, str], patience: Patience | None = None
    ) -> BaseHTTPResponse:
        """Return the answer to a request, its body unread.

        Parameters
        ----------
        url
            The address.
        headers
            Further headers; with a condition or a range the status may be 304, 206 or 416.
        patience
            What was tried of the same file before.

        Returns
        -------
        urllib3.response.BaseHTTPResponse
            Status 200, 206, 304 or 416.

        Raises
        ------
        SourceError
            If the address may not be asked, is not there, or cannot be reached.
        """
        tried = patience or self.patience()
        while True:
            try:
                response = self._follow(url, headers)
            except SSLError as error:
                raise SourceError(
                    message(
                        "{url}: the certificate of the server cannot be trusted: {reason}",
                        url=url,
                        reason=str(error),
                    )
                ) from error
            except HTTPError as error:
                tried.wait(url, f"{type(error).__name__}: {error}"[:200])
                continue
            if response.status in (200, 206, 304, 416):
                return response
            status = f"{response.status} {response.reason or ''}".strip()
            asked = _asked(response)
            _drop(response)
            if response.status not in _LATER:
                raise SourceError(
                    message(
                        "{url}: the server answers {status}; was the file moved? Look at the "
                        "official page, or name a mirror with --from",
                        url=url,
                        status=status,
                    )
                )
            tried.wait(url, status, asked)

    def json(self, url: str) -> Any:
        """Return what an address says in JSON.

        Raises
        ------
        SourceError
            As :meth:`get`, or if the answer is no JSON.
        """
        tried = self.patience()
        while True:
            response = self.get(url, {"Accept": "application/json"}, tried)
            try:
                body = response.read(_LIST, decode_content=True)
            except HTTPError as error:
                tried.wait(url, f"{type(error).__name__}: {error}"[:200])
                continue
            finally:
                _drop(response)
            try:
                return json.loads(body)
            except ValueError as error:
                raise SourceError(message("{url}: the answer is no JSON", url=url)) from error

    def _follow(self, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        """Ask, and ask where the answer sends us, as far as that may be asked."""
        local = is_loopback(url)
        here = url
        for _ in range(_REDIRECTS):
            refusal = _refusal(here, url, local=local)
            if refusal is not None:
                raise SourceError(refusal)
            own = {"User-Agent": _AGENT, "Accept-Encoding": "identity", **headers}
            response = _pool(here, self._timeout).request(
                "GET", here, headers=own, redirect=False, retries=False, preload_content=False
            )
            if response.status not in _MOVED or "Location" not in response.headers:
                return response
            here = urljoin(here, response.headers["Location"])
            _drop(response)
        raise SourceError(message("{url}: sends from one address to the next without end", url=url))


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine.

    Examples
    --------
    >>> is_loopback("http://127.0.0.1:8000/a"), is_loopback("http://localhost.example.org/")
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(here: str, url: str, *, local: bool) -> Message | None:
    """Return why an address may not be asked; None if it may."""
    scheme = urlsplit(here).scheme
    if scheme == "https" or (scheme == "http" and local and is_loopback(here)):
        return None
    if here == url:
        return message("{url}: only addresses that begin with https:// are fetched", url=url)
    return message(
        "{url}: sends on to {other}, which is not https; nothing was fetched from there",
        url=url,
        other=here,
    )


def _pool(url: str, timeout: Timeout) -> urllib3.PoolManager:
    """Return what makes the one connection, through the proxy of the system if it has one."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme)
    if proxy and not is_loopback(url) and not urllib.request.proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy, num_pools=1, maxsize=1, block=True, timeout=timeout)
    return urllib3.PoolManager(num_pools=1, maxsize=1, block=True, timeout=timeout)


def _asked(response: BaseHTTPResponse) -> float | None:
    """Return how many seconds the server asks to wait: a number, or until a date."""
    said = response.headers.get("Retry-After")
    if not said:
        return None
    try:
        return max(0.0, float(Retry().parse_retry_after(said)))
    except InvalidHeader:
        return None


def _drop(response: BaseHTTPResponse) -> None:
    """Close a connection whose answer is not read to its end."""
    response.close()
    response.release_conn()
