#!/usr/bin/env bash
# Installed under a prefix that is then moved, the program finds all that belongs to it, and nothing of it knows the
# folders it was built in.
#   a_prefix_can_be_moved.sh SOURCE BUILD
set -euo pipefail
source=$(realpath "$1") build=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

cmake --install "$build" --prefix "$work/first" >"$work/log" || { cat "$work/log" >&2; exit 1; }
mkdir "$work/a folder"
mv "$work/first" "$work/a folder/second"
prefix="$work/a folder/second"
for folder in "$source" "$build" "$work/first"; do
  # What was built for tests with asserts names its sources, which is no path that it opens.
  if grep -rlF --exclude-dir=bin "$folder" "$prefix"; then fail "these files name $folder"; fi
done
for program in "$prefix"/bin/* "$prefix"/libexec/perilune/*; do
  [ -e "$program" ] || continue
  if readelf -d "$program" | grep -E 'R(UN)?PATH'; then fail "$program looks for libraries in a folder of the build"; fi
done
[ ! -e "$prefix/share/perilune/models/moon/lunar_surface.jpg" ] || fail "the maps that the ground is baked of were installed"

# Where HOME is empty and the folder another one, as for somebody who came to it later.
mkdir "$work/home"
cd "$work/home"
clean=(env -i "HOME=$work/home" PATH=/usr/bin:/bin LC_ALL=C.UTF-8)
perilune="$prefix/bin/perilune"
"${clean[@]}" "$perilune" check --strict "$prefix"/share/perilune/timelines/*.yaml
"${clean[@]}" "$perilune" scene --at 2026-11-25 --json > scene.json
status=0
"${clean[@]}" "$perilune" still --at 2026-11-25 --size 160x90 --samples 1 -o still.png >out 2>&1 || status=$?
[ $status = 3 ] && { cat out; echo "skipped: no GL here"; exit 77; }
[ $status = 0 ] && [ -s still.png ] || { cat out >&2; fail "the moved program drew no picture"; }
"$build/bin/perilune" still --at 2026-11-25 --size 160x90 --samples 1 -o built.png >/dev/null
cmp still.png built.png
if "${clean[@]}" PERILUNE_SHARE="$work/nowhere" "$perilune" list >/dev/null 2>&1; then fail "it ran without its share folder"; fi
