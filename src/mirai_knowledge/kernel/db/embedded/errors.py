"""What can go wrong with the embedded PostgreSQL, said in one line a user can act on."""

import errno

_KNOWN_CAUSES = (
    ("No space left on device", "ディスクの空きがありません。空きを作ってから、もう一度実行してください。"),
    ("Check free disk space", "ディスクの空きがありません。空きを作ってから、もう一度実行してください。"),
    ("Disk quota exceeded", "ディスクの割り当て量を使い切っています。空きを作ってから、もう一度実行してください。"),
    ("could not create shared memory segment", "共有メモリが足りません。ほかのプログラムを終了して、もう一度実行してください。"),
    ("Cannot allocate memory", "メモリが足りません。ほかのプログラムを終了して、もう一度実行してください。"),
    ("has wrong ownership", "データフォルダーの所有者が変わっています。元の所有者に戻してください。"),
    ("Read-only file system", "データフォルダーが読み取り専用の場所にあります。"),
    ("Permission denied", "データフォルダーを読み書きする権限がありません。"),
    ("is not compatible with this version", "データフォルダーが別の版の PostgreSQL で作られています。"),
)


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot be started or stopped.

    `str(error)` is one Japanese line with the remedy; `log_tail` holds the last lines the server
    or its tools wrote, and is empty when they wrote nothing.
    """

    def __init__(self, message: str, *, log_tail: str = "") -> None:
        super().__init__(message)
        self.log_tail = log_tail


def from_output(what: str, output: str) -> EmbeddedError:
    """The error for a server or tool that failed after writing `output`."""
    tail = "\n".join(output.strip().splitlines()[-15:])
    for sign, remedy in _KNOWN_CAUSES:
        if sign in output:
            return EmbeddedError(f"{what}: {remedy}", log_tail=tail)
    lines = [line for line in tail.splitlines() if "FATAL" in line or "error:" in line]
    cause = (lines or tail.splitlines() or ["原因は記録されていません"])[-1].strip()
    return EmbeddedError(f"{what}: {cause}", log_tail=tail)


def from_os_error(what: str, error: OSError) -> EmbeddedError:
    """The error for a file operation of ours that the system refused."""
    cause = f"{error.strerror or error} ({error.filename})" if error.filename else str(error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}:
        sign = "Permission denied" if error.errno == errno.EPERM else str(error)
        return EmbeddedError(str(from_output(what, sign)), log_tail=cause)
    return EmbeddedError(f"{what}: {cause}", log_tail=cause)
