"""A small Bot API server for development and tests; knows nothing of the bot's own code."""

from sandbox.botapi import BotApi
from sandbox.errors import ApiError, ConnectionDropped
from sandbox.flood import Fault, FloodLimits
from sandbox.shapes import UploadedFile
from sandbox.world import Person

__all__ = [
    "ApiError",
    "BotApi",
    "ConnectionDropped",
    "Fault",
    "FloodLimits",
    "Person",
    "UploadedFile",
]
