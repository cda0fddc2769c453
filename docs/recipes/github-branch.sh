#!/bin/sh
# Publish site/ as it was built and signed here, on the branch `pages` of any repository:
#     sh docs/recipes/github-branch.sh git@github.com:desk/brief.git
# Then choose Settings > Pages > Source > Deploy from a branch > pages. The branch holds one commit without a history, a
# name or a time, and is replaced each time; the same site is the same commit.
set -eu
if [ $# -ne 1 ]; then
    echo "say where to: sh docs/recipes/github-branch.sh git@github.com:desk/brief.git" >&2
    exit 2
fi
if [ ! -f site/index.html ]; then
    echo "there is no site/index.html here: run this in the project's folder, after make offline" >&2
    exit 1
fi
GIT_DIR=$(mktemp -d)
trap 'rm -rf "$GIT_DIR"' EXIT
GIT_AUTHOR_NAME=desk GIT_AUTHOR_EMAIL=desk@example.org GIT_AUTHOR_DATE="1980-01-01T00:00:00+0000"
GIT_COMMITTER_NAME=desk GIT_COMMITTER_EMAIL=desk@example.org GIT_COMMITTER_DATE="1980-01-01T00:00:00+0000"
export GIT_DIR GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE
git init --quiet --bare
# every byte as it is: neither line ends nor lists of ignored files of this machine apply
git --work-tree site -c core.autocrlf=false -c core.fileMode=false add --all --force
# an empty .nojekyll: the host is not to make anything else of the files
git update-index --add --cacheinfo "100644,$(git hash-object -w --stdin </dev/null),.nojekyll"
commit=$(git commit-tree "$(git write-tree)" -m "The site")
git push --quiet --force "$1" "$commit:refs/heads/pages"
echo "$commit"
