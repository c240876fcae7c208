"""The Markdown of the course packs: sections of a file, and the texts that stand in them.

Known are `# id`, `## heading`, lists, `> quote`, **bold** and _italic_; nothing else is markup.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from bot.domain.course import Body, FaqText, ItemText, LessonText, TermText
from bot.domain.errors import Fault, Place

_INLINE = MarkdownIt("zero").enable(["emphasis", "escape"])
_MARKED = re.compile(r"[*_\\]")
_ID = re.compile(r"# +(?P<id>.*\S)\s*\Z")
_BLOCK = re.compile(r"(?P<mark>#+ ?|[-*+] |> ?)?(?P<text>.*\S)?\s*\Z")
_KINDS = {"## ": "h2", "- ": "item", "* ": "item", "+ ": "item", "> ": "quote", ">": "quote"}
_OPTION = re.compile(r"\[(?P<mark>[ xX])\] *(?P<text>.*)")
_AVOIDED = re.compile(r"~~(?P<form>.+)~~")
_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}
BULLET = "• "


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text and what it is: h2, item, quote, text or other.

    A line broken in the file is one line in the chat: phones wrap by themselves.
    """

    kind: str
    text: str
    line: int

    def rendered(self) -> tuple[str, str]:
        """Without markup, and as Telegram's HTML."""
        if not _MARKED.search(self.text):
            return self.text, html.escape(self.text, quote=False)
        (token,) = _INLINE.parseInline(self.text)
        pieces = token.children or []
        marked = (
            _TAGS.get(piece.type) or html.escape(piece.content, quote=False) for piece in pieces
        )
        return "".join(piece.content for piece in pieces), "".join(marked)

    @property
    def plain(self) -> str:
        """Without markup."""
        return self.rendered()[0]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `# id` of a file."""

    id: str
    place: Place
    blocks: tuple[Block, ...]

    def other(self, *known: str) -> Iterator[Fault]:
        """Markup that has no place in such a section, and every heading but one."""
        headings = self.of("h2")
        for block in self.blocks:
            if block.kind not in known or block in headings[1:]:
                place = Place(self.place.file, self.place.line and block.line)
                yield Fault(place, "fault-markdown", {"id": self.id, "text": block.text})

    def of(self, *kinds: str) -> list[Block]:
        """The blocks of these kinds, in order."""
        return [block for block in self.blocks if block.kind in kinds]

    def heading(self) -> str:
        """What stands behind `##`."""
        return " ".join(block.text for block in self.of("h2"))


def sections(text: str, file: str) -> tuple[list[Section], list[Fault]]:
    """The sections of a file, and a fault for text before the first of them."""
    lines = list(enumerate(text.splitlines(), start=1))
    heads = [(at, match["id"]) for at, (_, line) in enumerate(lines) if (match := _ID.match(line))]
    before = lines[: heads[0][0]] if heads else lines
    faults = [
        Fault(Place(file, number), "fault-before-first") for number, line in before if line.strip()
    ]
    ends = [*(at for at, _ in heads[1:]), len(lines)] if heads else []
    found = [
        Section(entry_id, Place(file, at + 1), tuple(_blocks(lines[at + 1 : end])))
        for (at, entry_id), end in zip(heads, ends, strict=True)
    ]
    return found, faults[:1]


def written(text: str, entry_id: str, place: Place) -> Section:
    """A text that a person sent, as the section of an entry."""
    return Section(entry_id, place, tuple(_blocks(enumerate(text.splitlines(), start=1))))


def faq_text(section: Section) -> tuple[FaqText, list[Fault]]:
    """A question, a list of other ways to ask it, paragraphs of the answer."""
    aliases = tuple(block.text for block in section.of("item"))
    text = FaqText(section.heading(), aliases, body(section, "text"), section.place)
    return text, list(section.other("h2", "item", "text"))


def term_text(section: Section) -> tuple[TermText, list[Fault]]:
    """A term, a list of its other forms (~~never to be used~~), the meaning."""
    listed = [block.text for block in section.of("item")]
    avoided = [match["form"] for form in listed if (match := _AVOIDED.fullmatch(form))]
    forms = [form for form in listed if not _AVOIDED.fullmatch(form)]
    text = TermText(
        section.heading(), tuple(forms), tuple(avoided), body(section, "text"), section.place
    )
    return text, list(section.other("h2", "item", "text"))


def lesson_text(section: Section) -> tuple[LessonText, list[Fault]]:
    """A title, paragraphs and lists."""
    text = LessonText(section.heading(), body(section, "text", "item"), section.place)
    return text, list(section.other("h2", "text", "item"))


def item_text(section: Section) -> tuple[ItemText, list[Fault]]:
    """A stem, options marked `[x]` or `[ ]`, a quoted explanation."""
    options: list[str] = []
    keys: list[int] = []
    faults = list(section.other("text", "item", "quote"))
    for block in section.of("item"):
        match = _OPTION.match(block.plain)
        if match is None:
            place = Place(section.place.file, section.place.line and block.line)
            faults.append(Fault(place, "fault-option-mark", {"id": section.id, "text": block.text}))
            continue
        if match["mark"] != " ":
            keys.append(len(options))
        options.append(match["text"].strip())
    stem, explanation = (
        " ".join(block.plain for block in section.of(kind)) for kind in ("text", "quote")
    )
    return ItemText(stem, tuple(options), tuple(keys), explanation, section.place), faults


def body(section: Section, *kinds: str) -> Body:
    """The running text of a section; the lines of a list are one paragraph."""
    markdown: list[str] = []
    paragraphs: list[str] = []
    plain: list[str] = []
    before = ""
    for block in section.of(*kinds):
        is_item = block.kind == "item"
        joint = "\n" if is_item and before == "item" else "\n\n"
        bullet = BULLET if is_item else ""
        without, marked = block.rendered()
        markdown += [joint, ("- " if is_item else "") + block.text]
        plain += [joint, bullet + without]
        if joint == "\n":
            paragraphs[-1] += joint + bullet + marked
        else:
            paragraphs.append(bullet + marked)
        before = block.kind
    return Body("".join(markdown[1:]), tuple(paragraphs), "".join(plain[1:]))


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    """Lines that belong together: a mark or an empty line begins something new."""
    current: Block | None = None
    for number, line in lines:
        match = _BLOCK.match(line.strip())
        mark, text = (match["mark"] or "", match["text"] or "") if match else ("", "")
        if current and (mark or not text):
            yield current
            current = None
        if current:
            current = Block(current.kind, f"{current.text} {text}", current.line)
        elif mark or text:
            current = Block(_KINDS.get(mark, "other") if mark else "text", text, number)
    if current:
        yield current
