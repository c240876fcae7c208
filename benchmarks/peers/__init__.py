"""Peers: the smallest bots that do the same, as their libraries come."""
