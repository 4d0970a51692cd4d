"""SPDX expressions: precedence, brackets, exceptions, and the pieces that a page links."""

import pytest

from generator.licences import Combination, Licence, list_ids, parse_expression, split_expression

MIT, GPL, CC0 = Licence("MIT"), Licence("GPL-3.0-or-later"), Licence("CC0-1.0")


def every(*parts):
    return Combination(False, parts)


def one_of(*parts):
    return Combination(True, parts)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("MIT", MIT),
        ("(MIT)", MIT),
        ("MIT AND GPL-3.0-or-later AND CC0-1.0", every(MIT, GPL, CC0)),
        ("MIT OR GPL-3.0-or-later AND CC0-1.0", one_of(MIT, every(GPL, CC0))),
        ("(MIT OR GPL-3.0-or-later) AND CC0-1.0", every(one_of(MIT, GPL), CC0)),
        ("MIT OR (GPL-3.0-or-later OR CC0-1.0)", one_of(MIT, GPL, CC0)),
        ("Apache-2.0 WITH SHL-2.0 OR MIT", one_of(Licence("Apache-2.0", "SHL-2.0"), MIT)),
    ],
)
def test_an_expression_is_parsed_as_it_binds(text, parsed):
    assert parse_expression(text) == parsed


@pytest.mark.parametrize("text", ["", "MIT AND", "AND MIT", "(MIT", "MIT)", "MIT GPL-2.0-only", "MIT WITH", "()"])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(ValueError, match=r"missing|closed|goes on"):
        parse_expression(text)


def test_ids_are_listed_in_their_order_with_the_exceptions():
    assert list(list_ids(parse_expression("MIT AND (Apache-2.0 WITH SHL-2.0 OR CC0-1.0)"))) == ["MIT", "Apache-2.0", "SHL-2.0", "CC0-1.0"]


def test_the_pieces_join_to_the_expression_and_only_ids_are_marked():
    text = "(MIT OR Apache-2.0 WITH SHL-2.0) AND CC0-1.0"
    pieces = list(split_expression(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_id in pieces if is_id] == ["MIT", "Apache-2.0", "SHL-2.0", "CC0-1.0"]
