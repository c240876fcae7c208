"""Bytes ↔ domain, without any I/O."""
