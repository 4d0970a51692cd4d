"""The policy of pages: strict, and true to the scripts that stand in them."""

from base64 import b64encode
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

from generator.policy import write_policy, write_policy_tag


def read_policy(tag: str) -> dict[str, list[str]]:
    """Read the rules of a policy as a browser does."""
    meta = LexborHTMLParser(tag).css_first("meta[http-equiv=Content-Security-Policy]")
    content = (meta.attributes["content"] if meta else "") or ""
    return {name: values for name, *values in map(str.split, content.split(";"))}


def hash_of(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def test_nothing_is_permitted_that_is_not_named() -> None:
    assert "unsafe-inline" not in write_policy()
    assert "'unsafe-eval'" not in write_policy()
    assert read_policy(write_policy_tag("")) == {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }


def test_inline_scripts_are_named_by_their_hash_once_each() -> None:
    html = '<script>a("é")</script>\n<script>b()\n</script><script>b()\n</script>'
    assert read_policy(write_policy_tag(html))["script-src"][2:] == [hash_of('a("é")'), hash_of("b()\n")]


def test_files_and_data_blocks_need_no_hash() -> None:
    html = (
        '<script src="x.js"></script><script type="application/ld+json">{"a":1}</script><script id="c" type="application/json">{}</script>'
    )
    assert "sha256" not in write_policy_tag(html)
