"""The searchable text of an entry, one row a fact, with the place a reader would look for it."""

from collections.abc import Iterator

from immunomod.catalogue.model import Catalogue
from immunomod.index.cite import View

Fact = tuple[str, str, str]  # place, text, further words it is found by


def of_entry(catalogue: Catalogue, kind: str, view: View) -> Iterator[Fact]:
    """All facts of one entry."""
    if kind == "agents":
        yield from _agent(catalogue, view)
        return
    name = view.get("name") or view.get("title")
    yield "name", str(name), " · ".join(view.get("synonyms", []))
    for place in ("summary", "definition", "advice", "note"):
        if view.get(place):
            yield place, f"{name}: {view[place]}", ""
    for place in ("background", "role"):
        if view.get(place):
            yield place, view[place]["text"], ""
    for place in ("steps", "text"):
        for item in view.get(place, []):
            yield place, item if isinstance(item, str) else item["text"], ""
    if view.get("members"):
        yield "members", ", ".join(member["name"] for member in view["members"]), ""


def _agent(catalogue: Catalogue, view: View) -> Iterator[Fact]:
    similar = [name for item in view["biosimilars"] for name in (item["name"], item["brand"]) if name]
    brands = [*view["brands"]["US"], *view["brands"]["EU"], *view["former_brands"]["US"], *view["former_brands"]["EU"]]
    called = ", ".join(name for name in (view["name"], view["us_name"]) if name)  # so that a fact is found with its agent
    names = [view["us_name"] or "", *view["synonyms"], *view["codes"], *brands, *similar]
    yield "name", view["name"], " · ".join(dict.fromkeys(name for name in names if name))
    yield "action", f"{view['action']['text']} {'; '.join(view['classes'])}", called
    for use in view["uses"]:
        yield "uses", _join(use["name"], use["population"], use["note"]), called
    safety = view["safety"]
    for warning in safety["warnings"]:
        synonyms = ", ".join(catalogue.risks[warning["risk"]].synonyms)
        yield f"safety.warnings ({warning['level']})", _join(warning["name"], warning["note"]), f"{called}, {synonyms}"
    for item in safety["contraindications"]:
        yield "safety.contraindications", _join(item["what"], item["note"]), called
    for item in safety["before_starting"]:
        yield "safety.before_starting", _join(item["name"], item["note"]), called
    for item in safety["monitoring"]:
        yield "safety.monitoring", _join(item["name"], item["when"], item["note"]), called
    for item in safety["interactions"]:
        yield "safety.interactions", _join(item["name"], item["effect"], item["action"], item["note"]), called
    for item in safety["vaccines"]:
        yield "safety.vaccines", _join(f"{item['kind']} vaccines", item["advice"], item["note"]), called
    for part in ("pregnancy", "lactation", "contraception"):
        if safety[part]:
            yield f"safety.{part}", _join(part, safety[part]["advice"], safety[part]["note"]), called


def _join(*parts: str | None) -> str:
    return ": ".join(part.rstrip(".") for part in parts if part)
