"""The map of the world: outlines of countries, populated places, and the frames in which countries are shown.

Nothing here knows of briefs. `derive` makes the data; what it comes from and how its files are written stands in
docs/pictures.md.
"""

from crisisbrief.render.atlas.frame import WIDTH
from crisisbrief.render.atlas.places import Spot, capital, spots
from crisisbrief.render.atlas.scene import Scene, scene

__all__ = ["WIDTH", "Scene", "Spot", "capital", "scene", "spots"]
