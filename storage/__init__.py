"""The only SQL, and the reading of course packs."""
