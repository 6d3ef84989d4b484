"""The colours of the lineages, on light and on dark paper."""

from __future__ import annotations

from colorsys import hls_to_rgb

_LIGHT = ("#2a6a9c", "#a34a24", "#47702a", "#7a4a94", "#86601d", "#1a716c", "#a33d62", "#5a6472")
_DARK = ("#7db4de", "#e59a73", "#a3c780", "#c39bdc", "#dcb566", "#74c7c1", "#e892b0", "#a9b4c2")
_GOLDEN = 0.61803398875  # turns of the colour circle that keep any number of hues apart


def _hue(ordinal: int, lightness: float) -> str:
    red, green, blue = hls_to_rgb((ordinal * _GOLDEN) % 1.0, lightness, 0.42)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def colours(ordinal: int) -> tuple[str, str]:
    """The colour of the lineage at ``ordinal`` on light paper and on dark."""
    if ordinal < len(_LIGHT):
        return _LIGHT[ordinal], _DARK[ordinal]
    return _hue(ordinal, 0.285), _hue(ordinal, 0.68)


def stylesheet(number: int) -> str:
    """Classes ``.k0`` ... ``.k<number - 1>`` that set ``--k`` to the lineage's colour."""
    light = "".join(f".k{n}{{--k:{colours(n)[0]}}}" for n in range(number))
    dark = "".join(f".k{n}{{--k:{colours(n)[1]}}}" for n in range(number))
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"
