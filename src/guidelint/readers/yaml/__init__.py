"""YAML files: a fast reader for plain ones, libyaml for all others, and edits."""
