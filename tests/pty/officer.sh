# An officer at a real terminal, for scripts of drive: what he presses goes to $keys, what his screen tells him was
# recorded goes to $acts, a line an act: CASE, WHO, KIND, and the words or the deed. Sourced by tests of a crowd.
#
#   keys FILE, acts FILE, who NAME    where to and who, as variables
#   at CASE                           the case the acts below are done to: two digits, those of its company's name
# Each act begins and ends on the page of the case. A script waits on the screen for what each key comes to, for an Esc
# above all: with a key right behind it it would be another key.

desk_ids() { printf '00000000000000%s' "$1"; }
# A final draft that can be handed in: CASE, in the present folder; the sample's pictures and materials lie there.
officer_draft() {
  sed -e "/^demo:/d; s/^draft_id: .*/draft_id: $(desk_ids "$1")/; s/演示药业（河北）有限公司/样例$1号药业（河北）有限公司/g" \
      -e "s/91130100DEM000014U/91130100DEM0000$1U/" "$model" >"d$1.yaml" && tb final "d$1.yaml"
}

press() { printf '%s' "$*" >>"$keys"; }
told() { printf '%s\t%s\t%s\t%s\n' "$case" "$who" "$1" "$2" >>"$acts"; }
at() { case=$1; }
# Words that nobody else writes.
new_words() { count=$(cat "$work/count.$who" 2>/dev/null || echo 0); count=$((count + 1)); echo $count >"$work/count.$who"; words="$who在$case的话$count。"; }

on_case='<Expect:还没有决定>'
find_case() { press "<F3><Expect:空着按><C-a>样例$case<Enter><Expect:找“样例$case”><Enter><Expect:办理记录>"; }
leave_case() { press '<Esc><Expect:只列>'; }
leave_desk() { press '<F10><Expect:暂时放到后台>1'; }

# What follows is one act, told by the screen at its last <Expect>.
write_remark() { new_words; press "<End><Up*7><Enter><Ins><Expect:说的是整件申报>$words<Expect:$words>"; }
remark() { write_remark; press "<F8><Expect:条意见已记下><Esc>$on_case"; told words "$words"; }
mark() { # RULING, 2 or 3: of the next clause nobody marked yet
  new_words; label=$([ "$1" = 2 ] && echo 存疑 || echo 不符)
  press "<End><Up*8><Enter><Expect:0 未审>$1<Expect:审核要点：$label>$words<F8><Expect:已记为“$label”><Esc>$on_case"
  told words "$words"
}
pass_rest() { # HOW MANY are left
  press "<End><Up*8><Enter><Expect:0 未审><F8><Expect:其余 $1 条><Enter><Expect:其余的都已记为><Esc>$on_case"
  told deed "mark-rest $1"
}
experience() { new_words; press "<End><Up*5><Enter><Expect:写好按>$words<F8><Expect:典型经验已记下>"; told words_only "$words"; told deed experience; }
brief() { new_words; press "<End><Up*6><Enter><Expect:申报书里的案例>$words<F8><Expect:简述已记下>"; told ending "$words"; told deed brief; }
see_licence() { press "<End><Up*4><Enter><Expect:看过原件><Enter><Expect:[x]><Esc>$on_case"; told deed 'seen materials.licence'; }
copy() { # CODE, of the first paper copy
  press "<End><Up*3><Enter><Expect:第 1 份><Enter><Expect:印的校验码>$1<Enter><Expect:第 1 份　$1><Esc>$on_case"; told deed 'copy 1'
}
decide() { # 1 recommended, 2 returned, 3 declined
  new_words; label=$(case $1 in 1) echo 已推荐 ;; 2) echo 退回修改 ;; 3) echo 不推荐 ;; esac)
  press "<F8><Expect:退回补正>$1<Expect:写好按>${words}材料已逐份看过。<F8><Expect:就这样决定><Enter><Expect:已记为“$label”>"
  told words "${words}材料已逐份看过。"
}
# His line dropped while he wrote: the words stand there again, and are recorded.
words_come_back() { press "<Expect:找回来了><Expect:$words><F8><Expect:条意见已记下>$on_case"; told words "$words"; }

# ---- afterwards ----

# Is every act there exactly once, with who and when; are there no others. A line about each that is not.
audit_acts() { # DESK ACTS
  awk -F '\t' -v desk="$1" '
    function record(c, file) { # its lines, without what stands before and behind
      if (c in lines) return
      file = desk "/cases/00000000000000" c "/review.yaml"; lines[c] = 0
      while ((getline line < file) > 0) { sub(/^ */, "", line); text[c, ++lines[c]] = line }
      close(file)
    }
    { record($1); found = 0; told[$1] += $3 ~ /^(words|begun|deed)$/ }
    $3 == "deed" {
      asked[$1, $2, $4]++
      if (asked[$1, $2, $4] > 1) next
      for (i = 1; i <= lines[$1]; i++)
        if (index(text[$1, i], "- {what: " $4 ", by: " $2 ", time: \"2024-")) found++
      deeds[$1, $2, $4] = found
      next
    }
    {
      for (i = 1; i <= lines[$1]; i++) {
        t = text[$1, i]
        if ($3 == "ending" && length(t) > length($4)) t = substr(t, length(t) - length($4) + 1)
        if ($3 == "begun" && index(t, $4) == 1) t = $4
        if (t != $4) continue
        found++
        if ($3 ~ /^(words|begun)$/ && (text[$1, i + 1] != "by: " $2 || text[$1, i + 2] !~ /^time: "2024-/))
          print "case " $1 ": not with who and when: " $4
      }
      if (found != 1) print "case " $1 ": " found " times there: " $4
    }
    END {
      for (k in asked) if (asked[k] != deeds[k]) { split(k, p, SUBSEP); print "case " p[1] ": " deeds[k] " times, not " asked[k] ": " p[3] " by " p[2] }
      for (c in told) {
        n = -1 # the receipt is none of theirs
        for (i = 1; i <= lines[c]; i++) n += text[c, i] ~ /^- \{what: / || text[c, i] ~ /^- (\{)?from: /
        if (n != told[c]) print "case " c ": " n " acts are recorded, " told[c] " were told"
      }
    }' "$2"
}
# Is the state of each case the end of a chain of moves, and that which is listed. Says what is not.
audit_states() { # DESK
  tb desk list "$1" 2>/dev/null | while IFS='	' read -r id state rest; do
    tr '\n' ' ' <"$1/cases/$id/review.yaml" | awk -v id="$id" -v listed="$state" '{
      match($0, /state: [a-z]*/); state = substr($0, RSTART + 7, RLENGTH - 7); at = "packed"
      while (match($0, /from: *[a-z]+[, ]+to: *[a-z]+/)) {
        split(substr($0, RSTART, RLENGTH), w, /[:, ]+/)
        if (w[2] != at) print id ": a move from " w[2] " where it was " at
        if (!((w[2] " " w[4]) ~ /^(packed received|received (recommended|returned|declined|withdrawn))$/)) print id ": no such move: " w[2] " " w[4]
        at = w[4]; $0 = substr($0, RSTART + RLENGTH)
      }
      if (at != state || state != listed) print id ": " state ", listed as " listed ", moved to " at
    }'
  done
}
# What lies on a desk that is no part of it.
audit_leftovers() { find "$1" -name '.*' ! -name .index ! -path "$1" | sed 's/^/left behind: /'; }
