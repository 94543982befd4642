#!/bin/sh
# Calls the house bans, and where. Comments and strings are left out. Speaks TAP.
cd "${TB_SRCDIR:-.}" || exit 1
find src -name '*.[ch]' | LC_ALL=C sort | xargs awk '
function report(why) { bad[++nbad] = FILENAME ":" FNR ": " why ": " $0 }
FNR == 1 { split(FILENAME, p, "/"); folder = p[2]; comment = 0 }
{
    files[FILENAME] = 1
    s = $0
    gsub(/\\"/, "", s); gsub(/"[^"]*"/, "\"\"", s); gsub(/\047[^\047]*\047/, "0", s)
    if (comment) { if (s ~ /\*\//) { sub(/.*\*\//, "", s); comment = 0 } else next }
    gsub(/\/\*.*\*\//, "", s)
    if (s ~ /\/\*/) { comment = 1; sub(/\/\*.*/, "", s) }
    if (s ~ /(^|[^A-Za-z0-9_])(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|strtol|strtoul|strtoll|strtoull|strtod|gets|scanf|sscanf|fscanf)[ ]*\(/)
        report("banned call")
    if (s ~ /(^|[^A-Za-z0-9_])(isalpha|isdigit|isalnum|isspace|isupper|islower|ispunct|isprint|toupper|tolower|isw[a-z]+|tow(upper|lower)|wcwidth|wcswidth)[ ]*\(/ && FILENAME !~ /tui\/term/)
        report("ctype or wcwidth on text")
    if (folder != "cmd" && s ~ /(^|[^A-Za-z0-9_])_?_?(exit|_exit|_Exit|quick_exit)[ ]*\(/) report("exit outside cmd")
    if (folder != "cmd" && s ~ /(^|[^A-Za-z0-9_])(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|perror)[ ]*\(/)
        report("printing outside cmd")
    if (folder != "store" && s ~ /(^|[^A-Za-z0-9_>.])(open|openat|creat|rename|renameat|unlink|unlinkat|fopen|mkstemp|mkdir|opendir|ftruncate|fsync)[ ]*\(/)
        report("files outside store")
    if (folder != "store" && folder != "cmd" && FILENAME !~ /tui\/term/ && FILENAME != "src/base/bug.c" && s ~ /(^|[^A-Za-z0-9_>.])(read|write|close)[ ]*\(/)
        report("raw read or write outside store")
    if (folder != "cmd" && FILENAME !~ /tui\/term/ && s ~ /(^|[^A-Za-z0-9_])(getenv|secure_getenv|setenv|putenv|clock_gettime|gettimeofday|time|localtime|localtime_r)[ ]*\(/ && folder != "store")
        report("environment or clock outside cmd and store")
}
END {
    for (f in files) n++
    print "1..1"
    for (i = 1; i <= nbad; i++) print "# " bad[i]
    print (nbad || !n ? "not ok" : "ok") " 1 - no banned call in " n " files"
}'
