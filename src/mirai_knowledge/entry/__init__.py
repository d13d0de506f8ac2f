"""The composition root and the processes: the only place that knows every slice."""
