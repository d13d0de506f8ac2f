"""People and companies that come many at a time, from a file or a collection, already decided elsewhere."""

from dataclasses import dataclass
from typing import Literal

from mirai_knowledge.accounts.schemas.companies import AddCompany
from mirai_knowledge.accounts.schemas.people import AddPerson


@dataclass(frozen=True, slots=True)
class PersonToAdd:
    """A person with the hash of the password they have from the start."""

    person: AddPerson
    password_hash: str
    algorithm: Literal["argon2id", "bcrypt"] = "argon2id"
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class BatchOfCompanies:
    """Companies of one run, under the name the audit keeps."""

    run: str
    companies: tuple[AddCompany, ...]


@dataclass(frozen=True, slots=True)
class BatchOfPeople:
    """People of one run, under the name the audit keeps."""

    run: str
    people: tuple[PersonToAdd, ...]
