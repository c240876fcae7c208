"""HTTP for the bot: `/bot<token>/<method>` with long polling, and its files."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from sandbox.account import POLLED_TWICE
from sandbox.botapi import BotApi
from sandbox.errors import ApiError, ConnectionDropped, bad_request, conflict
from sandbox.shapes import Json, Params, UploadedFile

LONGEST_POLL_S = 50


async def read_parameters(request: web.Request) -> tuple[Json, dict[str, UploadedFile]]:
    """Parameters and files from query, form, multipart or JSON.

    Raises:
        ApiError: 400, the body is not what it says it is.
    """
    params: Json = dict(request.query)
    files: dict[str, UploadedFile] = {}
    if request.content_type == "application/json":
        body = await read_json(request)
        return params | body, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            data = value.file.read()
            files[name] = UploadedFile(value.filename, data, value.content_type)
        else:
            params[name] = value
    return params, files


async def read_json(request: web.Request) -> Json:
    """A JSON object as the body; an empty body counts as an empty one."""
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON: expected an Object")
    return body


class BotRoutes:
    """Answers the bot."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._changed = asyncio.Event()
        self._latest_poll = 0
        self._is_closing = False

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self.answer)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.download)
        self._api.on_update.append(self._wake)

    def close(self) -> None:
        """Let the long polls go home."""
        self._is_closing = True
        self._wake()
        if self._wake in self._api.on_update:
            self._api.on_update.remove(self._wake)

    async def answer(self, request: web.Request) -> web.Response:
        """One call of a method."""
        try:
            self._check_token(request)
            result = await self._result(request)
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.error_code)
        except ConnectionDropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        """A file by the path that getFile gave."""
        try:
            self._check_token(request)
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.error_code)
        path = request.match_info["path"]
        for stored in self._api.world.files.values():
            if stored.path == path:
                return web.Response(body=stored.data, content_type=stored.mime)
        body = ApiError(404, "Not Found: file not found").as_json()
        return web.json_response(body, status=404)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._api.token:
            raise ApiError(401, "Unauthorized")

    async def _result(self, request: web.Request) -> Any:
        method = request.match_info["method"]
        params, files = await read_parameters(request)
        if method.lower() == "getupdates":
            return await self._get_updates(params)
        return self._api.call(method, params, files)

    async def _get_updates(self, params: Json) -> list[Json]:
        """getUpdates that waits; a newer one sends the older one away with 409."""
        self._latest_poll += 1
        own = self._latest_poll
        self._wake()
        found: list[Json] = self._api.call("getUpdates", params)
        given = Params(params)
        loop = asyncio.get_running_loop()
        until = loop.time() + min(given.integer("timeout"), LONGEST_POLL_S)
        while not found and loop.time() < until and not self._is_closing:
            changed = self._changed
            try:
                async with asyncio.timeout_at(until):
                    await changed.wait()
            except TimeoutError:
                break
            if own != self._latest_poll:
                raise conflict(POLLED_TWICE)
            found = self._api.get_updates(given.integer("offset"), given.integer("limit", 100))
        return found

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
