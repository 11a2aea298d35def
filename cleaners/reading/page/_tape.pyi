class Tape:
    is_deep: bool
    has_shadow: bool
    script_bytes: int
