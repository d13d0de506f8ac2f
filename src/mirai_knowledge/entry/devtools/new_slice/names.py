"""The names of a new slice in all the forms that its files need."""

import re
from dataclasses import dataclass

PLURAL = re.compile(r"[a-z]+(_[a-z]+)*")


class NameRefused(Exception):
    """The name cannot be that of a slice; the text says why."""


@dataclass(frozen=True)
class Names:
    """`inspection_plans`, `inspection_plan`, and what people read on the page."""

    plural: str
    singular: str
    title: str

    def filled(self, template: str, values: dict[str, str]) -> str:
        """The template, which speaks of things, in these names."""
        forms = {
            "things": self.plural,
            "THINGS": self.plural.upper(),
            "thing": self.singular,
            "THING": self.singular.upper(),
            "Things": _camel(self.plural),
            "Thing": _camel(self.singular),
            "TITLE": self.title,
            "PATH": self.plural.replace("_", "-"),
            **values,
        }
        # The longest first: `things` before `thing`; not in `nothing`; PATH only where it is an address, no constant.
        words = "|".join(sorted(map(re.escape, forms.keys() - {"PATH"}), key=len, reverse=True))
        pattern = rf"(?:(?<![a-z])|(?=[A-Z]))(?:{words})|(?<=/api/v1/)PATH"
        return re.sub(pattern, lambda found: forms[found.group()], template)


def names(plural: str, *, singular: str, title: str) -> Names:
    """The names of a slice, the singular by default without its s; raises NameRefused when a module cannot be called so."""
    one = singular or plural.removesuffix("s")
    for name in (plural, one):
        if not PLURAL.fullmatch(name):
            raise NameRefused(f"{name}: lower-case letters and single underscores only")
    if one == plural:
        raise NameRefused(f"{plural}: a slice is plural, its table singular (--singular)")
    return Names(plural, one, title)


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
