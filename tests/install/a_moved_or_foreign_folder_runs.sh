#!/usr/bin/env bash
# scripts/run builds and runs in a folder that was moved after it was built; it runs what is built in a folder that is
# somebody else's, and writes nothing there.
#   a_moved_or_foreign_folder_runs.sh SOURCE BUILD
set -euo pipefail
source=$(realpath "$1") build=$(realpath "$2")
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

mkdir -p "$work/mine/.cache/perilune"
echo done > "$work/mine/.cache/perilune/standard-terrain-tried" # no network in tests

# A small project, built and run with the scripts and presets of the large one.
mkdir -p "$work/here/scripts"
cp "$source"/scripts/{run,setup,build} "$work/here/scripts/"
cp "$source/CMakePresets.json" "$work/here/"
cat > "$work/here/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES NONE)
file(WRITE ${CMAKE_BINARY_DIR}/program "#!/bin/sh\necho built in ${CMAKE_SOURCE_DIR}, asked for $*\n")
file(CHMOD ${CMAKE_BINARY_DIR}/program PERMISSIONS OWNER_READ OWNER_EXECUTE)
add_custom_target(perilune ALL
  COMMAND ${CMAKE_COMMAND} -E make_directory bin
  COMMAND ${CMAKE_COMMAND} -E copy program bin/perilune)
END
run() { env -u DISPLAY HOME="$work/mine" XDG_CACHE_HOME="$work/mine/.cache" FETCHCONTENT_SOURCE_DIR_IMGUI="$work" "$1/scripts/run" list --json >"$work/out" 2>"$work/log"; }
run "$work/here" || { cat "$work/log" >&2; fail "scripts/run built nothing"; }
mv "$work/here" "$work/there"
run "$work/there" || { cat "$work/log" >&2; fail "a moved folder does not run"; }
grep -q 'configured anew' "$work/log" || fail "nothing says that it was configured anew"
[ "$(cat "$work/out")" = "built in $work/there, asked for list --json" ] || { cat "$work/out" >&2; fail "what was built in the old place was run, or others spoke on its stdout"; }
run "$work/there"
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
as_other() { (cd "$work/mine" && setpriv --reuid=65534 --regid=65534 --clear-groups env -i HOME="$work/mine" PATH=/usr/bin:/bin "$@"); }
chown -R 65534 "$work/mine"
as_other "$theirs/scripts/run" list --json >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "what somebody else built does not run"; }
grep -q first-crewed-landing "$work/log" || fail "the record was not listed"
[ -z "$(find "$theirs" -user 65534)" ] || fail "it wrote into somebody else's folder"
rm -r "$theirs/build"
status=0
as_other "$theirs/scripts/run" list >"$work/log" 2>&1 || status=$?
[ $status = 3 ] && grep -q 'copy the folder' "$work/log" || { cat "$work/log" >&2; fail "where nothing is built it does not say what to do"; }
