"""Files: uploads and their limits, file ids, and the messages that carry them."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath

from sandbox.chats import writable_chat
from sandbox.errors import ApiError, bad_request
from sandbox.limits import (
    DOCUMENT_BYTES,
    DOWNLOAD_BYTES,
    PHOTO_BYTES,
    PHOTO_RATIO,
    PHOTO_SIDES_SUM,
    STICKER_BYTES,
)
from sandbox.messages import caption_content
from sandbox.posting import send
from sandbox.shapes import Json, Params, UploadedFile, without_empty
from sandbox.world import StoredFile, World

STICKER_SIDE = 512
FOLDERS = {"document": "documents", "photo": "photos", "sticker": "stickers", "voice": "voice"}
PREFIXES = {"document": "BQACAgI", "photo": "AgACAgI", "sticker": "CAACAgI", "voice": "AwACAgI"}
SUFFIXES = {"photo": ".jpg", "sticker": ".webp", "voice": ".oga"}
JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB})


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, WebP or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return webp_size(data)
    return jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Size of a WebP image (RFC 9649): lossy, lossless or extended."""
    match data[12:16]:
        case b"VP8 " if len(data) >= 30:
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L" if len(data) >= 25:
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X" if len(data) >= 30:
            width, height = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
            return width + 1, height + 1
    return None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Size from the first frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def store(world: World, kind: str, file: UploadedFile) -> StoredFile:
    """Keep an uploaded file.

    Raises:
        ApiError: 400 or 413, Telegram would not take it as this kind.
    """
    check_size(kind, len(file.data))
    width, height = check_picture(kind, file.data)
    serial = world.next_serial()
    name = PurePosixPath(file.name.replace("\\", "/")).name or "file"
    suffix = SUFFIXES.get(kind) or PurePosixPath(name).suffix
    stored = StoredFile(
        file_id=f"{PREFIXES[kind]}{serial}",
        unique_id=f"AQAD{serial}",
        kind=kind,
        name=name,
        mime=file.mime or "application/octet-stream",
        data=file.data,
        path=f"{FOLDERS[kind]}/file_{len(world.files)}{suffix}",
        width=width,
        height=height,
    )
    world.files[stored.file_id] = stored
    return stored


def check_size(kind: str, size: int) -> None:
    """Limits in bytes."""
    if not size:
        raise bad_request("file must be non-empty")
    if size > DOCUMENT_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > PHOTO_BYTES:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo;"
            f" the maximum size is {PHOTO_BYTES} bytes"
        )
    if kind == "sticker" and size > STICKER_BYTES:
        raise bad_request("file is too big for a sticker")


def check_picture(kind: str, data: bytes) -> tuple[int, int]:
    """Width and height of a photo or sticker; zeros for other kinds."""
    if kind not in ("photo", "sticker"):
        return 0, 0
    size = image_size(data)
    if kind == "sticker":
        return size or (STICKER_SIDE, STICKER_SIDE)
    if size is None or not all(size):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > PHOTO_SIDES_SUM or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def file_fields(stored: StoredFile) -> Json:
    """What every file object has."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
    }


def file_content(stored: StoredFile, emoji: str = "") -> Json:
    """The message field for a file."""
    fields = file_fields(stored)
    size = {"width": stored.width, "height": stored.height}
    match stored.kind:
        case "photo":
            return {"photo": [fields | size]}
        case "sticker":
            flags = {"type": "regular", "is_animated": False, "is_video": False}
            return {"sticker": fields | size | flags | without_empty(emoji=emoji)}
        case "voice":
            duration = max(1, len(stored.data) // 4000)
            return {"voice": fields | {"duration": duration, "mime_type": stored.mime}}
        case _:
            return {"document": fields | {"file_name": stored.name, "mime_type": stored.mime}}


def given_file(world: World, params: Params, kind: str) -> StoredFile:
    """The file of a call: uploaded under the field's name, `attach://name`, or a file_id."""
    reference = params.text(kind)
    if reference.startswith("attach://"):
        upload = params.files.get(reference.removeprefix("attach://"))
    else:
        upload = params.files.get(kind)
    if upload is not None:
        return store(world, kind, upload)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return stored_file(world, reference, kind)


def stored_file(world: World, file_id: str, kind: str) -> StoredFile:
    """A file by its id, which belongs to one kind only."""
    stored = world.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def send_photo(world: World, params: Params) -> Json:
    """sendPhoto."""
    return send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """sendDocument."""
    return send_file(world, params, "document")


def send_file(world: World, params: Params, kind: str) -> Json:
    """A photo or document with its caption."""
    caption = caption_content(params)
    chat = writable_chat(world, params)
    content = file_content(given_file(world, params, kind)) | caption
    return send(world, params, chat, content)


def send_sticker(world: World, params: Params) -> Json:
    """sendSticker."""
    chat = writable_chat(world, params)
    stored = given_file(world, params, "sticker")
    return send(world, params, chat, file_content(stored, params.text("emoji")))


def get_file(world: World, params: Params) -> Json:
    """getFile."""
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.data) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return file_fields(stored) | {"file_path": stored.path}


METHODS = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendSticker": send_sticker,
    "getFile": get_file,
}
