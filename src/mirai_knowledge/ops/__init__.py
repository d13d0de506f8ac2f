"""Running the system: health, configuration, database commands, traces, client errors."""
