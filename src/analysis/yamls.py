"""YAML as the project allows it: plain data, no aliases, no tags, no key twice, at most a megabyte."""

from __future__ import annotations

from pathlib import Path

import yaml

from analysis import paths
from analysis.errors import DataError, Fault

LARGEST = 1_000_000


class _PlainLoader(yaml.SafeLoader):
    """The safe loader without aliases (they can swell a small file) and without silent overwriting."""

    def compose_node(self, parent, index):
        """Refuse an alias; compose anything else as usual."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "an alias (*name) is not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        """Refuse a key that stands twice in one mapping; construct anything else as usual."""
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is no text", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f'the key "{key}" stands twice', key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


# Dates stay the texts that they were written as.
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _TextLoader(_PlainLoader):
    """The plain loader for files whose every value is a text: a hash of digits stays a hash."""

    yaml_implicit_resolvers = {}


def load(path: Path, texts: bool = False) -> object:
    """The data of a YAML file; an empty file is None. Raises DataError with the line where it is not plain.

    With ``texts`` every value is the text that was written.
    """
    name = paths.shown(path)
    try:
        if path.stat().st_size > LARGEST:
            raise DataError([Fault(name, f"larger than {LARGEST:,} bytes: no file of this kind is.")])
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader if texts else _PlainLoader)  # noqa: S506
    except OSError as error:
        raise DataError([Fault(name, f"cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        raise DataError([Fault(name, "is not UTF-8. Save it as UTF-8.")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "is no YAML"
        raise DataError([Fault(name, f"{problem}.", row=mark.line + 1 if mark else None)]) from None
