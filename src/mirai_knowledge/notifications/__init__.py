"""Notices to people, and the ways by which they leave the house.

A notice (お知らせ) is told to one person and is unread or read. It has a stream (必読, 担当, 購読), an importance and a reason.
Mail, Teams and push take it as deliveries: waiting, claimed, sent, failed, held, withdrawn. Nothing leaves inside a transaction.
"""
