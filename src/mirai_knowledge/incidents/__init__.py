"""Incidents (事故・ヒヤリ): accidents, damage and near misses, from the report to the close. INC-000001.

A kind of document without a draft: each save is an edition in force at once, and its own state stands beside it (報告 → 調査中 →
対策検討 → 是正中 → 確認中 → 終結; reopening is possible). Names of people involved never stand in an edition: they lie in a table
of their own, and everybody else reads 被災者A.

A corrective action (是正処置) has an owner and a due date; somebody else than its doer verifies it, and weeks later its effect.
Public accident records (公的な事故記録) are a collection of their own, imported and never changed.
"""
