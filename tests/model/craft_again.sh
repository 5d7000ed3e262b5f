#!/usr/bin/env bash
# craft_again.sh SOURCES CRAFT: its script makes, small, the craft that is shipped.
set -euo pipefail
blender=$(command -v blender) || { echo "left out: there is no Blender here, which CI does without"; exit 77; }
"$blender" --background --python-exit-code 9 --python-expr 'import numpy, PIL' >/dev/null 2>&1 ||
  { echo "left out: there is no python3-numpy and python3-pil"; exit 77; }
[ -e "$(sed -n 's/^FONT = "\(.*\)"/\1/p' "$1/models/source/kit/pictures.py")" ] || { echo "left out: there is no fonts-inter here"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PYTHONDONTWRITEBYTECODE=1
"$blender" --background --python-exit-code 9 --python "$1/models/source/${2//-/_}.py" -- \
  --out "$folder" --pixels 128 --samples 4 >"$folder/log" 2>&1 || { tail -20 "$folder/log"; exit 1; }
"$blender" --background --python-exit-code 9 --python "$1/tests/model/craft_compare.py" -- \
  "$1/models" "$1/models/spacecraft/$2.glb" "$folder/$2.glb" >"$folder/log" 2>&1 || { grep -v '^Blender' "$folder/log" | tail -20; exit 1; }
