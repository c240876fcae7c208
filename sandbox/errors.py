"""How a call to the Bot API fails: refused by Telegram, or the connection breaks."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`, in Telegram's own wording where it is known."""

    def __init__(
        self,
        error_code: int,
        description: str,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(f"{error_code} {description}")
        self.error_code = error_code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id

    def as_json(self) -> dict[str, Any]:
        """The body that Telegram would send."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.error_code,
            "description": self.description,
        }
        parameters = {
            name: value
            for name in ("retry_after", "migrate_to_chat_id")
            if (value := getattr(self, name)) is not None
        }
        return body | ({"parameters": parameters} if parameters else {})


class ConnectionDropped(ConnectionError):
    """The server hung up without an answer; the call may or may not have been carried out."""


def bad_request(reason: str) -> ApiError:
    """400, with the prefix that Telegram puts before every such reason."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403, with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409, with Telegram's prefix."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """429 with the waiting time in text and in `parameters`."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
