"""The verbs of the migration."""
