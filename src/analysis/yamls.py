"""YAML that people of the project write: the safe loader, bounded, without aliases, tags and keys that stand twice."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from analysis import paths
from analysis.errors import DataError, Fault

LARGEST = 200_000
DEEPEST, MOST = 20, 5_000
# What no text needs: nobody can see it, it turns the direction of a text, or it could not be written as UTF-8.
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class _PlainLoader(yaml.SafeLoader):
    """The safe loader, which stops where it would swell, overwrite or make anything but plain data."""

    # Dates stay the texts that they were written as.
    yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    depth = count = 0

    def compose_node(self, parent, index):
        """Refuse an alias, a tag, and more than any file of ours holds; compose anything else as usual."""
        event = self.peek_event()
        self.depth, self.count = self.depth + 1, self.count + 1
        if isinstance(event, yaml.AliasEvent):
            raise _refusal("an alias (*name) is not allowed", event)
        if event.tag is not None:
            raise _refusal(f"a tag ({event.tag}) is not allowed", event)
        if self.depth > DEEPEST:
            raise _refusal(f"more than {DEEPEST} levels deep: no file of this kind is", event)
        if self.count > MOST:
            raise _refusal(f"more than {MOST:,} values: no file of this kind has so many", event)
        if isinstance(event, yaml.ScalarEvent) and _UNPRINTABLE.search(event.value):
            raise _refusal("a control character is not allowed in a text", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node, deep=False):
        """Refuse a key that stands twice in one mapping; construct anything else as usual."""
        keys = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _refusal(f"the key {key!r} is no text", key_node)
            if key in keys:
                raise _refusal(f'the key "{key}" stands twice', key_node)
            keys.add(key)
        return super().construct_mapping(node, deep)


class _TextLoader(_PlainLoader):
    """The plain loader for files whose every value is a text: a hash of digits stays a hash."""

    yaml_implicit_resolvers = {}


def _refusal(problem: str, at: yaml.Event | yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


def load(path: Path, texts: bool = False) -> object:
    """The data of a YAML file, every value a text if so asked; None if empty. Raises DataError with the line."""
    name = paths.shown(path)
    try:
        if path.stat().st_size > LARGEST:
            raise DataError([Fault(name, f"larger than {LARGEST:,} bytes: no file of this kind is.")])
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader if texts else _PlainLoader)
    except OSError as error:
        raise DataError([Fault(name, f"cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        raise DataError([Fault(name, "is not UTF-8. Save it as UTF-8.")]) from None
    except ValueError as error:  # a number of thousands of digits
        raise DataError([Fault(name, f"holds a number that cannot be read ({error}).")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "is no YAML"
        raise DataError([Fault(name, f"{problem}.", row=mark.line + 1 if mark else None)]) from None
