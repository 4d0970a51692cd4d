"""Write in Markdown what a record lets one do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.i18n import Language
from generator.open_data.markdown_text import escape_text, write_link
from generator.permissions import Permission, PermissionGroup, Permissions


def write_permissions(permissions: Permissions, language: Language) -> Iterator[str]:
    """Yield blocks: a heading and a list for each field, and that the text of the licence counts."""
    say = language.say
    for field in permissions.fields:
        yield f"### {field.label}"
        if field.group:
            yield "\n".join(_list_group(field.group, language, ""))
        else:
            yield say("record.not_stated")
            if field.asked:
                yield say("rights.unstated")
    yield say("rights.caveat")


def _list_group(group: PermissionGroup, language: Language, indent: str) -> Iterator[str]:
    """Yield the lines of a list; parts of a group that combine are one level further in."""
    if group.how != "one":
        yield f"{indent}- {language.say(f'rights.how.{group.how}')}"
        indent += "  "
    for item in group.items:
        if isinstance(item, PermissionGroup):
            yield from _list_group(item, language, indent)
        else:
            yield from _list_permission(item, language, indent)


def _list_permission(item: Permission, language: Language, indent: str) -> Iterator[str]:
    say = language.say
    id_ = f" ({escape_text(item.id)})" if item.id and item.id != item.name else ""
    yield f"{indent}- {say('twin.label', label=f'{escape_text(item.name)}{id_}', value=escape_text(item.definition))}".rstrip()
    for kind, lines in item.lists:
        yield f"{indent}  - {say('twin.label', label=say(f'rights.{kind}'), value=escape_text('; '.join(lines)))}"
    if not item.lists:
        yield f"{indent}  - {say('rights.unexplained')}"
    if item.text:
        yield f"{indent}  - {write_link(say('rights.text', licence=item.id), item.text)}"
