#!/usr/bin/env bash
# What --help tells of is on the man pages and is completed by the shell: every command, every option.
#   pages_and_completions_know_every_option.sh SOURCE BUILD
set -euo pipefail
build=$(realpath "$2")
perilune=$build/bin/perilune
fail() { echo "$*" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$perilune" manual "$work/manual"
source "$work/manual/completions/perilune.bash"

# What the shell would offer after these words.
offered() {
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
  _perilune
  echo "${COMPREPLY[*]}"
}
offers() { [[ " $1 " == *" $2 "* ]]; }

checked=0
look() { # WORD...: a command's words without the program's name
  local help page shown option command
  help=$("$perilune" "$@" --help)
  page=$work/manual/man/man1/perilune${1:+-$1}.1
  shown=$(tr -d '\\' <"$page")
  shown=${shown//fB/}
  for option in $(grep -oE '^  (-[a-z],)?--[a-z-]+' <<<"$help" | tr ',' ' '); do
    grep -qF -- "${option}fR" <<<"$shown" || fail "$(basename "$page") does not tell of $option of \"perilune $*\""
    offers "$(offered perilune "$@" "${option:0:2}")" "$option" || fail "bash does not complete \"perilune $* $option\""
    checked=$((checked + 1))
  done
  for command in $(sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' <<<"$help"); do
    offers "$(offered perilune "$@" "${command:0:1}")" "$command" || fail "bash does not complete \"perilune $* $command\""
    look "$@" "$command"
  done
}
look
[ $checked -gt 100 ] || fail "only $checked options were found in --help"

cd "$work"
touch club.yaml
[ "$(offered perilune check cl)" = club.yaml ] || fail "files are not completed"
[ "$(offered perilune list --timeline = cl)" = club.yaml ] || fail "files after --option= are not completed"
offers "$(offered perilune bench --scene "")" disc || fail "choices are not completed"
[ -z "$(offered perilune still --at "")" ] || fail "something is offered where only the user can know"
# A value that looks like a command is none.
offers "$(offered perilune list --lane film --)" --slipped || fail "the value of --lane was taken for a command"
