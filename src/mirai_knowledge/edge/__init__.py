"""The HTTP edge: transactions, the current actor, If-Match, idempotency and problem details for route files."""
