"""parse_mode HTML and what Telegram finds in plain text."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import ApiError
from sandbox.detect import found_entities
from sandbox.entities import parse_html, read_marked


def parsed(source: str) -> tuple[str, list[tuple[str, int, int]]]:
    text, entities = read_marked(source, "HTML")
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i> <em>b</em>", "a b", [("italic", 0, 1), ("italic", 2, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", n, 1) for n in range(3)],
        ),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<code>a &lt; b</code>", "a < b", [("code", 0, 5)]),
        ("<pre>a\nb</pre>", "a\nb", [("pre", 0, 3)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<a href="https://un.org/?a=1&amp;b=2">a</a>', "a", [("text_link", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>ә</b>", "😀ә", [("bold", 2, 1)]),
        ("  <b> a </b>\n", "a", [("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#39;&#x1F600;", "<>&\"'😀", []),
        ("a & b &nbsp; &unknown;", "a & b &nbsp; &unknown;", []),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
    ],
)
def test_supported_markup_becomes_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    assert parsed(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("ә<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_markup_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_marked(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


def test_links_emoji_and_code_keep_their_extras() -> None:
    source = (
        '<a href="https://un.org">UN</a><tg-emoji emoji-id="5">👍</tg-emoji>'
        '<pre><code class="language-python">x</code></pre>'
    )
    link, emoji, code = read_marked(source, "HTML")[1]
    assert link["url"] == "https://un.org"
    assert emoji["custom_emoji_id"] == "5"
    assert (code["type"], code["language"]) == ("pre", "python")


def test_a_ready_list_of_entities_is_checked() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    assert read_marked("abc", "", [bold])[1] == [bold]
    with pytest.raises(ApiError):
        read_marked("a", "", [bold])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start now", [("bot_command", 0, 6)]),
        ("/quiz@qalqan_bot", [("bot_command", 0, 16)]),
        ("😀 /quiz", [("bot_command", 3, 5)]),
        ("and/or 1/2 //x", []),
        ("ask @qalqan_bot!", [("mention", 4, 11)]),
        ("see https://un.org/poc.", [("url", 4, 18)]),
        ("t.me/qalqan_bot?start=x", [("url", 0, 23)]),
        ("mail a.b@un.org", [("email", 5, 10)]),
        ("#миссия", [("hashtag", 0, 7)]),
        ("/әлем", []),
    ],
)
def test_commands_mentions_and_links_are_found(
    text: str, kinds: list[tuple[str, int, int]]
) -> None:
    found = found_entities(text)
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == kinds


def test_nothing_is_found_inside_code() -> None:
    code = {"type": "code", "offset": 0, "length": 5}
    assert found_entities("/help", [code]) == [code]


@given(st.text())
def test_any_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(f"<b>{html.escape(text)}</b>")[0] == text
