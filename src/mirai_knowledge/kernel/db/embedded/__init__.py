"""PostgreSQL for those who have none: the binaries of a wheel, run below the home folder.

`hold(home)` is what programs use: it makes the cluster when there is none, starts it when it is
down, and the last user stops it. `cluster` tells how, `locks` who waits for whom.
"""

from mirai_knowledge.kernel.db.embedded.binaries import Binaries, binaries
from mirai_knowledge.kernel.db.embedded.cluster import DatabaseUrls, EmbeddedPostgres, hold
from mirai_knowledge.kernel.db.embedded.errors import EmbeddedError

__all__ = ["Binaries", "DatabaseUrls", "EmbeddedError", "EmbeddedPostgres", "binaries", "hold"]
