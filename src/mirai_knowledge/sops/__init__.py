"""Standard work procedures (標準施工手順): how work is done here, step by step, with its hazards and checks. SOP-000001.

A kind of document: everything but its content and who writes it lives in documents.

A checklist run (点検の記録) is somebody's going through the checklist of one edition: who, where, when, what was found at each
item, with photos. It is never changed; one made by mistake is cancelled with a reason and stays in sight.
"""
