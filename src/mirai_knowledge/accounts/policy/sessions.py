"""How long sessions and tokens live, and what a device is called."""

from datetime import timedelta

ACCESS_LIFETIME = timedelta(minutes=15)
SESSION_LIFETIME = timedelta(days=30)
IDLE_LIFETIME = timedelta(days=7)
GRACE = timedelta(seconds=60)
"""How long a used refresh token still gives its successor: answers are lost in tunnels, and two tabs ask at once."""

KEPT_AFTER_END = timedelta(days=90)

# The order counts: Edge and Opera also say Chrome, everything on iOS also says Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def name_device(user_agent: str) -> str:
    """What a person recognises their device by, such as `Windows の Chrome`."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    if browser and system:
        return f"{system} の {browser}"
    return browser or system or "不明な端末"
