"""Approvals (承認): routes of stages, an ordered table of rules that picks one, requests, decisions, deputies.

A request carries a copy of its route, so that editing a route changes nothing under way. Its states: in_progress → approved |
returned | withdrawn. Stages come in order; within one, `needed` of those who are eligible decide in parallel. Who is eligible
is asked anew each time: who holds the right now, who is away, who wrote the text. What is decided about are editions of
documents: `documents.service` freezes them, brings them into force, and gives them back.
"""
