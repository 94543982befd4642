#!/bin/sh
# The English catalogue holds every word of the program, is found, and is spoken. Speaks TAP.
cd "${TB_SRCDIR:-.}" || exit 1
program=${TB_BUILDDIR:-.}/tianbiao
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
echo 1..3
listed=$(grep -v '^#' po/POTFILES.in | LC_ALL=C sort)
found=$(grep -lE '(^|[^A-Za-z0-9_])N?_\(("|$)' src/*/*.[ch] src/*/*/*.[ch] | LC_ALL=C sort)
[ "$listed" = "$found" ] || {
  echo "$listed" >"$work/listed"; echo "$found" >"$work/found"
  diff "$work/listed" "$work/found" | sed 's/^/# /'; printf 'not '; }
echo "ok 1 - po/POTFILES.in lists every file with words"
grep -v '^#' po/POTFILES.in | xargs xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ -o "$work/now.pot" 2>/dev/null
msgcmp po/en.po "$work/now.pot" 2>"$work/missing" || { grep -c 'no definition\|never used\|untranslated' "$work/missing" | sed 's/^/# messages: /'; head -n 20 "$work/missing" | sed 's/^/# /'; printf 'not '; }
echo "ok 2 - every message has its English"
"$program" --lang en --help >"$work/help" 2>&1
if grep -q 'draft' "$work/help" && ! LC_ALL=C grep -q "$(printf '[\344-\351][\200-\277][\200-\277]')" "$work/help"; then :; else
  head -n 5 "$work/help" | sed 's/^/# /'; printf 'not '; fi
echo "ok 3 - the catalogue is found and --lang en is English"
