"""Append-only record of who did what and when, sealed in order so that tampering shows."""
