"""The lines of a new slice in the import contracts of pyproject.toml, and in the wiring."""

import re

KINDS = "(consultations)"


class ContractsUnreadable(Exception):
    """The file does not look as expected; the text says what is missing."""


def with_slice(project: str, plural: str) -> str:
    """pyproject.toml with the slice in its tier, held to the files of a slice, its model and doors private."""
    if f'"mirai_knowledge.{plural}"' in project:
        raise ContractsUnreadable(f"pyproject.toml already has a slice {plural}")
    project = _in_tier(project, plural)
    opening = re.search(r'id = "slice-files".*?containers = \[\n', project, re.DOTALL)
    if opening is None:
        raise ContractsUnreadable("pyproject.toml has no contract slice-files with containers")
    project = f'{project[: opening.end()]}  "mirai_knowledge.{plural}",\n{project[opening.end() :]}'
    return f"{project.rstrip()}\n\n{private_contract(plural, ('model', 'routes'))}"


def _in_tier(project: str, plural: str) -> str:
    # A slice that was planned for has its place already; others stand beside the kinds of documents.
    planned = f"({plural})"
    if planned in project:
        return project.replace(planned, plural, 1)
    if KINDS not in project and "consultations" not in project:
        raise ContractsUnreadable("pyproject.toml has no tier with consultations in it")
    return re.sub(r"\(?consultations\)?(?=\")", lambda found: f"{found.group()} | {plural}", project, count=1)


def private_contract(plural: str, files: tuple[str, ...]) -> str:
    """The contract that keeps these files of a slice to itself."""
    protected = ", ".join(f'"mirai_knowledge.{plural}.{name}"' for name in files)
    return (
        "[[tool.importlinter.contracts]]\n"
        f'id = "private-{plural}"\n'
        f'name = "{plural}: model and doors are private"\n'
        'type = "protected"\n'
        f"protected_modules = [{protected}]\n"
        f'allowed_importers = ["mirai_knowledge.{plural}", "mirai_knowledge.entry"]\n'
    )


def wired(wiring: str, plural: str) -> str:
    """entry/wiring.py with the routes of the slice among the others'."""
    imports = list(re.finditer(r"^from mirai_knowledge\.\w+ import routes as \w+_routes\n", wiring, re.MULTILINE))
    last = re.search(r"\*\w+_routes\.ROUTES(?=,?\s*[\])])", wiring)
    if not imports or last is None:
        raise ContractsUnreadable("entry/wiring.py does not list routes as expected")
    added = f"{wiring[: last.end()]}, *{plural}_routes.ROUTES{wiring[last.end() :]}"
    place = imports[-1].end()
    return f"{added[:place]}from mirai_knowledge.{plural} import routes as {plural}_routes\n{added[place:]}"
