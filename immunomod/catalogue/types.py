"""The words of the format: what an id, a date, a route or a level may look like."""

from typing import Annotated

from pydantic import Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
# a spreadsheet takes text that begins with one of these for a formula; stems such as `-mab, -tug` it does not run
NO_FORMULA = r"^([^=+@\-＝＋＠－]|-[a-z]+(, -[a-z]+)*$)"
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=NO_FORMULA)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_FORMULA)]
Ref = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Refs = Annotated[list[Ref], Field(min_length=1)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Symbol = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9@-]*$", max_length=20)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>`|\\]+$")]
