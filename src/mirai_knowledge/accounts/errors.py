"""What can go wrong with people, companies, roles, passwords and sessions."""

from mirai_knowledge.kernel.errors import Conflict, Invalid, NotFound, Stale, TooMany, Unauthenticated


class WrongCredentials(Unauthenticated):
    """Login name and password do not belong together; which of them is wrong is not said."""

    code = "auth.wrong_credentials"
    title = "ログイン名またはパスワードが違います"


class Locked(TooMany):
    """Too many wrong passwords; `retry_after` says when trying again is possible."""

    code = "auth.locked"
    title = "サインインを一時的に停止しています"


class SignInBusy(TooMany):
    """More sign-ins wait than can be checked in useful time."""

    code = "auth.busy"
    title = "サインインが集中しています"


class TokenExpired(Unauthenticated):
    """The access token's time is over; refreshing gives a new one."""

    code = "auth.token_expired"
    title = "サインインの有効期限が切れました"


class TokenOutdated(Unauthenticated):
    """The person's rights have changed since the token was issued; refreshing gives a new one."""

    code = "auth.token_outdated"
    title = "権限が変わりました"


class SessionEnded(Unauthenticated):
    """The session is over: signed out, revoked, expired, or ended for safety."""

    code = "auth.session_ended"
    title = "サインインの状態が終了しました"


class PasswordRefused(Invalid):
    """The new password does not satisfy the policy, or the present one is wrong."""

    code = "password.refused"
    title = "パスワードを確認してください"


class PersonNotFound(NotFound):
    """There is no such person."""

    code = "person.not_found"
    title = "この人は登録されていません"


class CompanyNotFound(NotFound):
    """There is no such company."""

    code = "company.not_found"
    title = "この会社は登録されていません"


class RoleNotFound(NotFound):
    """There is no such role."""

    code = "role.not_found"
    title = "この役割はありません"


class SessionNotFound(NotFound):
    """The person has no such session, or it is over."""

    code = "session.not_found"
    title = "この端末のサインインは見つかりません"


class PersonStale(Stale):
    """Somebody else changed the person since it was read."""

    code = "person.stale"
    title = "ほかの人が先にこの人の情報を更新しました"


class CompanyStale(Stale):
    """Somebody else changed the company since it was read."""

    code = "company.stale"
    title = "ほかの人が先にこの会社の情報を更新しました"


class RoleStale(Stale):
    """Somebody else changed the role since it was read."""

    code = "role.stale"
    title = "ほかの人が先にこの役割の権限を更新しました"


class LoginNameTaken(Conflict):
    """Another person has this login name."""

    code = "person.login_name_taken"
    title = "このログイン名はすでに使われています"


class CompanyCodeTaken(Conflict):
    """Another company has this code."""

    code = "company.code_taken"
    title = "この会社コードはすでに使われています"


class IdTaken(Conflict):
    """The id sent for a new thing already belongs to one."""

    code = "accounts.id_taken"
    title = "この番号 (id) はすでに使われています"


class AlreadyInState(Conflict):
    """The thing is already in the state asked for."""

    code = "accounts.already_in_state"
    title = "すでにその状態です"


class OneselfRefused(Conflict):
    """Nobody can disable, reset or demote themselves."""

    code = "person.is_oneself"
    title = "自分自身にはこの操作を行えません"


class LastAdmin(Conflict):
    """Without this person no active administrator would be left."""

    code = "person.last_admin"
    title = "有効な管理者がいなくなります"


class CompanyHasPeople(Conflict):
    """Active people still belong to the company."""

    code = "company.has_people"
    title = "この会社には有効な人が所属しています"


class AdminGrantsFixed(Conflict):
    """The administrator's grants cannot be reduced."""

    code = "role.admin_fixed"
    title = "管理者の権限は減らせません"


class CalendarStale(Stale):
    """Somebody else changed the company's calendar since it was read."""

    code = "calendar.stale"
    title = "ほかの人が先に営業日を変更しました"


class ExpertStale(Stale):
    """Somebody else changed the expert's profile since it was read."""

    code = "expert.stale"
    title = "ほかの人が先にこの専門家の紹介を更新しました"
