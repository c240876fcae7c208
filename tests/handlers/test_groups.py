"""Groups: linked by staff, followed when they become supergroups, left alone otherwise."""

from chat import ANNA, GRACE, Centre


async def linked_group(centre: Centre) -> int:
    cohort = await centre.cohort()
    await centre.timetable(cohort, "2026-12-07,13:00,14:00,Three tiers,101")
    await centre.phone(ANNA).starts()
    group = centre.api.create_group("POC December", ANNA.id, [GRACE.id])
    centre.api.add_bot(group, ANNA.id)
    centre.api.say(ANNA.id, f"/start@qalqan_bot {cohort.invite_code}", chat_id=group)
    await centre.settle()
    return group


def texts(centre: Centre, chat_id: int) -> list[str]:
    return [
        message["text"]
        for message in centre.api.history(chat_id)
        if message.get("from", {}).get("is_bot") and "text" in message
    ]


async def test_a_linked_group_gets_the_reminder(centre: Centre) -> None:
    group = await linked_group(centre)
    assert "belongs to POC-12" in texts(centre, group)[0]
    await centre.moves(minutes=45)
    assert "🔔 Three tiers begins in 15 minutes." in texts(centre, group)[-1]


async def test_a_group_that_becomes_a_supergroup_keeps_its_link(centre: Centre) -> None:
    group = await linked_group(centre)
    new = centre.api.migrate_group(group)
    await centre.settle()
    await centre.moves(minutes=45)
    assert "🔔 Three tiers" in texts(centre, new)[-1]


async def test_a_migration_that_the_bot_did_not_hear_of_is_learnt_from_the_error(
    centre: Centre,
) -> None:
    group = await linked_group(centre)
    await centre.moves(minutes=44)
    new = centre.api.migrate_group(group)
    centre._offset = centre.api.updates[-1]["update_id"] + 1
    centre.clock.at = centre.clock.at.replace(minute=45)
    await centre.app.reminders.plan()
    for _ in range(2):  # refused with the new id, then sent there
        await centre.settle()
    assert "🔔 Three tiers" in texts(centre, new)[-1]
    async with centre.app.database.read() as tx:
        assert await tx.cohorts.groups(1) == [new]


async def test_a_trainee_cannot_link_a_group(centre: Centre) -> None:
    cohort = await centre.cohort()
    await centre.phone(GRACE).starts()
    group = centre.api.create_group("Mine", GRACE.id)
    centre.api.add_bot(group, GRACE.id)
    centre.api.say(GRACE.id, f"/start@qalqan_bot {cohort.invite_code}", chat_id=group)
    await centre.settle()
    assert "Only staff" in texts(centre, group)[0]


async def test_an_anonymous_administrator_gets_no_rights(centre: Centre) -> None:
    cohort = await centre.cohort()
    group = centre.api.create_group("POC", ANNA.id)
    centre.api.add_bot(group, ANNA.id)
    centre.api.say_anonymously(group, f"/start@qalqan_bot {cohort.invite_code}")
    await centre.settle()
    async with centre.app.database.read() as tx:
        assert await tx.cohorts.groups(cohort.id) == []


async def test_the_bot_keeps_silent_in_groups(centre: Centre) -> None:
    group = centre.api.create_group("POC", ANNA.id, [GRACE.id])
    centre.api.add_bot(group, ANNA.id)
    for text in ("/help@qalqan_bot", "/quiz@qalqan_bot", "What is POC?"):
        centre.api.say(GRACE.id, text, chat_id=group)
    await centre.settle()
    assert texts(centre, group) == []
