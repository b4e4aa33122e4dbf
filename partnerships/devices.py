"""What a User-Agent says, in words a person knows."""

BROWSERS = (  # the first that fits: Edge and Opera call themselves Chrome too, Chrome calls itself Safari
    ("Edg", "Microsoft Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "telefon iPhone"),
    ("iPad", "tablet iPad"),
    ("Android", "zařízení s Androidem"),
    ("Windows", "počítač s Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "počítač Mac"),
    ("Linux", "počítač s Linuxem"),
)


def device_name(user_agent: str) -> str:
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser}, {system}"
    return browser or system or user_agent or "neznámé zařízení"
