"""Standard work procedures (標準施工手順): how work is done here, step by step, with its hazards and checks. SOP-000001.

A kind of document: everything but its content and who writes it lives in documents.
"""
