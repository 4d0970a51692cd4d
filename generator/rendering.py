"""Render views as fragments of HTML."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.i18n import LANGUAGES, Language

Render = Callable[..., str]
"""Render a template by name with the given views."""


class _Compiled(BytecodeCache):
    """Templates that were compiled, for every language and for the processes that are forked."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it was compiled before."""
        if code := self._codes.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def make_renderer(language: Language) -> Render:
    """Make the function that renders templates in one language.

    Templates see the views that they are given, the interface words of the language and the way from its root to that of
    the site (``up``), nothing else; every text is escaped. ``once(name, view, …)`` keeps what it rendered for the next
    page that shows the same view.
    """
    environment = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )

    @cache
    def render_once(name: str, item: object, root: str = "", level: int = 0, group: str = "") -> Markup:
        return Markup(render(name, item=item, root=root, level=level, group=group))  # noqa: S704 - templates escape

    up = "" if language.code == LANGUAGES[0] else "../"
    environment.globals.update(say=language.say, count=language.count, lang=language.code, up=up, once=render_once)

    for template in environment.list_templates():
        environment.get_template(template)

    def render(name: str, /, **views: object) -> str:
        return environment.get_template(f"{name}.html").render(**views)

    return render
