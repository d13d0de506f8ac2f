"""Consultations (専門家相談): somebody asks, an expert answers, and the answer becomes knowledge. QA-000001.

A kind of document without drafts: question and posts (answers, questions back, replies) are its content, so that each save is an
edition; who wrote a post and when, marks, ratings and the clock are rows here.
States: open → assigned → answered → resolved | cancelled, and back by reopening. Asking back stops the clock (SLA), which
counts business hours. An expert is a person with a profile in accounts; the figures on their pages are computed here.
"""
