"""Notices to people inside the system.

A notice (お知らせ) is told to one person and is unread or read. Other channels (mail, Teams, push) will hear the event
`notice.created`: nothing leaves the system inside a transaction.
"""
