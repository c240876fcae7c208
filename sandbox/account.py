"""The bot's account: getMe, getUpdates and the webhook settings."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sandbox.errors import bad_request, conflict
from sandbox.limits import UPDATES_AT_ONCE
from sandbox.shapes import Json, Params, without_empty
from sandbox.updates import Webhook
from sandbox.world import World

OTHER_BOT_ID = 7_000_000_000
PORTS = (80, 88, 443, 8443)
LOOPBACK = ("localhost", "127.0.0.1", "::1")
POLLING_WITH_WEBHOOK = (
    "can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
POLLED_TWICE = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


def new_bot(token: str, username: str, name: str, taken: set[int]) -> Json:
    """What getMe says. The id is the token's first part, unless a person has that id already."""
    head = token.split(":")[0]
    bot_id = int(head) if head.isdigit() else 1
    return {
        "id": bot_id if bot_id not in taken else OTHER_BOT_ID + bot_id,
        "is_bot": True,
        "first_name": name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def get_me(world: World, params: Params) -> Json:
    """getMe."""
    return world.bot


def get_updates(world: World, params: Params) -> list[Json]:
    """getUpdates without waiting; the server waits."""
    if world.updates.webhook.url:
        raise conflict(POLLING_WITH_WEBHOOK)
    world.updates.allow(params.array("allowed_updates"))
    world.updates.expire(world.timestamp)
    if offset := params.integer("offset"):
        world.updates.confirm(offset)
        world.revision += 1
    return world.updates.page(params.integer("limit", UPDATES_AT_ONCE))


def set_webhook(world: World, params: Params) -> bool:
    """setWebhook; plain HTTP is taken for loopback only."""
    url = params.text("url")
    secret = params.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    if url:
        check_url(url)
    world.updates.allow(params.array("allowed_updates"))
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    most = params.integer("max_connections", 40)
    world.updates.webhook = Webhook(url, secret if url else "", max(1, min(most, 100)))
    world.revision += 1
    for wake in list(world.on_update):
        wake()
    return True


def check_url(url: str) -> None:
    """Refuse what Telegram could not call."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.webhook = Webhook()
    world.revision += 1
    return True


def get_webhook_info(world: World, params: Params) -> Json:
    """getWebhookInfo."""
    hook = world.updates.webhook
    world.updates.expire(world.timestamp)
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if hook.url:
        info |= {"max_connections": hook.max_connections} | without_empty(
            last_error_date=hook.last_error_date, last_error_message=hook.last_error_message
        )
    return info | without_empty(allowed_updates=world.updates.allowed)


def say_true(world: World, params: Params) -> bool:
    """Methods that change nothing the sandbox knows: logOut, close."""
    return True


METHODS = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": say_true,
    "close": say_true,
}
