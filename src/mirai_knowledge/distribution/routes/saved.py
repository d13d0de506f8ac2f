"""Groups, templates and rules over HTTP."""

from uuid import UUID

from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody

from mirai_knowledge import edge
from mirai_knowledge.distribution import queries, service
from mirai_knowledge.distribution.policy import P_206, P_207
from mirai_knowledge.distribution.schemas.commands import PutGroup, PutSendRules, PutTemplate
from mirai_knowledge.distribution.schemas.views import GroupList, GroupView, SendRuleTable, TemplateList, TemplateView

TAGS = ["周知の設定"]
GROUPS = "/api/v1/distribution-groups"
TEMPLATES = "/api/v1/distribution-templates"
RULES = "/api/v1/distribution-rules"


@get(GROUPS, sync_to_thread=True, opt={"rule": P_206}, tags=TAGS, summary="配信先グループの一覧")
def list_groups(request: edge.HttpRequest) -> Response[GroupList]:
    """All groups by name."""
    with edge.read(request) as r:
        return r.answer(queries.list_groups(r.tx, r.actor))


@post(GROUPS, status_code=201, sync_to_thread=True, opt={"rule": P_207}, tags=TAGS, summary="配信先グループを登録する")
def add_group(request: edge.HttpRequest, data: JSONBody[PutGroup]) -> Response[GroupView]:
    """A new group."""
    with edge.write(request) as w:
        made = service.add_group(w.tx, w.actor, data)
        return w.answer(queries.get_group_view(w.tx, w.actor, made), status=201, location=f"{GROUPS}/{made}")


@put(
    f"{GROUPS}/{{group_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": P_207},
    tags=TAGS,
    summary="配信先グループを変更する（If-Match が必要）",
)
def change_group(request: edge.HttpRequest, group_id: FromPath[UUID], data: JSONBody[PutGroup]) -> Response[GroupView]:
    """The group is as sent."""
    with edge.write(request) as w:
        service.change_group(w.tx, w.actor, data, group_id=group_id, expected=edge.expected_version(request))
        return w.answer(queries.get_group_view(w.tx, w.actor, group_id))


@get(TEMPLATES, sync_to_thread=True, opt={"rule": P_206}, tags=TAGS, summary="配信のひな形の一覧")
def list_templates(request: edge.HttpRequest) -> Response[TemplateList]:
    """All templates by name."""
    with edge.read(request) as r:
        return r.answer(queries.list_templates(r.tx, r.actor))


@post(TEMPLATES, status_code=201, sync_to_thread=True, opt={"rule": P_207}, tags=TAGS, summary="配信のひな形を登録する")
def add_template(request: edge.HttpRequest, data: JSONBody[PutTemplate]) -> Response[TemplateView]:
    """A new template."""
    with edge.write(request) as w:
        made = service.add_template(w.tx, w.actor, data)
        return w.answer(queries.get_template_view(w.tx, w.actor, made), status=201, location=f"{TEMPLATES}/{made}")


@put(
    f"{TEMPLATES}/{{template_id:uuid}}",
    sync_to_thread=True,
    opt={"rule": P_207},
    tags=TAGS,
    summary="配信のひな形を変更する（If-Match が必要）",
)
def change_template(
    request: edge.HttpRequest, template_id: FromPath[UUID], data: JSONBody[PutTemplate]
) -> Response[TemplateView]:
    """The template is as sent."""
    with edge.write(request) as w:
        service.change_template(w.tx, w.actor, data, template_id=template_id, expected=edge.expected_version(request))
        return w.answer(queries.get_template_view(w.tx, w.actor, template_id))


@get(RULES, sync_to_thread=True, opt={"rule": P_207}, tags=TAGS, summary="自動配信の規則（順序どおり）")
def show_rules(request: edge.HttpRequest) -> Response[SendRuleTable]:
    """The table of rules."""
    with edge.read(request) as r:
        return r.answer(queries.get_rule_table(r.tx, r.actor))


@put(RULES, sync_to_thread=True, opt={"rule": P_207}, tags=TAGS, summary="自動配信の規則をまとめて変更する（If-Match が必要）")
def set_rules(request: edge.HttpRequest, data: JSONBody[PutSendRules]) -> Response[SendRuleTable]:
    """The whole table is as sent."""
    with edge.write(request) as w:
        service.set_rules(w.tx, w.actor, data, expected=edge.expected_version(request))
        return w.answer(queries.get_rule_table(w.tx, w.actor))


SAVED_ROUTES = (
    list_groups,
    add_group,
    change_group,
    list_templates,
    add_template,
    change_template,
    show_rules,
    set_rules,
)
