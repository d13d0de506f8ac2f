"""The README leads a newcomer in: its people can sign in, its pictures are there, its two commands are the two."""

from mirai_knowledge.entry.demo import ROLE_NAMES
from mirai_knowledge.entry.demo.cast import CAST
from tests.docs.pages import ROOT, read, table

README = read("README.md")


def test_the_people_to_sign_in_as_are_the_standing_cast() -> None:
    told = table(README.section("## First sign-in"))
    assert told == [[member.login_name, member.password, member.name, ROLE_NAMES[member.roles[0]]] for member in CAST]


def test_the_two_commands_are_the_first_block() -> None:
    commands = [line.split("#")[0].strip() for line in README.blocks[0].text.splitlines()]
    assert commands == ["make run", "make test"]


def test_the_pictures_are_of_both_a_desk_and_a_phone() -> None:
    pictures = [link for link in README.links if link.startswith("docs/images/")]
    assert {name.rsplit("-", 1)[1] for name in pictures} == {"desk.png", "phone.png"}
    assert [name for name in pictures if not (ROOT / name).read_bytes().startswith(b"\x89PNG")] == []
