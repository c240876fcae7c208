"""Requests to the Bot API over aiohttp (python-telegram-bot's `BaseRequest`).

Measured in research/performance.md: a quarter of the CPU of the library's own httpx transport.
"""

import asyncio
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from handlers.metrics import BOT_API_SECONDS

CONNECT_TIMEOUT_S = 10
READ_TIMEOUT_S = 20
UPLOAD_TIMEOUT_S = 120
POOL_SIZE = 256


class NotSentError(NetworkError):
    """The request did not reach the Bot API, or it said that it did nothing: safe to repeat."""


class AiohttpRequest(BaseRequest):
    """One pool of connections.

    Args:
        proxy_url: http(s) or socks proxy for every request; empty: none.
        pool_size: more than there are requests side by side, so that none waits in line.
    """

    def __init__(self, proxy_url: str = "", *, pool_size: int = POOL_SIZE) -> None:
        self._proxy_url = proxy_url
        self._pool_size = pool_size
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer; the library adds the long poll's own time to it."""
        return READ_TIMEOUT_S

    async def initialize(self) -> None:
        """Opens the pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(), cookie_jar=aiohttp.DummyCookieJar()
            )

    def _connector(self) -> aiohttp.BaseConnector:
        if self._proxy_url.startswith("socks"):
            from aiohttp_socks import ProxyConnector

            return ProxyConnector.from_url(self._proxy_url, limit=self._pool_size)
        return aiohttp.TCPConnector(limit=self._pool_size)

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP request.

        Raises:
            NotSentError: not connected, or answered 5xx.
            TimedOut: no answer in time; it may have been done.
            NetworkError: the connection broke; it may have been done.
        """
        assert self._session is not None, "initialize() comes first"
        has_files = request_data is not None and request_data.contains_files
        total = _seconds(read_timeout, UPLOAD_TIMEOUT_S if has_files else READ_TIMEOUT_S)
        timeout = aiohttp.ClientTimeout(total=total, sock_connect=CONNECT_TIMEOUT_S)
        proxy = self._proxy_url if self._proxy_url.startswith("http") else None
        started = asyncio.get_running_loop().time()
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=proxy
            ) as response:
                payload = await response.read()
            BOT_API_SECONDS.observe(asyncio.get_running_loop().time() - started)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(f"not connected: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"connection broke: {type(error).__name__}") from None
        if response.status >= 500:
            raise NotSentError(f"the Bot API answered {response.status}")
        return response.status, payload


def _seconds(timeout: object, default: float) -> float:
    """The library's timeouts: a number, "not given", or None for no limit."""
    value = DefaultValue.get_value(timeout)
    return float(value) if isinstance(value, int | float) else default


def _body(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    if data.contains_files:
        for name, (filename, content, mime) in (data.multipart_data or {}).items():
            form.add_field(name, content, filename=filename, content_type=mime)
    return form
