#!/usr/bin/env bash
# scripts/build goes on in a folder that was moved after it was configured; scripts/run runs what is built in a folder
# that is somebody else's.
#   a_moved_or_foreign_folder_runs.sh SOURCE BUILD
set -euo pipefail
source=$(realpath "$1") build=$(realpath "$2")
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

# A small project, built with the script and presets of the large one.
mkdir -p "$work/here/scripts"
cp "$source/scripts/build" "$work/here/scripts/"
cp "$source/CMakePresets.json" "$work/here/"
cat > "$work/here/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES NONE)
add_custom_target(place ALL COMMAND ${CMAKE_COMMAND} -E echo "${CMAKE_SOURCE_DIR}")
END
"$work/here/scripts/build" release >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "the script built nothing"; }
mv "$work/here" "$work/there"
"$work/there/scripts/build" release >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "a moved folder does not build"; }
grep -q 'configured anew' "$work/log" || fail "nothing says that it was configured anew"
grep -qxF "$work/there" "$work/log" || fail "it was built for the old place"
"$work/there/scripts/build" release >"$work/log" 2>&1
! grep -q 'configured anew' "$work/log" || fail "it is configured anew each time"

# The program's folder, built by somebody else, and moved since.
[ "$(id -u)" = 0 ] || { echo "skipped: wants root, to be somebody else"; exit 77; }
theirs=$work/theirs
mkdir -p "$theirs/build/release"
cp -r "$source"/{scripts,models,timelines,shaders} "$theirs/"
cp -r "$build/bin" "$theirs/build/release/"
cp -r "$build/share" "$theirs/build/release/" # its links stay links, to what lies in this folder
chmod 755 "$work"
chmod -R a+rX,go-w "$theirs"
mkdir "$work/mine"
chown 65534 "$work/mine"
as_other() { (cd "$work/mine" && setpriv --reuid=65534 --regid=65534 --clear-groups env -i HOME="$work/mine" PATH=/usr/bin:/bin "$@"); }
mkdir -p "$work/mine/.cache/perilune"
echo done > "$work/mine/.cache/perilune/standard-terrain-tried" # no network in tests
chown -R 65534 "$work/mine"
as_other "$theirs/scripts/run" list --json >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "what somebody else built does not run"; }
grep -q first-crewed-landing "$work/log" || fail "the record was not listed"
[ -z "$(find "$theirs" -user 65534)" ] || fail "it wrote into somebody else's folder"
rm -r "$theirs/build"
status=0
as_other "$theirs/scripts/run" list >"$work/log" 2>&1 || status=$?
[ $status = 3 ] && grep -q 'copy the folder' "$work/log" || { cat "$work/log" >&2; fail "where nothing is built it does not say what to do"; }
