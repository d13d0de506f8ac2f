"""What people say unknown words mean: the mapping file, edited from the proposal of a report."""

from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field

VOCABULARIES = (
    "role",
    "project_status",
    "work_type",
    "status",
    "importance",
    "category",
    "sop_category",
    "regulation_category",
    "project",
)

Words: TypeAlias = dict[str, str | None]


class WordMapping(BaseModel):
    """For each vocabulary, a word of the old system and what it means here; null leaves it open.

    `project` names records: `"橋梁補修": "projects.json#10"`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Words = Field(default_factory=dict)
    project_status: Words = Field(default_factory=dict)
    work_type: Words = Field(default_factory=dict)
    status: Words = Field(default_factory=dict)
    importance: Words = Field(default_factory=dict)
    category: Words = Field(default_factory=dict)
    sop_category: Words = Field(default_factory=dict)
    regulation_category: Words = Field(default_factory=dict)
    project: Words = Field(default_factory=dict)

    def words_of(self, vocabulary: str) -> Words:
        """The words of one vocabulary."""
        words: Words = getattr(self, vocabulary)
        return words
