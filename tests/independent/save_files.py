"""Save files as another program would write them."""


def save_file(**parts):
    """A save file with nothing but the given parts."""
    about = {
        "id": "independent",
        "scheme": "xinyang-2022",
        "criteria": "gbt19580-2012",
        "created": "2026-11-24T09:30:00",
        "year": 2025,
        **parts.pop("about", {}),
    }
    return {"format": "quality-award-kit", "version": 2, "about": about, **parts}
