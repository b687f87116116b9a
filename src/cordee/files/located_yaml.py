"""YAML that remembers on which line each value stands, so that an error can point at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cordee.files.fault import BadInput

if TYPE_CHECKING:
    import yaml

Pointer = tuple[str | int, ...]

MAX_DEPTH = 60
MAX_NODES = 500_000


class Located:
    """A parsed YAML document: `value` as plain Python, and `line(pointer)` for any place in it (1-based)."""

    def __init__(self, value: Any, lines: dict[Pointer, int], file: str) -> None:
        self.value = value
        self.file = file
        self._lines = lines

    def line(self, pointer: Pointer) -> int:
        """The line of the nearest recorded ancestor of `pointer`."""
        while pointer and pointer not in self._lines:
            pointer = pointer[:-1]
        return self._lines.get(pointer, 1)

    def fault(self, pointer: Pointer, problem: str, remedy: str = "") -> BadInput:
        """A refusal that points at the line of `pointer`."""
        return BadInput.at(self.file, f"line {self.line(pointer)}", problem, remedy)


def read_located(text: str, file: str) -> Located:
    """Parse one YAML document. Raises BadInput on bad syntax, duplicate keys, aliases to an ancestor, excess depth."""
    import yaml  # only when YAML is read: a compiled start must not pay for it

    # libyaml's own loader where it was built, the pure one otherwise: same result, ten times slower.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Located(None, {(): 1}, file)
        lines: dict[Pointer, int] = {}
        value = _build(loader, node, (), lines, file, [])
        return Located(value, lines, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BadInput.at(
            file, f"line {line}", f"not readable as YAML: {error.problem or error.context}."
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BadInput.at(file, "line 1", f"not readable as YAML: {str(error).splitlines()[0]}.") from None
    finally:
        loader.dispose()


def _build(
    loader: Any, node: yaml.Node, pointer: Pointer, lines: dict[Pointer, int], file: str, path: list[int]
) -> Any:
    import yaml

    lines[pointer] = node.start_mark.line + 1
    if id(node) in path:
        raise BadInput.at(
            file, f"line {lines[pointer]}", "an alias that contains itself.", "Write the value out."
        )
    if len(path) > MAX_DEPTH or len(lines) > MAX_NODES:
        raise BadInput.at(file, f"line {lines[pointer]}", "nested or repeated too deeply to be read.")
    path.append(id(node))
    try:
        if isinstance(node, yaml.MappingNode):
            mapping: dict[Any, Any] = {}
            for key_node, value_node in node.value:
                key = loader.construct_object(key_node, deep=True)
                line = key_node.start_mark.line + 1
                if not isinstance(key, str | int | bool):
                    raise BadInput.at(file, f"line {line}", "a key that is not plain text.")
                if key in mapping:
                    raise BadInput.at(file, f"line {line}", f"the key '{key}' stands twice.", "Keep one.")
                mapping[key] = _build(loader, value_node, (*pointer, key), lines, file, path)
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [
                _build(loader, item, (*pointer, i), lines, file, path) for i, item in enumerate(node.value)
            ]
        return loader.construct_object(node, deep=True)
    finally:
        path.pop()
