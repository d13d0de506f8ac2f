"""The sorts of findings, each under a lasting code."""

from typing import Final

from mirai_knowledge.legacy.schemas.report import Kind, Level

_kinds: dict[str, Kind] = {}


def _kind(code: str, name: str, level: Level) -> Kind:
    _kinds[code] = Kind(code, name, level)
    return _kinds[code]


def all_kinds() -> tuple[Kind, ...]:
    """Every sort of finding, in the order of the codes."""
    return tuple(entry for _, entry in sorted(_kinds.items()))


FILE_MISSING: Final = _kind("file.missing", "ファイルがない", "info")
FILE_BROKEN: Final = _kind("file.broken", "読めないファイル", "error")
FILE_ENCODING: Final = _kind("file.encoding", "UTF-8ではない文字コード", "warning")
FILE_BOM: Final = _kind("file.bom", "先頭に文字コードの印（BOM）がある", "info")
FILE_LATER: Final = _kind("file.later", "まだ取り込まないファイル", "warning")
FILE_UNKNOWN: Final = _kind("file.unknown", "移行の対象でないファイル", "warning")

RECORD_NOT_OBJECT: Final = _kind("record.not_object", "レコードの形をしていない", "error")
RECORD_WITHOUT_ID: Final = _kind("record.without_id", "使えるidがない", "error")
RECORD_ID_AS_TEXT: Final = _kind("record.id_as_text", "idが文字列", "info")
RECORD_TWICE: Final = _kind("record.twice", "同じidのレコードがもう1件ある", "error")
RECORD_REPEATED: Final = _kind("record.repeated", "まったく同じレコードの繰り返し", "warning")
RECORD_INCOMPLETE: Final = _kind("record.incomplete", "必要な項目がない", "error")
RECORD_UNACCEPTABLE: Final = _kind("record.unacceptable", "受け付けられない値", "error")
RECORD_KEY_TWICE: Final = _kind("record.key_twice", "同じ項目名が1件の中に2回ある", "warning")
RECORD_VANISHED: Final = _kind("record.vanished", "以前取り込み、今回のファイルにないレコード", "warning")
RECORD_KEPT: Final = _kind("record.kept", "取り込み後に人が変更したレコード", "warning")

FIELD_WITHOUT_PLACE: Final = _kind("field.without_place", "対応する項目がない", "info")
FIELD_UNREADABLE: Final = _kind("field.unreadable", "形が違う値", "warning")
FIELD_ABSENT: Final = _kind("field.absent", "値がない", "info")
FIELD_NULL_LIST: Final = _kind("field.null_list", "一覧の代わりに空（null）", "warning")
FIELD_TEXT_AS_LIST: Final = _kind("field.text_as_list", "一覧の代わりに文字列", "warning")
FIELD_NUMBER_AS_TEXT: Final = _kind("field.number_as_text", "数が文字列", "info")
FIELD_TOO_LONG: Final = _kind("field.too_long", "長すぎる値", "warning")
FIELD_TOO_MANY: Final = _kind("field.too_many", "多すぎる値", "warning")
FIELD_CONTROL: Final = _kind("field.control", "制御文字が含まれる", "warning")
FIELD_SECRET: Final = _kind("field.secret", "保存しない秘密の値", "warning")

TIME_NAIVE: Final = _kind("time.naive", "時差のない時刻", "info")
TIME_DAY_ONLY: Final = _kind("time.day_only", "時刻のない日付", "info")
TIME_UNREADABLE: Final = _kind("time.unreadable", "日時として読めない", "warning")
TIME_FUTURE: Final = _kind("time.future", "未来の日時", "warning")

VALUE_UNKNOWN: Final = _kind("value.unknown", "対応が決まっていない値", "warning")

DUPLICATE_LOGIN: Final = _kind("duplicate.login", "重なるログイン名", "warning")
DUPLICATE_EMAIL: Final = _kind("duplicate.email", "重なるメールアドレス", "warning")
DUPLICATE_NAME: Final = _kind("duplicate.name", "重なる名前", "warning")
DUPLICATE_CODE: Final = _kind("duplicate.code", "重なる工事番号", "warning")
DUPLICATE_TEXT: Final = _kind("duplicate.text", "本文が同じ文書", "warning")

REFERENCE_DANGLING: Final = _kind("reference.dangling", "行き先のない参照", "warning")
REFERENCE_TWICE: Final = _kind("reference.twice", "同じ先への重複した参照", "info")
REFERENCE_SELF: Final = _kind("reference.self", "自分自身への参照", "warning")

PASSWORD_SHARED: Final = _kind("password.shared", "複数の人に共通のパスワード", "warning")
PASSWORD_KNOWN: Final = _kind("password.known", "広く知られたデモ用パスワード", "warning")
PASSWORD_UNUSABLE: Final = _kind("password.unusable", "引き継げないパスワード", "warning")
PERSON_NO_SIGN_IN: Final = _kind("person.no_sign_in", "サインインのない人", "info")
PERSON_ROLELESS: Final = _kind("person.roleless", "役割のない人", "warning")

CONTRADICTION: Final = _kind("contradiction", "食い違う値", "warning")
