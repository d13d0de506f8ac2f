"""Notices to people inside the system; other channels join through a port."""
