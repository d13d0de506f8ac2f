"""Mirai Knowledge Systems: the knowledge system of a construction company on its own server."""

__version__ = "0.1.0"
