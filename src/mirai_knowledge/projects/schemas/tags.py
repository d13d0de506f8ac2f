"""What people do to projects, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

PROJECT_ADDED = tag("project.added", "現場を登録した")
PROJECT_CHANGED = tag("project.changed", "現場の情報を変更した")
PROJECT_STATUS_CHANGED = tag("project.status_changed", "現場の状態を変更した")
SECTIONS_SET = tag("project.sections_set", "現場の工区を変更した")
MILESTONES_SET = tag("project.milestones_set", "現場の節目を変更した")
TASK_ADDED = tag("project.task_added", "現場の作業を登録した")
TASK_CHANGED = tag("project.task_changed", "現場の作業を変更した")
TASK_REPORTED = tag("project.task_reported", "現場の作業の進み具合を報告した")
TASK_REMOVED = tag("project.task_removed", "現場の作業を削除した")
PROGRESS_NOTED = tag("project.progress_noted", "現場の進捗を記録した")
PROGRESS_REMOVED = tag("project.progress_removed", "現場の進捗の記録を削除した")
HOURS_SET = tag("project.hours_set", "現場の延労働時間を入力した")
POSTER_PRINTED = tag("project.poster_printed", "現場の QR ポスターを印刷した")
MEMBER_ADDED = tag("project.member_added", "現場に人を登録した")
MEMBER_CHANGED = tag("project.member_changed", "現場の人の役割または期間を変更した")
MEMBER_REMOVED = tag("project.member_removed", "現場から人を外した")
COMPANY_ADDED = tag("project.company_added", "現場に会社を登録した")
COMPANY_REMOVED = tag("project.company_removed", "現場から会社を外した")
WORK_TYPE_ADDED = tag("work_type.added", "工種を登録した")
WORK_TYPE_CHANGED = tag("work_type.changed", "工種を変更した")
PROJECTS_LOADED = tag("project.loaded", "移行で現場を取り込んだ")
PROJECTS_UNLOADED = tag("project.unloaded", "移行で取り込んだ現場を取り消した")

name_fields(
    "project",
    {
        "code": "工事番号",
        "name": "現場名",
        "name_kana": "現場名（よみ）",
        "client": "発注者",
        "region": "地域",
        "description": "概要",
        "status": "状態",
        "work_types": "工種",
        "starts_on": "始まり",
        "ends_on": "終わり",
        "access_days_after_end": "終了後に協力会社が見られる日数",
        "sections": "工区",
        "milestones": "節目",
        "budget": "予算",
        "task_id": "作業",
        "title": "作業名",
        "priority": "優先度",
        "state": "状態",
        "assignee_id": "担当",
        "due_on": "期限",
        "done_on": "完了した日",
        "percent": "進み具合",
        "noted_on": "記録の日",
        "note": "メモ",
        "month": "月",
        "hours": "延労働時間",
        "size": "用紙",
        "member_id": "登録",
        "person_id": "人",
        "role": "現場での役割",
        "company_id": "会社",
        "tier": "次数",
        "work": "担当する工事",
    },
)
name_fields("work_type", {"name": "工種名", "parent_code": "上位の工種", "position": "並び順", "archived": "使用停止"})
name_fields(
    "legacy_run",
    {
        "added": "追加",
        "changed": "更新",
        "unchanged": "変更なし",
        "differs": "人の変更を優先",
        "removed": "取り消し",
        "kept": "残したもの",
    },
)
