"""Where the database is: the one of the settings, or the embedded one, started and migrated when it is down."""

import contextlib
from collections.abc import Iterator

from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.kernel.db import embedded
from mirai_knowledge.kernel.db.embedded import DatabaseUrls
from mirai_knowledge.kernel.db.migrate import migrate


@contextlib.contextmanager
def ensure_database(settings: Settings, *, migrated: bool = True) -> Iterator[DatabaseUrls]:
    """The addresses of both roles, reachable while the block runs.

    The embedded server is started when it is down and migrated unless told otherwise; its last user stops it. A
    database of the settings is taken as it is: migrating that is `mks db migrate`, on purpose.
    """
    if settings.database_url is not None and settings.database_owner_url is not None:
        yield DatabaseUrls(settings.database_url.get_secret_value(), settings.database_owner_url.get_secret_value())
        return
    with embedded.hold(settings.home) as urls:
        if migrated:
            migrate(urls.owner, urls.app)
        yield urls
