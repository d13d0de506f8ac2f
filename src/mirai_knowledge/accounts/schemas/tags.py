"""What people do to accounts, as it stands in the audit log."""

from mirai_knowledge.audit.schemas import name_fields, tag

PERSON_ADDED = tag("person.added", "人を登録した")
PERSON_CHANGED = tag("person.changed", "人の情報を変更した")
PERSON_DISABLED = tag("person.disabled", "人を無効にした")
PERSON_ENABLED = tag("person.enabled", "人を有効に戻した")
PERSON_UNLOCKED = tag("person.unlocked", "サインインの一時停止を解除した")
PERSON_ROLES_CHANGED = tag("person.roles_changed", "人の役割を変更した")
PASSWORD_RESET = tag("password.reset", "パスワードを再発行した")
PASSWORD_CHANGED = tag("password.changed", "自分のパスワードを変更した")
PASSWORD_REHASHED = tag("password.rehashed", "パスワードの保存方式が新しくなった")
PASSWORD_CHANGE_FAILED = tag("password.change_failed", "パスワードの変更で、現在のパスワードを間違えた")
CONFIRMED = tag("session.confirmed", "大切な操作の前に、パスワードで本人と確かめた")
CONFIRMATION_FAILED = tag("session.confirmation_failed", "大切な操作の前の確認で、パスワードを間違えた")
SIGNED_IN = tag("session.signed_in", "サインインした")
SIGN_IN_FAILED = tag("session.sign_in_failed", "サインインに失敗した")
SIGN_IN_LOCKED = tag("session.locked", "失敗が続き、サインインが一時停止された")
SIGNED_OUT = tag("session.signed_out", "サインアウトした")
SESSION_ENDED = tag("session.ended", "端末のサインインを終了した")
OTHER_SESSIONS_ENDED = tag("session.others_ended", "ほかの端末のサインインをすべて終了した")
TOKEN_REUSED = tag("session.token_reused", "使用済みの更新トークンが使われ、サインインを終了した")
PEOPLE_LOADED = tag("person.loaded", "移行で人を取り込んだ")
PEOPLE_UNLOADED = tag("person.unloaded", "移行で取り込んだ人を取り消した")
COMPANY_ADDED = tag("company.added", "会社を登録した")
COMPANY_CHANGED = tag("company.changed", "会社の情報を変更した")
COMPANY_ARCHIVED = tag("company.archived", "会社を使用停止にした")
COMPANY_RESTORED = tag("company.restored", "会社を使用中に戻した")
ROLE_GRANTS_CHANGED = tag("role.grants_changed", "役割の権限を変更した")
CALENDAR_CHANGED = tag("calendar.changed", "会社の営業時間を変更した")
CALENDAR_DAY_SET = tag("calendar.day_set", "会社の休日・営業日を登録した")
CALENDAR_DAY_REMOVED = tag("calendar.day_removed", "会社の休日・営業日を取り消した")
EXPERT_CHANGED = tag("expert.changed", "専門家の紹介を変更した")
EXPERTS_LOADED = tag("expert.loaded", "移行で専門家の紹介を取り込んだ")

name_fields(
    "person",
    {
        "login_name": "ログイン名",
        "name": "氏名",
        "name_kana": "氏名（よみ）",
        "email": "メールアドレス",
        "department": "部署",
        "company_id": "会社",
        "roles": "役割",
        "state": "状態",
        "reason": "理由",
        "ended_sessions": "終了した端末の数",
        "from": "以前の方式",
        "login_name_digest": "入力されたログイン名（照合用の値）",
        "count": "続けて失敗した回数",
        "locked_until": "停止の終わり",
        "specialties": "専門分野",
        "certifications": "資格",
        "years": "経験年数",
        "bio": "紹介文",
        "available": "相談の受付",
        "away_from": "不在の始まり",
        "away_until": "不在の終わり",
        "leads": "専門家のまとめ役",
    },
)
name_fields("session", {"reason": "理由", "device": "端末", "ended_sessions": "終了した端末の数"})
name_fields("company", {"code": "会社コード", "name": "会社名", "name_kana": "会社名（よみ）", "kind": "区分", "state": "状態"})
name_fields("role", {"grants": "権限"})
name_fields(
    "work_calendar",
    {
        "opens": "始業",
        "closes": "終業",
        "break": "休憩",
        "weekdays": "営業する曜日（月曜から）",
        "on": "日",
        "works": "営業する",
        "name": "名前",
    },
)
