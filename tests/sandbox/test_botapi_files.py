"""Files: limits, kinds, ids, and what the bot can fetch."""

import base64
import struct
from typing import Any

import pytest
from telegram import Bot, Message

from sandbox import BotApi, UploadedFile

AIGERIM = 101
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def png(width: int, height: int, size: int = 0) -> UploadedFile:
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\0" * size
    return UploadedFile("a.png", data, "image/png")


@pytest.fixture(autouse=True)
def _started(api: BotApi) -> None:
    api.start(AIGERIM)


def test_a_photo_is_sent_and_sent_again_by_its_id(api: BotApi) -> None:
    upload = {"photo": UploadedFile("chart.png", PNG, "image/png")}
    given = {"chat_id": AIGERIM, "caption": "<b>ok</b>", "parse_mode": "HTML"}
    sent = api.call("sendPhoto", given, upload)
    photo = Message.de_json(sent, Bot("1:TEST")).photo[-1]
    assert (photo.width, photo.height, photo.file_size) == (1, 1, len(PNG))
    assert sent["caption_entities"][0]["type"] == "bold"
    again = api.call("sendPhoto", {"chat_id": AIGERIM, "photo": photo.file_id})
    assert again["photo"][0]["file_id"] == photo.file_id


def test_a_document_may_be_attached_by_name(api: BotApi) -> None:
    files = {"part1": UploadedFile("report.xlsx", b"xlsx", "application/vnd.ms-excel")}
    sent = api.call("sendDocument", {"chat_id": AIGERIM, "document": "attach://part1"}, files)
    document = sent["document"]
    assert document["file_name"] == "report.xlsx"
    found = api.call("getFile", {"file_id": document["file_id"]})
    assert found["file_path"] == "documents/file_0.xlsx"


@pytest.mark.parametrize(
    ("method", "file", "code", "reason"),
    [
        ("sendPhoto", UploadedFile("a.png", b"text"), 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png(9000, 1001), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", png(2100, 100), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendDocument", UploadedFile("a", b""), 400, "Bad Request: file must be non-empty"),
    ],
)
def test_a_bad_file_is_refused(
    method: str, file: UploadedFile, code: int, reason: str, refused: Any
) -> None:
    name = method.removeprefix("send").lower()
    error = refused(method, {name: file}, chat_id=AIGERIM)
    assert (error.error_code, error.description) == (code, reason)


def test_size_limits_are_10_mb_for_photos_and_50_mb_for_documents(refused: Any) -> None:
    photo = refused("sendPhoto", {"photo": png(10, 10, 10 * 2**20)}, chat_id=AIGERIM)
    assert "is too big for a photo; the maximum size is 10485760 bytes" in photo.description
    large = UploadedFile("a.bin", bytes(50 * 2**20 + 1))
    document = refused("sendDocument", {"document": large}, chat_id=AIGERIM)
    assert (document.error_code, document.description) == (413, "Request Entity Too Large")


def test_the_bot_downloads_at_most_20_mb(api: BotApi, refused: Any) -> None:
    large = UploadedFile("a.bin", bytes(20 * 2**20 + 1))
    sent = api.send_media(AIGERIM, "document", large)
    error = refused("getFile", file_id=sent["document"]["file_id"])
    assert error.description == "Bad Request: file is too big"
    assert refused("getFile", file_id="?").description == "Bad Request: invalid file_id"


def test_ids_belong_to_one_kind(api: BotApi, refused: Any) -> None:
    sent = api.send_media(AIGERIM, "document", UploadedFile("a.txt", b"x"))
    error = refused("sendPhoto", chat_id=AIGERIM, photo=sent["document"]["file_id"])
    assert error.description == "Bad Request: can't use file of type Document as Photo"
    error = refused("sendPhoto", chat_id=AIGERIM, photo="nonsense")
    assert error.description == "Bad Request: wrong file identifier/HTTP URL specified"
    error = refused("sendPhoto", chat_id=AIGERIM)
    assert error.description == "Bad Request: there is no photo in the request"


def test_captions_have_1024_units_and_can_be_edited(api: BotApi, refused: Any) -> None:
    files = {"document": UploadedFile("a.txt", b"x")}
    error = refused("sendDocument", files, chat_id=AIGERIM, caption="x" * 1025)
    assert error.description == "Bad Request: message caption is too long"
    sent = api.call("sendDocument", {"chat_id": AIGERIM, "caption": "x" * 1024}, files)
    where = {"chat_id": AIGERIM, "message_id": sent["message_id"]}
    assert api.call("editMessageCaption", {**where, "caption": "new"})["caption"] == "new"
    error = refused("editMessageText", **where, text="x")
    assert error.description == "Bad Request: there is no text in the message to edit"


def test_a_sticker_goes_both_ways(api: BotApi) -> None:
    got = api.send_media(AIGERIM, "sticker")
    sent = api.call("sendSticker", {"chat_id": AIGERIM, "sticker": got["sticker"]["file_id"]})
    assert Message.de_json(sent, Bot("1:TEST")).sticker.type == "regular"
