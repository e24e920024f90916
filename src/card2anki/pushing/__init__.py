"""Delivery without clicks: packages into a collection, by desktop Anki or by a sync server."""
