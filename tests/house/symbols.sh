#!/bin/sh
# By nm: no writable symbol is visible outside its file, and only tui/term.o calls curses. Speaks TAP.
cd "${TB_BUILDDIR:-.}" || exit 1
echo 1..2
libs=$(ls src/lib*.a 2>/dev/null)
[ -n "$libs" ] || { echo "Bail out! no libraries in $(pwd)"; exit 1; }
# Constants that hold pointers lie in .data.rel.ro, which nobody can write to once the program runs.
writable=$(nm -A -g -f sysv --defined-only $libs 2>/dev/null | tr -d ' ' |
  awk -F'|' '$NF ~ /^(\.data|\.bss|\*COM\*|\.tdata|\.tbss)/ && $NF !~ /^\.data\.rel\.ro/ && $1 !~ /asan/ {print "# " $1 " in " $NF}')
[ -z "$writable" ] && echo "ok 1 - no writable symbol is exported" || { echo "$writable"; echo "not ok 1 - no writable symbol is exported"; }
curses=$(nm -A -u $libs 2>/dev/null |
  awk '$NF ~ /^(initscr|newterm|set_term|endwin|w?refresh|doupdate|wnoutrefresh|stdscr|wget_wch|wgetch|setcchar|mvw?add.*|wadd_wch.*|wmove|keypad|cbreak|raw|start_color|init_pair|define_key|resizeterm|curs_set)$/' |
  grep -v 'libtui\.a:[^:]*term[^:]*\.o' || true)
[ -z "$curses" ] && echo "ok 2 - only tui/term calls curses" || { echo "$curses" | sed 's/^/# /'; echo "not ok 2 - only tui/term calls curses"; }
