"""The composition root: registers the slices' ports, jobs and listeners with each other. No rules live here."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler

from mirai_knowledge.accounts import routes as accounts_routes
from mirai_knowledge.accounts import service as accounts
from mirai_knowledge.audit import routes as audit_routes
from mirai_knowledge.edge import ActorSource
from mirai_knowledge.kernel.config import Settings
from mirai_knowledge.notifications import routes as notifications_routes
from mirai_knowledge.ops import routes as ops_routes


def routes() -> Sequence[HTTPRouteHandler]:
    """The route handlers of all slices."""
    return [*ops_routes.ROUTES, *accounts_routes.ROUTES, *audit_routes.ROUTES, *notifications_routes.ROUTES]


def actor_source(settings: Settings) -> ActorSource:
    """Who a token is, for the edge."""
    return accounts.TokenActors(settings)
