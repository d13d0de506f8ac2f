"""The parts of the supervisor: programs and their processes, the guard, the database's watch."""
