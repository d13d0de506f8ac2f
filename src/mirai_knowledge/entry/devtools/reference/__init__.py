"""The reference in docs/reference: pages written from what the program itself knows, so that they cannot be wrong."""

from pathlib import Path

from mirai_knowledge.entry.devtools.reference import commands, permissions, picture, registries, routes

FOLDER = "docs/reference"


def pages(root: Path) -> dict[str, str]:
    """Every generated text by its path in the checkout. Starts a database of its own for the roles of a new installation."""
    app = routes.application()
    generated = {
        "settings.md": registries.settings_page(),
        "errors.md": registries.errors_page(),
        "events.md": registries.events_page(),
        "audit-tags.md": registries.tags_page(),
        "routes.md": routes.routes_page(app),
        "openapi.json": routes.openapi_document(app),
        "permissions.md": permissions.permissions_page(),
        "cli.md": commands.commands_page(),
    }
    found = {f"{FOLDER}/{name}": text for name, text in generated.items()}
    found[picture.PAGE] = picture.redrawn(root)
    return found


def stale(root: Path) -> list[str]:
    """The paths whose text is not what the program says now."""
    return [path for path, text in pages(root).items() if not _is(root / path, text)]


def write(root: Path) -> list[str]:
    """The files say what the program says; returns the paths that changed."""
    changed = {path: text for path, text in pages(root).items() if not _is(root / path, text)}
    for path, text in changed.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return list(changed)


def _is(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text
