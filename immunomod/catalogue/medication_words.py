"""The format of the words of medication lists: names as lists write them, routes, forms, and what is no drug."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from immunomod.catalogue.agent import Strict
from immunomod.catalogue.types import Name, Ref, Slug, Text
from immunomod.words import Route


class ListName(Strict):
    """Names that lists use besides those in the agents' own entries, or a name that is left out."""

    names: list[Name] = Field(min_length=1)
    agents: list[Slug] = Field([], description="Several where the text leaves open which of them is meant.")
    told_by: dict[Name, Slug] = Field({}, description="A word anywhere in the text that says which agent is meant.")
    yields_to: list[Slug] = Field([], description="Agents that are meant when the text names them too.")
    case: Literal["any", "written"] = Field("any", description="`written`: only with capitals as they stand here.")
    spacing: Literal["any", "joined"] = Field("any", description="`joined`: no space where the name has none.")
    needs: Literal["nothing", "dose", "medicine"] = Field(
        "nothing",
        description="What the text must hold beside the name, unless there are no other words: `medicine` is a unit, form, "
        "route or frequency, `dose` that, one word or any number.",
    )
    left_out: Text | None = Field(None, description="Why this name is never used.")
    note: Text | None = None
    refs: list[Ref] = []

    def links(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The agents named, each with its path inside the entry."""
        yield from ((("agents", i), agent) for i, agent in enumerate(self.agents))
        yield from ((("told_by", word), agent) for word, agent in self.told_by.items())
        yield from ((("yields_to", i), agent) for i, agent in enumerate(self.yields_to))


class ListWords(Strict):
    """Words and phrases with one role in a medication list."""

    role: Literal["route", "form", "evidence", "not_a_drug", "before", "after", "phrase", "plain_word", "other_drug"]
    words: list[Name] = Field(min_length=1)
    route: Route | None = None
    reach: Literal["local", "systemic"] | None = None
    lifted_by: list[Slug] = Field([], description="Ids of routes, forms or evidence beside which these words count for nothing.")
    note: Text | None = None
    refs: list[Ref] = []
