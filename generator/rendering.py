"""Render views as fragments of HTML."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.i18n import Language

Render = Callable[..., str]
"""Render a template by name with the given views."""


def make_renderer(language: Language) -> Render:
    """Make the function that renders templates in one language.

    Templates see the views that they are given and the interface words of the language, nothing else; every text
    is escaped.
    """
    environment = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(say=language.say, count=language.count, lang=language.code)

    def render(name: str, /, **views: object) -> str:
        return environment.get_template(f"{name}.html").render(**views)

    return render
