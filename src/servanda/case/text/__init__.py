"""YAML in and out: places of keys, faults survived, comments kept."""
