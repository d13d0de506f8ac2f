"""A wrong setting is one clear line in Japanese that names it, whichever command is run."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

WRONG = {
    "MKS_PROT=5101": "MKS_PROT: この名前の設定はありません。MKS_PORT のことですか。",
    "mks_port_number=1": "mks_port_number: この名前の設定はありません。",
    "MKS_XYZ=1": "MKS_XYZ: この名前の設定はありません。設定の名前は docs/reference/settings.md にあります。",
    "MKS_PORT=many": "MKS_PORT: 整数で入力してください。",
    "MKS_PORT=70000": "MKS_PORT: 65535以下の値を指定してください。",
    "MKS_ENV=prod": "MKS_ENV: 次のいずれかを指定してください: development, production, test",
    "MKS_ENV=production": "本番では MKS_JWT_SECRET_KEY が必要です（32 バイト以上）。",
    "MKS_JWT_SECRET_KEY=short": "MKS_JWT_SECRET_KEY は 32 バイト以上にしてください。",
    "MKS_PUBLIC_URL=knowledge.example": "MKS_PUBLIC_URL: https://",
    "MKS_PUBLIC_URL=https://a:99999": "MKS_PUBLIC_URL: https://",
    "MKS_PUBLIC_URL=https://a.example/knowledge": "MKS_PUBLIC_URL: https://",
    "MKS_HTTP_PROXY=proxy:3128": "MKS_HTTP_PROXY: https://",
    "MKS_ALLOWED_HOSTS=a.example": "MKS_ALLOWED_HOSTS: JSON の一覧の形で指定してください",
    "MKS_CA_BUNDLE=/no/such.pem": "MKS_CA_BUNDLE: /no/such.pem を読めません。",
    "MKS_BREACHED_PASSWORDS_FILE=/no/such.txt": "MKS_BREACHED_PASSWORDS_FILE: /no/such.txt を読めません。",
    "DATABASE_URL=postgresql://app@localhost/x": "DATABASE_URL と MKS_DATABASE_OWNER_URL は、両方を指定してください",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_setting_is_one_clear_line(wrong: str, tmp_path: Path) -> None:
    name, _, value = wrong.partition("=")
    ran = run({"MKS_HOME": str(tmp_path), name: value})
    assert (ran.returncode, ran.stdout) == (2, "")
    lines = ran.stderr.strip().splitlines()
    assert len(lines) == 1, ran.stderr
    assert lines[0].startswith(f"設定を確認してください: {WRONG[wrong]}")


def test_names_for_the_scripts_are_no_mistake(tmp_path: Path) -> None:
    ran = run({"MKS_HOME": str(tmp_path), "MKS_PYTHON": "python3.12", "MKS_PUBLIC_URL": "https://knowledge.example:8443/"})
    assert ran.returncode == 0, ran.stderr
    assert "https://knowledge.example:8443/" in ran.stdout


def run(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    wanted = {"PATH": "/usr/bin:/bin", "COLUMNS": "200", **environment}
    return subprocess.run(
        [sys.executable, "-m", "mirai_knowledge.entry.cli", "config", "show"],
        env=wanted,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
