"""Pictures of findings: one file a shape, each a static SVG made from rows."""

from servanda.report.drawings.draw import DRAWINGS, draw

__all__ = ["DRAWINGS", "draw"]
