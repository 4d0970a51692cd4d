"""A record as text and as values, which are changed together: a change that would not read back as meant is not made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any

from generator.cordis.facts import find_value, put_value, take_value
from generator.schema import Schema
from generator.source import ValuePath, parse_document
from generator.yaml_text import PlaceError, append_item, insert_key, remove_key, replace_items, replace_value

_IDENTITIES = ("code", "name")
"""Keys by which an item of a list is known again."""


class RecordText:
    """The text of a record and what it says. Every character that a change does not concern stays."""

    def __init__(self, text: str, values: Mapping[str, Any], schema: Schema) -> None:
        self._breaks = "\r\n" if text.count("\r\n") == text.count("\n") > 0 else "\n"
        self._text = text.replace("\r\n", "\n") if self._breaks == "\r\n" else text
        self._schema = schema
        self.values: dict[str, Any] = deepcopy(dict(values))

    @property
    def text(self) -> str:
        """Return the text as it is now."""
        return self._text.replace("\n", self._breaks)

    def put(self, path: ValuePath, value: Any) -> None:
        """Make a value what it shall be: fill it in, or change what differs. Raises ``PlaceError``, and nothing has changed then."""
        self._try(lambda: self._put(path, value))

    def append(self, key: str, item: Any) -> None:
        """Add an item to a list. Raises ``PlaceError``, and nothing has changed then."""

        def change() -> None:
            self._text = append_item(self._text, key, item)
            self.values[key].append(deepcopy(item))

        self._try(change)

    def _try(self, change: Callable[[], None]) -> None:
        text, values = self._text, deepcopy(self.values)
        try:
            change()
            document, _ = parse_document("", self._text.encode("utf-8", "replace"))
            if document is None or document.value != self.values:
                raise PlaceError("the text around it is written in a way that would make it say something else")
        except PlaceError:
            self._text, self.values = text, values
            raise

    def _put(self, path: ValuePath, value: Any) -> None:
        stands = find_value(self.values, path)
        if stands == value:
            return
        if stands is None:
            self._insert(path, value)
        elif isinstance(stands, dict) and isinstance(value, dict):
            self._change_map(path, stands, value)
        elif isinstance(stands, list) and isinstance(value, list):
            self._change_list(path, stands, value)
        else:
            self._text = replace_value(self._text, path, value)
            put_value(self.values, path, value)

    def _insert(self, path: ValuePath, value: Any) -> None:
        *parents, key = path
        inside = tuple(parents)
        if inside and find_value(self.values, inside) is None:
            self._insert(inside, {key: value})
            return
        self._text = insert_key(self._text, str(key), value, order=self._order(inside), inside=inside)
        put_value(self.values, path, deepcopy(value))

    def _change_map(self, path: ValuePath, stands: Mapping[str, Any], value: Mapping[str, Any]) -> None:
        for key in [key for key in stands if key not in value]:
            self._text = remove_key(self._text, (*path, key))
            take_value(self.values, (*path, key))
        for key, part in value.items():
            self._put((*path, key), part)

    def _change_list(self, path: ValuePath, stands: list[Any], value: list[Any]) -> None:
        """Change the items that are known again, where that can be done; then add, delete and move others."""
        wanted = {_identify(item): item for item in value}
        for number, item in enumerate(stands):
            if _identify(item) in wanted:
                with suppress(PlaceError):
                    self._put((*path, number), wanted[_identify(item)])
        self._text = replace_items(self._text, path, find_value(self.values, path), value)
        put_value(self.values, path, deepcopy(value))

    def _order(self, path: ValuePath) -> list[str]:
        node: Any = self._schema
        for key in path:
            node = node["items"] if isinstance(key, int) else node["properties"][key]
        return list(node["properties"])


def _identify(item: Any) -> Any:
    return next((item[key] for key in _IDENTITIES if key in item), None) if isinstance(item, dict) else item
