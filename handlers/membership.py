"""Who blocked the bot and came back; groups it was put into, removed from, or that moved."""

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.domain.errors import Refusal
from bot.i18n import translator_for
from handlers.context import Context

_AWAY = {ChatMember.BANNED, ChatMember.LEFT}


async def membership_changed(update: Update, context: Context) -> None:
    """Telegram tells when a person blocks or unblocks the bot, or a group takes it in or out."""
    change = update.my_chat_member
    assert change is not None
    is_away = change.new_chat_member.status in _AWAY
    if change.chat.type != ChatType.PRIVATE:
        if is_away:
            await context.app.cohorts.unlink_group(change.chat.id)
        return
    if is_away:
        await context.app.people.went_away(change.from_user.id)
    elif await context.app.people.came_back(change.from_user.id):
        person = await context.app.people.enter(change.from_user.id, change.from_user.language_code)
        t = translator_for(person.language)
        await context.bot.send_message(person.id, t("welcome-back"))


async def group_moved(update: Update, context: Context) -> None:
    """A group became a supergroup with another id."""
    message = update.message
    assert message is not None
    if message.migrate_to_chat_id:
        await context.app.cohorts.move_group(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await context.app.cohorts.move_group(message.migrate_from_chat_id, message.chat.id)


async def link_group(update: Update, context: Context) -> None:
    """`/start CODE` in a group, from the link that adds the bot to it: links it to a cohort."""
    message, chat = update.message, update.effective_chat
    assert message is not None
    assert chat is not None
    words = (message.text or "").split(maxsplit=1)
    if len(words) < 2:
        return
    try:
        cohort = await context.app.cohorts.link_group(context.person, chat.id, words[1].strip())
    except Refusal as refusal:
        await context.bot.send_message(chat.id, context.t(refusal.key))
    else:
        await context.bot.send_message(chat.id, context.t("group-linked", code=cohort.code))


HANDLERS = (
    ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(filters.StatusUpdate.MIGRATE, group_moved),
    MessageHandler(
        filters.UpdateType.MESSAGE
        & filters.ChatType.GROUPS
        & filters.Regex(r"^/start(@\w+)?(\s|$)"),
        link_group,
    ),
)
