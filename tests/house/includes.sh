#!/bin/sh
# Reads every #include "..." under src/ against tests/house/layers. Speaks TAP.
cd "${TB_SRCDIR:-.}" || exit 1
find src -name '*.[ch]' | LC_ALL=C sort | xargs awk '
BEGIN {
    while ((getline line < "tests/house/layers") > 0) {
        if (line ~ /^#/ || line == "") continue
        n = split(line, w, " ")
        rank[w[1]] = ++folders
        for (i = 2; i <= n; i++) {
            if (w[i] ~ /^!/) ban[w[1]] = ban[w[1]] " " substr(w[i], 2)
            else may[w[1]] = may[w[1]] " " w[i]
        }
    }
}
# ENTRY is FOLDER or FOLDER/HEADER, with @NAME,NAME where only files of those names may.
function allowed(folder, file, header,    n, list, i, part, names, m, j) {
    n = split(may[folder], list, " ")
    for (i = 1; i <= n; i++) {
        split(list[i], part, "@")
        if (header != part[1] && index(header, part[1] "/") != 1) continue
        if (part[2] == "") return 1
        m = split(part[2], names, ",")
        for (j = 1; j <= m; j++) if (index(file, names[j])) return 1
    }
    return 0
}
function banned(folder, header,    n, list, i) {
    n = split(ban[folder], list, " ")
    for (i = 1; i <= n; i++)
        if (substr(header, length(header) - length(list[i]) + 1) == list[i]) return 1
    return 0
}
/^#[ \t]*include[ \t]+"/ {
    split(FILENAME, path, "/"); folder = path[2]
    split($0, quoted, "\""); header = quoted[2]
    if (header == "config.h") next
    split(header, to, "/")
    if (!(folder in rank)) bad[++nbad] = FILENAME ": no layer named " folder
    else if (header !~ /\//) bad[++nbad] = FILENAME ":" FNR ": write the folder: " header
    else if (to[1] != folder && !allowed(folder, FILENAME, header))
        bad[++nbad] = FILENAME ":" FNR ": " folder " may not include " header
    else if (banned(folder, header)) bad[++nbad] = FILENAME ":" FNR ": " header " is barred to " folder
    count++
}
END {
    print "1..1"
    for (i = 1; i <= nbad; i++) print "# " bad[i]
    print (nbad || !count ? "not ok" : "ok") " 1 - includes follow the layers (" count " lines)"
}'
