#!/usr/bin/env bash
# A shell really completes what --help tells of: every command, every option, words to choose from, files.
#   shells_complete.sh SOURCE BUILD zsh|fish
set -euo pipefail
source=$(realpath "$1") build=$(realpath "$2") shell=$3
command -v "$shell" >/dev/null || { echo "skipped: no $shell here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$shell: $*" >&2; exit 1; }
"$build/bin/perilune" manual "$work/manual"
export HOME=$work LC_ALL=C.UTF-8 TERM=dumb

lines=() wanted=()
asks() { # LINE WORD...: at its end all of the words are wanted; none: nothing may be offered
  lines+=("$1")
  shift
  wanted+=("$*")
}
walk() { # WORD...: a command's words
  local help command commands
  help=$("$build/bin/perilune" "$@" --help)
  # shellcheck disable=SC2046
  asks "perilune${*:+ $*} --" $(grep -oE '^  (-[a-z],)?--[a-z-]+' <<<"$help" | grep -oE -- '--[a-z-]+')
  commands=$(sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' <<<"$help")
  # shellcheck disable=SC2086
  [ -z "$commands" ] || asks "perilune${*:+ $*} " $commands
  for command in $commands; do walk "$@" "$command"; done
}
walk
asks 'perilune sti' still
asks 'perilune check cl' club.yaml
asks 'perilune list --timeline cl' club.yaml
asks 'perilune list --timeline=cl' club.yaml
asks 'perilune bench --scene ' disc stage
asks 'perilune bench --scene=di' disc
asks 'perilune still --at '
asks 'perilune list --lane film --sl' --slipped

cd "$work"
touch club.yaml
offers() { # LINE...: the words, then "."
  case $shell in
    zsh) zsh -f "$source/tests/install/zsh_offers.zsh" "$work/manual/completions" "$@" ;;
    fish)
      cat > offers.fish <<'END'
source $argv[1]
for line in $argv[2..-1]
    complete -C $line | string split -f 1 \t | string replace -r '^--[a-z]+=(.)' '$1'
    echo .
end
END
      fish --no-config offers.fish "$work/manual/completions/perilune.fish" "$@" ;;
  esac
}
offers "${lines[@]}" > offered
[ "$(grep -cx "[.]" offered)" = ${#lines[@]} ] || { cat offered >&2; fail "it did not answer to each line"; }
i=0 words=0 said=
while IFS= read -r word; do
  if [ "$word" != . ]; then
    said+=" $word "
    continue
  fi
  [ -n "${wanted[i]}" ] || [ -z "$said" ] || fail "\"${lines[i]}\" has no completion, but$said is offered"
  for want in ${wanted[i]}; do
    [[ $said == *" $want "* ]] || fail "\"${lines[i]}\" is not completed to $want, only to:$said"
    words=$((words + 1))
  done
  i=$((i + 1)) said=
done < offered
[ $words -gt 150 ] || fail "only $words words were looked for"
