#!/bin/sh
# Bring site/ to a server: sh docs/recipes/rsync.sh user@host:/srv/www/brief
# The folder at the other end becomes the same as site/: what is not in site/ is removed there.
set -eu
if [ $# -ne 1 ]; then
    echo "say where to: sh docs/recipes/rsync.sh user@host:/srv/www/brief" >&2
    exit 2
fi
case $1 in
    "" | / | . | .. | "~" | *: | *:/ | *:. | *:.. | *:"~" | *:"~/")
        echo "$1 is no folder for a site alone, and rsync empties the one it writes to; say which: host:/srv/www/brief" >&2
        exit 2
        ;;
esac
if [ ! -f site/index.html ]; then
    echo "there is no site/index.html here: run this in the project's folder, after make offline" >&2
    exit 1
fi
# --checksum: two editions can have files of one size and time. No --times, --owner, --group: the desk's clock and the
# names of its users stay at home, and a changed file is new to the server's caches.
# --delay-updates and --delete-delay: readers meet the old edition or the new one, hardly ever a mixture.
rsync --recursive --checksum --chmod=D755,F644 --delay-updates --delete-delay site/ "$1"
