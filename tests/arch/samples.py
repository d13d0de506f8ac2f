"""What each lint must refuse and what it must let pass: a check that cannot fail is worth nothing."""

from dataclasses import dataclass

from tests.arch.lints import ambient, auditing, doors, migrations, naming, signatures, sizes, testing, transactions
from tests.arch.lints.all import Lint

SLICE = "src/mirai_knowledge/sites/"
LONG_BODY = "    x = 1\n"


@dataclass(frozen=True)
class Sample:
    """Code in a file: `bad` is refused with a finding on each line marked `# <-`, `good` passes."""

    lint: Lint
    path: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


SAMPLES = (
    Sample(
        naming.service_verbs,
        f"{SLICE}service.py",
        ("def handle_site(tx): ...  # <-", "def manage(tx): ...  # <-", "def process_all(tx): ...  # <-"),
        ("def open_site(tx): ...", "def _process(tx): ...", "def handover(tx): ..."),
    ),
    Sample(
        naming.query_verbs,
        f"{SLICE}queries/people.py",
        (
            "def load_site(tx) -> Site: ...  # <-",
            "def get_site(tx) -> Site | None: ...  # <-",
            "def list_sites(tx) -> Optional[Page[Site]]: ...  # <-",
            "def find_site(tx) -> Site: ...  # <-",
        ),
        (
            "def get_site(tx) -> Site: ...",
            "def find_site(tx) -> Site | None: ...",
            "def list_sites(tx) -> Page[Site]: ...",
            "def _load(tx): ...",
            "def matching(statement) -> Select: ...",
        ),
    ),
    Sample(
        naming.slice_docstring,
        f"{SLICE}__init__.py",
        ("", '"""Owns sites."""\nfrom mirai_knowledge.sites.model import Site  # <-'),
        ('"""Owns sites."""',),
    ),
    Sample(
        signatures.argument_order,
        f"{SLICE}service.py",
        (
            "def open_site(actor, tx, site): ...  # <-",
            "def open_site(tx, site, actor): ...  # <-",
            "def open_site(tx, site, *, actor): ...  # <-",
            "def open_site(tx, actor, site, reason): ...  # <-",
            "def expire(tx, site, reason): ...  # <-",
        ),
        (
            "def open_site(tx, actor, site, *, reason): ...",
            "def open_site(tx, actor): ...",
            "def expire(tx, site): ...",
            "def register(name): ...",
            "def _close(site, tx): ...",
        ),
    ),
    Sample(
        signatures.queries_have_an_actor,
        f"{SLICE}queries.py",
        (
            "def get_site(tx, site_id): ...  # <-",
            "def list_sites(actor, tx): ...  # <-",
            "def list_sites(tx, *, actor): ...  # <-",
        ),
        (
            "def get_site(tx, actor, site_id): ...",
            "def list_kinds(_: Tx, actor): ...",
            "def ordered(statement): ...",
            "def _rows(statement): ...",
        ),
    ),
    Sample(
        signatures.public_types,
        f"{SLICE}service.py",
        (
            "def open_site(tx, what: Any): ...  # <-",
            "def open_site(tx) -> dict[str, Any]: ...  # <-",
            "def open_site(tx, what: dict): ...  # <-",
            "def open_site(tx, what: 'list[Any]'): ...  # <-",
            "class Site:\n    def rename(self, to: Any) -> None: ...  # <-",
        ),
        (
            "def open_site(tx, what: OpenSite) -> dict[str, int]: ...",
            "def _open(what: Any): ...",
            "class _Site:\n    def rename(self, to: Any): ...",
        ),
    ),
    Sample(
        transactions.commits,
        f"{SLICE}service.py",
        ("tx.commit()  # <-", "w.tx.rollback()  # <-", "connection.connection.commit()  # <-"),
        ("tx.flush()", "commit(tx)", "writer.commit()"),
    ),
    Sample(
        transactions.flushes,
        f"{SLICE}service.py",
        ("x = 1\ntx.flush()  \nself.tx.flush()", "w.tx.flush()"),
        (
            "tx.flush()  # the number is given by the database",
            "# the number is given by the database\ntx.flush()",
            "file.flush()",
        ),
    ),
    Sample(
        transactions.selects,
        f"{SLICE}service.py",
        (
            "tx.scalars(select(Site))  # <-",
            "tx.scalars(sa.select(Site))  # <-",
            "tx.get(Site, site_id)  # <-",
            "w.tx.get_one(Site, site_id)  # <-",
            "tx.query(Site)  # <-",
            "tx.execute(text(' SELECT 1 FROM site'))  # <-",
            "tx.execute(text(f'with x as (select 1 from y) {y}'))  # <-",
        ),
        (
            "tx.execute(update(Site))",
            "names.get('x')",
            "tx.execute(text('DELETE FROM site'))",
            "tx.execute(text('SELECT f(:x)'))",
            "queries.get_site(tx, actor, site_id)",
        ),
    ),
    Sample(
        transactions.relationships,
        f"{SLICE}model.py",
        ("x = relationship()  # <-", "x = orm.relationship(lazy='select')  # <-"),
        ("x = relationship(lazy='raise')", "x = relationship('Site', lazy='raise_on_sql')"),
    ),
    Sample(
        transactions.intake_is_quiet,
        f"{SLICE}intake.py",
        ("outbox.emit(tx, event)  # <-", "emit(tx, event)  # <-"),
        ("changes.mark(tx, 'site', site_id)",),
    ),
    Sample(
        auditing.changes_are_audited,
        f"{SLICE}service.py",
        (
            "def open_site(tx, actor):  # <-\n    tx.add(Site())",
            "def open_site(tx, actor):  # <-\n    _open(tx)\ndef _open(tx):\n    outbox.emit(tx, SiteOpened())",
        ),
        (
            "def open_site(tx, actor):\n    tx.add(Site())\n    audit.record(tx, actor, SITE_OPENED, None)",
            "def open_site(tx, actor):\n    _open(tx)\ndef _open(tx):\n    changes.mark(tx, 'site', 1)\n    record(tx)",
            "def check(tx, actor):\n    return queries.get_site(tx, actor)",
        ),
    ),
    Sample(
        ambient.python_time,
        f"{SLICE}service.py",
        (
            "datetime.now(UTC)  # <-",
            "dt.datetime.now(UTC)  # <-",
            "date.today()  # <-",
            "time.time()  # <-",
            "datetime.utcnow()  # <-",
        ),
        ("clock.now()", "time.monotonic()", "datetime.fromisoformat(x)", "clock.today_jst()"),
    ),
    Sample(
        ambient.sql_time,
        f"{SLICE}model.py",
        (
            "x = text('SELECT now()')  # <-",
            "x = Column(server_default='CURRENT_TIMESTAMP')  # <-",
            "x = func.now()  # <-",
            "x = sa.func.current_date()  # <-",
            "x = f'{a} < clock_timestamp()'  # <-",
        ),
        ("x = text('SELECT :now')", '"""What is true now() is no matter."""', "x = func.lower(name)", "x = 'known()'"),
    ),
    Sample(
        ambient.environment,
        f"{SLICE}service.py",
        ("os.environ['X']  # <-", "os.getenv('X')  # <-", "from os import environ  # <-"),
        ("os.getpid()", "settings.port", "from os import path"),
    ),
    Sample(
        ambient.log_events,
        f"{SLICE}service.py",
        (
            "log.info(f'site {name}')  # <-",
            "log.warning('Site opened')  # <-",
            "log.error('site.opened', name)  # <-",
            "_log.info(name)  # <-",
            "logger.exception('oops')  # <-",
        ),
        ("log.info('site.opened', site_id=site_id)", "math.log.bind(1)", "self.info('x')"),
    ),
    Sample(
        doors.routes_have_rules,
        f"{SLICE}routes.py",
        (
            "@get('/sites', sync_to_thread=True)\ndef sites(): ...  # <-",
            "@litestar.post('/sites', opt={'x': 1})\ndef add(): ...  # <-",
            "class C(Controller):\n    @delete('/x')\n    def drop(self): ...  # <-",
            "@get\ndef bare(): ...  # <-",
        ),
        (
            "@get('/sites', rule=SEE)\ndef sites(): ...",
            "@post('/s', opt={'rule': 'P-001'})\ndef add(): ...",
            "@cached\ndef x(): ...",
        ),
    ),
    Sample(
        doors.reads_change_nothing,
        f"{SLICE}routes.py",
        (
            "@get('/s', rule=SEE)\ndef sites(request):\n    with edge.write(request) as w:  # <-\n        pass",
            "@head('/s')\ndef sites(request):\n    return edge.public_write(request)  # <-",
        ),
        (
            "@get('/s')\ndef sites(request):\n    with edge.read(request) as r:\n        pass",
            "@post('/s')\ndef add(request):\n    with edge.write(request) as w:\n        pass",
        ),
    ),
    Sample(
        doors.handlers_are_plain,
        f"{SLICE}routes.py",
        (
            "@get('/s', sync_to_thread=True)\nasync def sites(): ...  # <-",
            "@get('/s')\ndef sites(): ...  # <-",
            "@get('/s', sync_to_thread=False)\ndef sites():  # <-\n    return queries.list_sites()",
        ),
        (
            "@get('/s', sync_to_thread=True)\ndef sites(): ...",
            "@get('/s')\nasync def stream_news(): ...",
            "@get('/s', sync_to_thread=False)\ndef alive(): return Alive()",
        ),
    ),
    Sample(
        sizes.function_length,
        "tests/sites/test_sites.py",
        (f"def long():  # <-\n{LONG_BODY * 40}",),
        (f"def long():\n{LONG_BODY * 39}", f'def long():\n    """{"text" + chr(10) * 9}"""\n{LONG_BODY * 39}'),
    ),
    Sample(
        sizes.argument_count,
        f"{SLICE}service.py",
        ("def many(a, b, c, d, *, e, f): ...  # <-", "class S:\n    def many(self, a, b, c, d, e, f): ...  # <-"),
        ("def five(a, b, c, *, d, e): ...", "class S:\n    def five(self, a, b, c, d, e): ..."),
    ),
    Sample(
        testing.no_mocks,
        "tests/sites/test_sites.py",
        ("from unittest.mock import patch  # <-", "from unittest import mock  # <-", "import unittest.mock  # <-"),
        ("from tests.fakes import mail",),
    ),
    Sample(
        testing.no_skips,
        "tests/sites/test_sites.py",
        (
            "@pytest.mark.skip  # <-\ndef test_x(): ...",
            "pytest.skip('later')  # <-",
            "@pytest.mark.xfail()  # <-\ndef test_x(): ...",
        ),
        ("@pytest.mark.browser\ndef test_x(): ...",),
    ),
    Sample(
        migrations.migrations_stand_alone,
        "src/mirai_knowledge/migrations/versions/2026_11_23_0100_sites.py",
        ("from mirai_knowledge.sites.model import Site  # <-", "import mirai_knowledge  # <-", "from . import x  # <-"),
        ("import sqlalchemy as sa\nfrom alembic import op",),
    ),
)
