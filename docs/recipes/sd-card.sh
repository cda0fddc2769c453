#!/bin/sh
# Make an image of an SD card or a stick (FAT, for any phone) out of site/: sh docs/recipes/sd-card.sh brief.img
# The same site gives the same image: no time, no serial number, no name of this machine is in it. Needs mtools.
set -eu
if [ $# -ne 1 ]; then
    echo "say which file to write: sh docs/recipes/sd-card.sh brief.img" >&2
    exit 2
fi
if [ ! -f site/index.html ]; then
    echo "there is no site/index.html here: run this in the project's folder, after make offline" >&2
    exit 1
fi
image=$1.partial
trap 'rm -f "$image"' EXIT
# FAT knows no time before 1980; this is its first day, in every time zone
SOURCE_DATE_EPOCH=315532800
TZ=UTC
MTOOLS_SKIP_CHECK=1
export SOURCE_DATE_EPOCH TZ MTOOLS_SKIP_CHECK
# twice the bytes of the site and a cluster for each file, and 32 MiB, with which every phone takes the file system
bytes=$(find site -type f -exec cat {} + | wc -c)
files=$(find site -type f | wc -l)
megabytes=$((bytes / 524288 + files / 256 + 33))
rm -f "$image"
mformat -C -i "$image" -h 64 -s 32 -t "$megabytes" -N 00000000 -v BRIEF ::
# folder by folder and in order: a disk lists its files in whatever order it has
LC_ALL=C
export LC_ALL
find site -type d | sort | while IFS= read -r folder; do
    inside=${folder#site}
    if [ -n "$inside" ]; then
        mmd -i "$image" "::$inside"
    fi
    set --
    for file in "$folder"/*; do
        if [ -f "$file" ]; then
            set -- "$@" "$file"
        fi
    done
    if [ $# -gt 0 ]; then
        mcopy -i "$image" "$@" "::$inside/"
    fi
done
mv "$image" "$1"
trap - EXIT
