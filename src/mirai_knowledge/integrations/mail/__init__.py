"""Mail by SMTP: the channel `mail` of notifications."""
