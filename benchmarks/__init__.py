"""Measured promises: Qalqan beside a bare python-telegram-bot and a bare aiogram bot."""
