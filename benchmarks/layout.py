"""Make layouts for Hugo of the frames that records are stamped into, so that it writes the same pages."""

from __future__ import annotations

from pathlib import Path

from generator.frames import POLICY, split_frame


def make_layout(project: Path, body: str) -> str:
    """Put Hugo's templates into the slots of the frame; what stands between them is literal text."""
    (built,) = (project / ".build" / "engine").glob("mkdocs-en-*/technologies/all/index.html")
    frame = split_frame(built.read_text("utf-8"), name="technologies/all/")
    slots = {"title": "{{ .Title }}", "head": '{{ partial "head.html" . }}', "path": "technologies/{{ .Params.id }}/", "body": body}
    slots[POLICY] = frame.policy.decode()
    pieces = [piece.decode().replace("{{", '{{ "{{" }}') for piece in frame.pieces]
    return pieces[0] + "".join(slots[slot] + piece for slot, piece in zip(frame.slots, pieces[1:], strict=True))
