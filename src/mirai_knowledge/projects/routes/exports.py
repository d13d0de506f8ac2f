"""The list of projects as a file."""

from mirai_knowledge import edge
from mirai_knowledge.kernel.lists import Column, ExportedList, joined
from mirai_knowledge.projects import queries
from mirai_knowledge.projects.policy import SEE_PROJECTS
from mirai_knowledge.projects.routes.projects import wanted_projects
from mirai_knowledge.projects.schemas import STATUS_NAMES, ListProjects, ProjectRow

PROJECTS = ExportedList[ListProjects, ProjectRow](
    name="projects",
    title="現場一覧",
    sees=SEE_PROJECTS,
    read=queries.list_projects,
    columns=(
        Column("工事番号", lambda row: row.code),
        Column("現場名", lambda row: row.name, 40),
        Column("よみ", lambda row: row.name_kana, 30),
        Column("発注者", lambda row: row.client, 24),
        Column("地域", lambda row: row.region),
        Column("状態", lambda row: STATUS_NAMES[row.status], 10),
        Column("工種", lambda row: joined(kind.name for kind in row.work_types), 24),
        Column("着工", lambda row: row.starts_on, 12),
        Column("竣工", lambda row: row.ends_on, 12),
        Column("現在の人数", lambda row: row.members_count, 11),
    ),
)

EXPORT_ROUTES = (edge.export_route(PROJECTS, {"wanted": wanted_projects}),)
