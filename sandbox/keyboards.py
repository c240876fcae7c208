"""reply_markup: what Telegram accepts, and in which words it refuses."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_DATA_BYTES, KEYBOARD_BUTTONS, KEYBOARD_ROW
from sandbox.shapes import Json, Params

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
STYLES = ("danger", "success", "primary")
URL_STARTS = ("http://", "https://", "tg://", "ton://", "tonsite://")


def read_markup(params: Params, *, inline_only: bool = False) -> Json | None:
    """The checked reply_markup of a call; None when there is none.

    Raises:
        ApiError: 400, a keyboard that Telegram would not take.
    """
    markup = params.object("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = checked_rows(markup["inline_keyboard"], inline=True)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return markup | {"keyboard": checked_rows(markup["keyboard"], inline=False)}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def is_inline(markup: Json | None) -> bool:
    """Whether the keyboard belongs to the message itself."""
    return markup is not None and "inline_keyboard" in markup


def checked_rows(rows: object, *, inline: bool) -> list[list[Json]]:
    """Rows of buttons, empty ones left out."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        kind = "inline keyboard" if inline else "keyboard"
        raise bad_request(f"can't parse {kind}: expected an Array of Arrays of buttons")
    check = checked_button if inline else checked_key
    kept = [[check(button) for button in row] for row in rows if row]
    if inline and any(len(row) > KEYBOARD_ROW for row in kept):
        raise bad_request("reply markup is too long: more than 8 buttons in a row")
    if inline and sum(len(row) for row in kept) > KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long: more than 100 buttons")
    return kept


def checked_key(button: object) -> Json:
    """A button of a reply keyboard; a bare string is its text."""
    key: Json = button if isinstance(button, dict) else {"text": button}
    if not isinstance(key.get("text"), str) or not key["text"]:
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    return key


def checked_button(button: object) -> Json:
    """A button of an inline keyboard."""
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "Object expected as InlineKeyboardButton")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(prefix + 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = [name for name in ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        actions = [name for name in ACTIONS if name.startswith("switch") and name in button]
    if not actions:
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(prefix + "exactly one action field must be used")
    if button.get("style") not in (None, *STYLES):
        raise bad_request(prefix + 'Field "style" must be one of "danger", "success", "primary"')
    check_action(actions[0], button[actions[0]], button)
    return {name: value for name, value in button.items() if value is not None}


def check_action(action: str, value: object, button: Json) -> None:
    """Limits of the kinds of button that bots use most."""
    if action == "callback_data" and (
        not isinstance(value, str) or len(value.encode()) > CALLBACK_DATA_BYTES
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not str(value).lower().startswith(URL_STARTS):
        if "://" not in str(value) and "." in str(value):
            button["url"] = f"http://{value}/"
            return
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not (
        isinstance(value, dict) and 1 <= len(str(value.get("text", ""))) <= 256
    ):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def offers(message: Json, data: str) -> bool:
    """Whether one of the message's buttons carries this callback_data."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)
