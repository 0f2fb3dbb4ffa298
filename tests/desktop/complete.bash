# What bash would offer for a line: complete.bash COMPLETIONS-FOLDER LINE. One offer a line.
# SPDX-License-Identifier: GPL-3.0-or-later
. /usr/share/bash-completion/bash_completion || exit 77
line=$2
program=${line%% *}
. "$1/$program"
# Words as readline splits them: “=” is a word of its own.
COMP_WORDS=()
word=''
for ((i = 0; i < ${#line}; i++)); do
  char=${line:i:1}
  case $char in
    ' ') [[ $word ]] && COMP_WORDS+=("$word"); word='' ;;
    =) [[ $word ]] && COMP_WORDS+=("$word"); COMP_WORDS+=(=); word='' ;;
    *) word+=$char ;;
  esac
done
[[ $word || $line != *= ]] && COMP_WORDS+=("$word")
COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9 COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; } # is for readline alone
function=$(complete -p "$program" | sed 's/.* -F \([^ ]*\) .*/\1/')
"$function" "$program" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
