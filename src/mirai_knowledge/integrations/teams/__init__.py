"""Cards in Teams by the webhook of a workflow: the channel `teams` of notifications."""
