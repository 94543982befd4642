#!/bin/sh
# Many processes change drafts at once; what one was told is done must be there at the end.
#
#   crowd.sh one      six writers add rows to one draft, three more set a field of their own again and again
#   crowd.sh folder   eight writers, each adds rows to eight drafts of one folder in an order of its own
#   crowd.sh killed   as `one`, while some of the writers are killed at a random call of theirs: fault.so
# Ends with a line of figures; exit code 1 when an update was lost.
program=$TB_BUILDDIR/tianbiao
rounds=8; [ "${TB_FAULTS:-short}" = long ] && rounds=60
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_STATE_HOME="$work/home/s" TIANBIAO_FORMS="$TB_SRCDIR/tests/fixtures/forms"
mkdir -p "$work/home" "$work/run"
cd "$work/run" || exit 1

# Each writer notes what it was told: how often an update was done, how often it was refused or cut short.
count() { # WRITER COMMAND...
  writer=$1; shift
  "$@" >/dev/null 2>"$work/err.$writer"
  case $? in
  0) echo done ;;
  137) echo killed ;;
  *) echo refused; cat "$work/err.$writer" >>"$work/errors" ;;
  esac >>"$work/told.$writer"
}
add_rows() { # WRITER DRAFT...
  me=$1; shift
  i=0; while [ $i -lt $rounds ]; do
    for draft; do count $me "$program" set "$draft" partners+; done
    i=$((i + 1))
  done
}
set_field() { # WRITER FIELD
  i=0; while [ $i -lt $rounds ]; do
    i=$((i + 1))
    count $1 "$program" set d.yaml $2 "第$i次" && tail -n 1 "$work/told.$1" | grep -q done && echo "第$i次" >"$work/last.$2"
  done
}
die_at_random() { # WRITER SEED
  i=0; seed=$2; while [ $i -lt $rounds ]; do
    i=$((i + 1)); seed=$(((seed * 1103 + 12345) % 65536))
    count $1 env LD_PRELOAD="$TB_BUILDDIR/tests/faults/fault.so" TB_FAULT_ROOT="$work/run" TB_FAULT_DO=kill \
      TB_FAULT_AT=$((seed / 64 % 14 + 1)) "$program" set d.yaml partners+
  done
}
told() { cat "$work"/told.$1 2>/dev/null | grep -c "$2"; }
rows() { "$program" get --json "$1" | grep -o '"id":"[^"]*"' | sort -u | grep -c id; }

lost=0 writers=0 complaints=0
complain() { complaints=$((complaints + 1)); echo "# $*"; }
begin() { writers=$((writers + 1)); "$@" & }

case $1 in
one | killed)
  "$program" new --form small d.yaml 2>/dev/null || complain 'no draft can be made'
  for w in 1 2 3 4 5 6; do begin add_rows row$w d.yaml; done
  for field in cover.company cover.contact brief.name; do begin set_field field-$field $field; done
  [ $1 = one ] || for w in 1 2 3; do begin die_at_random kill$w $((w * 7919)); done
  wait
  done=$(($(told 'row*' done) + $(told 'kill*' done))) killed=$(told 'kill*' killed) there=$(rows d.yaml)
  [ "$there" -ge "$done" ] || lost=$((done - there))
  [ "$there" -le $((done + killed)) ] || complain "$there rows, though $done were added and $killed cut short"
  for field in cover.company cover.contact brief.name; do
    [ "$("$program" get d.yaml $field)" = "$(cat "$work/last.$field")" ] || { complain "$field is not as it was set last"; lost=$((lost + 1)); }
  done
  ;;
folder)
  for d in 1 2 3 4 5 6 7 8; do "$program" new --form small $d.yaml 2>/dev/null || complain 'no draft can be made'; done
  rounds=$((rounds / 4))
  for w in 1 2 3 4 5 6 7 8; do
    begin add_rows row$w $(for d in 1 2 3 4 5 6 7 8; do echo $(((d * (2 * (w / 2) + 1) + w) % 8 + 1)).yaml; done)
  done
  wait
  done=$(told 'row*' done) there=0
  for d in 1 2 3 4 5 6 7 8; do there=$((there + $(rows $d.yaml))); done
  [ "$there" -eq "$done" ] || { lost=$((done - there)); complain "$there rows, though $done were added"; }
  ;;
*) echo "usage: crowd.sh one|folder|killed" >&2; exit 2 ;;
esac
[ $lost -eq 0 ] || complain "$lost updates are lost"
# Whoever was turned away was told who has the draft; nobody should be, with this few.
refused=$(told '*' refused)
[ "$refused" -eq 0 ] || { complain "$refused updates were refused:"; sort "$work/errors" | uniq -c | head -n 5 | sed 's/^/#   /'; }
[ "$(find . -name '*.tmp*' | wc -l)" -le "$(told 'kill*' killed)" ] || complain 'temporary files pile up'
echo "tries $(told '*' .) done $(told '*' done) killed $(told '*' killed) writers $writers lost $lost complaints $complaints"
[ $complaints -eq 0 ]
