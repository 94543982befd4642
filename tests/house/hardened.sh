#!/bin/sh
# By readelf: what configure found the compiler and the linker able to do is in the program that came out. Speaks TAP.
cd "${TB_BUILDDIR:-.}" || exit 1
setting() { sed -n "s/^$1 = //p" Makefile; }
chosen="$(setting TB_CFLAGS) $(setting TB_LDFLAGS)"
optimised=$(setting CFLAGS)
skip_all() { echo "1..0 # SKIP $1"; exit 0; }
[ -x tianbiao ] || { echo "Bail out! no program in $(pwd)"; exit 1; }
case $chosen in *-fsanitize=*) skip_all "the sanitizers put their own guards in" ;; esac
command -v readelf >/dev/null || skip_all "readelf is missing (Debian: apt-get install binutils)"
readelf -h tianbiao >/dev/null 2>&1 || skip_all "the program is no ELF file"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
readelf -hWdl tianbiao >"$work/headers" && readelf -Ws tianbiao >"$work/symbols" && readelf -Wn src/cmd/main.o >"$work/notes" ||
  { echo "Bail out! readelf failed"; exit 1; }

# NAME FLAG FILE PATTERN: the file must hold the pattern, or with ! must not.
n=0
guard() {
  n=$((n + 1))
  case " $chosen " in *" $2 "*) ;; *) echo "ok $n - $1 # SKIP this compiler has no $2"; return ;; esac
  case $4 in
    !*) ! grep -Eq -e "${4#!}" "$work/$3" ;;
    *) grep -Eq -e "$4" "$work/$3" ;;
  esac || { grep -E "Type:|GNU_STACK|GNU_RELRO|FLAGS| LOAD " "$work/headers" | sed 's/^/# /'; printf 'not '; }
  echo "ok $n - $1"
}
guard 'loaded at an address nobody knows' -pie headers 'Type: +DYN'
guard 'all functions bound at the start' -Wl,-z,now headers 'BIND_NOW|Flags:.* NOW'
guard 'their table read-only from then on' -Wl,-z,relro headers 'GNU_RELRO'
guard 'no stack to be run' -Wl,-z,noexecstack headers 'GNU_STACK.* RW +0x'
guard 'code apart from data' -Wl,-z,separate-code headers '!LOAD +0x0+ .* R E '
guard 'canaries on the stack' -fstack-protector-strong symbols '__stack_chk_fail'
# In an object: whether the whole program says so is up to the start files of the C library.
guard 'jumps only to where jumps may go' -fcf-protection notes 'x86 feature: IBT, SHSTK'

n=$((n + 1))
name='library functions that know the size of what they fill'
case " $optimised " in
  *' -O0 '*) echo "ok $n - $name # SKIP they need optimisation" ;;
  *' -O'*)
    if grep -q '^#define TB_FORTIFY 0' config.h; then echo "ok $n - $name # SKIP this compiler has none"
    else
      grep -Eq '__[a-z]+_chk(@|$)' "$work/symbols" || printf 'not '
      echo "ok $n - $name"
    fi ;;
  *) echo "ok $n - $name # SKIP they need optimisation" ;;
esac
echo "1..$n"
