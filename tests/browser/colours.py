"""Colours as CSS writes them become numbers, and two of them a contrast, by WCAG 2."""

from __future__ import annotations

from playwright.sync_api import Locator

Colour = tuple[int, ...]


def colour(css: str) -> Colour:
    return tuple(int(n) for n in css[css.index("(") + 1 : -1].split(",")[:3])


def ratio(one: Colour, other: Colour) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(of: Colour) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
              for c in (v / 255 for v in of)]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_and_ground(found: Locator) -> list[tuple[Colour, Colour]]:
    """The text's colour of each, and that of the ground it stands on."""
    script = """es => es.map(e => {
        let ground = e
        while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
            ground = ground.parentElement
        return [getComputedStyle(e).color, getComputedStyle(ground).backgroundColor]
    })"""
    return [(colour(text), colour(ground)) for text, ground in found.evaluate_all(script)]
