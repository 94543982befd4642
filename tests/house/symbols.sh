#!/bin/sh
# By nm: nothing is writable but what is named here, none of it visible outside its file, and only tui/term.o calls curses.
# Speaks TAP.
cd "${TB_BUILDDIR:-.}" || exit 1
echo 1..3
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
# Inside a file too. A handler of a signal gets no argument and must not allocate: that is all these few are for.
#   bug.o   hook: where to turn when the program itself is wrong, restoring the terminal and the text
#   term.o  resized, ended, continued, stop: what a signal said, asked for by the loop
allowed='bug.o:hook term.o:resized term.o:ended term.o:continued term.o:stop'
# A compiler numbers the statics of functions (seen.0), and sanitizers bring their own (__odr_asan, .LASAN).
writable=$(nm -A -f sysv --defined-only $libs src/cmd/main.o 2>/dev/null | tr -d ' ' |
  awk -F'|' -v allowed="$allowed" '
    BEGIN { n = split(allowed, a, " "); for (i = 1; i <= n; i++) may[a[i]] = 1 }
    $NF ~ /^(\.data|\.bss|\*COM\*|\.tdata|\.tbss)/ && $NF !~ /^\.data\.rel\.ro/ && $1 !~ /asan|ubsan|LASAN|\.Lubsan/ {
      name = $1; sub(/^[^:]*:/, "", name); sub(/^src_lib[a-z]*_a-/, "", name); sub(/\.[0-9]+$/, "", name)
      if ($4 != "FILE" && $4 != "SECTION" && !(name in may)) print "# " $1 " in " $NF
    }')
[ -z "$writable" ] && echo "ok 3 - no other writable symbol in any file" || { echo "$writable"; echo "not ok 3 - no other writable symbol in any file"; }
