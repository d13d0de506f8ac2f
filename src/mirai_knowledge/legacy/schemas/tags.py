"""What is done by migration as a whole, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

RUN = "legacy_run"
RUN_LOADED = tag("legacy.loaded", "移行元のデータを取り込んだ")
RUN_UNDONE = tag("legacy.undone", "移行元のデータの取り込みを取り消した")

name_fields(RUN, {"number": "取り込みの番号", "refused": "原文だけのもの", "reverted": "元に戻したもの"})
