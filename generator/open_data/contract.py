"""Hold the API to what it has promised: the contract records every promise, and what was added in which version.

A file, a key or a term may come, and what could be ``null`` or missing may always be stated; anything else that changes
breaks the promise of this major version.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from generator.diagnostics import CannotRunError
from generator.i18n import Language
from generator.open_data.promises import OR, Promises
from generator.reading import CONTRACT_FILE

FIRST_VERSION = "1.0"
"""Version of what the files promise where a project has recorded no contract."""


class ContractError(CannotRunError):
    """The contract cannot be read; the message names the file and, where it is known, the line."""


class Kind(StrEnum):
    """What became of a promise."""

    FILE_ADDED = "file-added"
    KEY_ADDED = "key-added"
    TERM_ADDED = "term-added"
    ALWAYS_STATED = "always-stated"
    FILE_REMOVED = "file-removed"
    KEY_REMOVED = "key-removed"
    TERM_REMOVED = "term-removed"
    TYPE_CHANGED = "type-changed"


_BREAKS = frozenset((Kind.FILE_REMOVED, Kind.KEY_REMOVED, Kind.TERM_REMOVED, Kind.TYPE_CHANGED))


@dataclass(frozen=True, slots=True)
class Change:
    """How the API differs from a contract, in one place."""

    kind: Kind
    where: str
    """Path of the file, or name of the list of terms."""
    what: str = ""
    """Key or term."""
    was: str = ""
    now: str = ""

    @property
    def breaks(self) -> bool:
        """Tell whether it breaks the promise."""
        return self.kind in _BREAKS


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the API."""

    version: str
    date: str
    changes: tuple[Change, ...]
    """What came with it; nothing for the first one."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What was promised so far."""

    releases: tuple[Release, ...]
    """The newest first."""
    promises: Promises

    @property
    def version(self) -> str:
        """Return the version of the API."""
        return self.releases[0].version if self.releases else FIRST_VERSION


NO_CONTRACT = Contract((), Promises({}, {}))
"""That of a project that has recorded nothing."""


def parse_contract(text: str | None) -> Contract:
    """Read a contract from its file; ``None`` where there is no file. Raises ``ContractError``."""
    if text is None:
        return NO_CONTRACT
    try:
        read = json.loads(text)
        releases = tuple(
            Release(one["version"], one["date"], tuple(Change(**{**change, "kind": Kind(change["kind"])}) for change in one["changes"]))
            for one in read["releases"]
        )
        return Contract(releases, Promises(read["files"], {name: tuple(terms) for name, terms in read["terms"].items()}))
    except json.JSONDecodeError as error:
        raise ContractError(f"{CONTRACT_FILE}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ContractError(f"{CONTRACT_FILE} is no contract ({error}); restore it from the history of the repository") from error


def write_contract(contract: Contract) -> str:
    """Write a contract as its file."""
    releases = [
        {**asdict(one), "changes": [{key: value for key, value in asdict(change).items() if value} for change in one.changes]}
        for one in contract.releases
    ]
    written = {"releases": releases, "files": contract.promises.files, "terms": contract.promises.terms}
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def record_changes(contract: Contract, promises: Promises, changes: Iterable[Change], *, on: date) -> Contract:
    """Return the contract with what was added, as a version of its own; the first one is no addition."""
    if not contract.releases:
        return Contract((Release(FIRST_VERSION, on.isoformat(), ()),), promises)
    major, _, minor = contract.version.partition(".")
    release = Release(f"{major}.{int(minor) + 1}", on.isoformat(), tuple(changes))
    return Contract((release, *contract.releases), promises)


def say_change(change: Change, language: Language) -> str:
    """Say in words how the API differs from its contract."""
    return language.say(f"api.changes.{change.kind}", where=change.where, what=change.what, was=change.was, now=change.now)


# --- Comparing ------------------------------------------------------------------------------------


def compare_promises(was: Promises, now: Promises) -> tuple[Change, ...]:
    """Compare what was promised with what is; what comes or goes with a file or a key is not named again."""
    return (*_compare_files(was.files, now.files), *_compare_terms(was.terms, now))


def _compare_files(was: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    yield from (Change(Kind.FILE_REMOVED, path) for path in was if path not in now)
    for path, keys in now.items():
        if path in was:
            yield from _compare_keys(path, was[path], keys)
        else:
            yield Change(Kind.FILE_ADDED, path)


def _compare_keys(path: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    yield from (Change(Kind.KEY_REMOVED, path, key) for key in _find_others(was, now))
    yield from (Change(Kind.KEY_ADDED, path, key, now=now[key]) for key in _find_others(now, was))
    for key, type_ in now.items():
        if was.get(key, type_) != type_:
            yield Change(_judge_type(was[key], type_), path, key, was[key], type_)


def _find_others(keys: Mapping[str, str], others: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys that others lack, without those that lie below such a key."""
    for key in keys:
        above = key.rpartition("[" if key.endswith("]") else ".")[0]
        if key not in others and (above not in keys or above in others):
            yield key


def _judge_type(was: str, now: str) -> Kind:
    (old, *old_others), (new, *new_others) = was.split(OR), now.split(OR)
    return Kind.ALWAYS_STATED if old == new and set(new_others) < set(old_others) else Kind.TYPE_CHANGED


def _compare_terms(was: Mapping[str, tuple[str, ...]], now: Promises) -> Iterator[Change]:
    for name, terms in was.items():
        kept = now.terms.get(name)
        if kept is not None:
            yield from (Change(Kind.TERM_REMOVED, name, term) for term in terms if term not in kept)
            yield from (Change(Kind.TERM_ADDED, name, term) for term in kept if term not in terms)
