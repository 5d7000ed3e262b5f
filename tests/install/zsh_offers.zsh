# What an interactive zsh offers at the end of each line: its words, one a line, and "." behind each line's.
#   zsh -f zsh_offers.zsh COMPLETIONS LINE...
zmodload zsh/zpty || exit 77
zpty shell zsh -f -i
tell() { zpty -w shell "$1"; }
tell 'PROMPT= RPROMPT=; stty -echo'
tell "fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D"
tell 'compadd() { builtin compadd -O hits "$@"; local hit; for hit in $hits; do print -r -- "<$hit>"; done; builtin compadd "$@" }'
tell 'show() { print; zle complete-word; print -r -- "<<END>>"; zle kill-buffer }; zle -N show; bindkey "^T" show'
tell 'print -r -- "<<""READY>>"'
shift
until_said() { # WORD: all that comes, up to it
  local text
  REPLY=
  until [[ $REPLY == *"$1"* ]]; do
    zpty -r shell text || exit 1
    REPLY+=$text
  done
}
until_said '<<READY>>'
for line; do
  zpty -wn shell "$line"$'\x14'
  until_said '<<END>>'
  for said in "${(@f)${REPLY//$'\r'/}}"; do
    [[ $said == '<<END>>' || $said != *'<'*'>' ]] || print -r -- "${${said##*<}%>}"
    [[ $said != *_arguments:* ]] || print -r -- "$said"
  done
  print .
done
zpty -d shell
