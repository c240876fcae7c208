"""What the bot knows and decides; no Telegram, no SQL."""
