"""Records as they stand, what is planned for them, what is reported, and the mapping file."""
