"""The way out: what cannot be worded holds up nobody; long texts arrive whole."""

import pytest
from chat import ANNA, GRACE, Centre

from bot.domain.outbox import Draft, Kind
from handlers.replies import split


async def test_a_notice_that_cannot_be_worded_holds_up_nobody(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    now = centre.clock.at
    broken = Draft("broken", GRACE.id, Kind.CLASS_CHANGED, now, {"was": "yesterday"})
    good = Draft("good", GRACE.id, Kind.INBOX_ANSWER, now, {"question": "?", "answer": "Yes."})
    async with centre.app.database.transaction() as tx:
        await tx.outbox.add([broken, good], at=now)
    await centre.settle()
    (answer,) = phone.sees()
    assert "Yes." in answer
    counts = await centre.app.outbox.counts()
    assert counts["dead", "wording: KeyError"] == 1


async def test_the_longest_answer_of_an_instructor_arrives_whole(centre: Centre) -> None:
    phone, owner = centre.phone(GRACE), centre.phone(ANNA)
    await owner.starts()
    await phone.starts()
    await phone.says("Who won the football match yesterday? " + "🙂" * 480)
    await phone.taps("Pass to an instructor")
    await owner.taps("Answer 1")
    answer = "<&> " * 749 + "end."
    assert await owner.says(answer) == ["✅ The answer is on its way."]
    (arrived,) = phone.sees()
    assert arrived.endswith(answer)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("1234567890", ["1234567890"]),
        ("<b>1234567890</b>", ["<b>1234567890</b>"]),
        ("12345\n678901", ["12345", "678901"]),
        ("12345678901", ["1234567890", "1"]),
        ("&lt;&lt;&amp;&amp;&gt;&gt;1234", ["&lt;&lt;&amp;&amp;&gt;&gt;1234"]),
        ("123456789&lt;&gt;", ["123456789&lt;", "&gt;"]),
        ("<i>123456789012</i>3", ["<i>1234567890</i>", "<i>12</i>3"]),
        ("12345678📖📖", ["12345678📖", "📖"]),
        ("123456789📖", ["123456789", "📖"]),
    ],
)
def test_a_text_is_cut_where_neither_markup_nor_letters_break(text: str, parts: list[str]) -> None:
    assert split(text, 10) == parts
