#!/usr/bin/env bash
# craft_sources.sh SOURCES: every shipped craft has beside it the sums of what it was made of and of itself, and they hold.
set -euo pipefail
cd "$1/models"
failed=0
for craft in spacecraft/*.glb; do
  sums=${craft%.glb}.sha256
  [ -e "$sums" ] || { echo "$craft has no $sums: make it by its script in models/source"; failed=1; continue; }
  grep -q " $craft\$" "$sums" || { echo "$sums does not name $craft"; failed=1; }
  # The kit is part of every craft.
  for part in source/kit/*.py; do
    grep -q " $part\$" "$sums" || { echo "$sums does not name $part: make $craft again by its script in models/source"; failed=1; }
  done
  sha256sum --check --quiet "$sums" || { echo "$craft is not what its sources make: make it again by its script in models/source"; failed=1; }
done
exit $failed
