#include "draft/history_states.h"

#include <errno.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

enum {
    STATE_MODE = 0600,
    NUMBER_DIGITS = 6, /* at least: names sort as numbers do */
    STAMP_LEN = 15,    /* YYYYMMDDTHHMMSS */
    MOST_TRIES = 4,    /* for a name that somebody took meanwhile */
    ROUTINE_MOST = HISTORY_MOST_STATES / 2,
};

#define MOST_NUMBER INT64_C(999999999999)

static const struct {
    const char *word;
    const char *label;
    bool routine; /* comes by itself with each session */
} whys[KEPT_WHYS] = {
    [KEPT_OPENED] = {"opened", N_("打开时的样子"), true},
    [KEPT_SAVED] = {"saved", N_("保存时的样子"), true},
    [KEPT_BEFORE] = {"before", N_("恢复或合并之前的样子"), false},
    [KEPT_UNSAVED] = {"unsaved", N_("输入了没有保存的内容"), false},
    [KEPT_FOREIGN] = {"foreign", N_("别人保存的内容"), false},
    [KEPT_FINAL] = {"final", N_("定稿"), false},
};

const char *kept_why_label(enum kept_why why)
{
    BUG_ON((unsigned)why >= KEPT_WHYS);
    return _(whys[why].label);
}

void kept_states_release(struct kept_states *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].time);
        str_release(&list->ptr[i].path);
    }
    vec_release(list);
}

/* ---- names ---- */

/* Sets `out` to the folder of a draft's states, beside the file its path leads to. */
static bool states_folder(const char *file, struct str *out, struct err *e)
{
    struct str place = {0}, name = {0};
    bool ok = file_resolve(file, &place, e);
    if (ok) {
        str_add_byte(&name, '.');
        path_add_name_within(&name, path_name(str_sv(&place)), sizeof "..history" - 1);
        str_add(&name, SV(".history"));
        path_join(out, path_folder(str_sv(&place)), str_sv(&name));
    }
    str_release(&place);
    str_release(&name);
    return ok;
}

static void add_name(struct str *out, int64_t number, struct sv stamp, enum kept_why why)
{
    str_add_f(out, "%0*lld-%.*s-%s.yaml", NUMBER_DIGITS, (long long)number, SV_ARG(stamp),
              whys[why].word);
}

/* Two digits of a stamp. */
static bool digits_at(struct sv stamp, size_t at, int64_t min, int64_t max)
{
    int64_t number;
    return sv_number(sv_sub(stamp, at, at + 2), min, max, &number);
}

static bool is_stamp(struct sv stamp)
{
    int64_t year;
    return stamp.len == STAMP_LEN && stamp.ptr[8] == 'T' &&
           sv_number(sv_sub(stamp, 0, 4), 0, 9999, &year) && digits_at(stamp, 4, 1, 12) &&
           digits_at(stamp, 6, 1, 31) && digits_at(stamp, 9, 0, 23) &&
           digits_at(stamp, 11, 0, 59) && digits_at(stamp, 13, 0, 60);
}

static bool find_why(struct sv word, enum kept_why *out)
{
    for (int i = 0; i < KEPT_WHYS; i++) {
        if (!sv_eq(word, sv_from(whys[i].word)))
            continue;
        *out = (enum kept_why)i;
        return true;
    }
    return false;
}

static void add_time(struct str *out, struct sv stamp)
{
    const char *s = stamp.ptr;
    str_add_f(out, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s", s, s + 4, s + 6, s + 9, s + 11, s + 13);
}

/* Reads a name. What is not, byte for byte, as we write it is none of ours. */
static bool read_name(struct sv name, struct kept_state *out)
{
    struct sv rest = name, number, stamp, why;
    bool ok = sv_ends(name, SV(".yaml")) && sv_next(&rest, '-', &number) &&
              sv_next(&rest, '-', &stamp) && is_stamp(stamp) &&
              sv_number(number, 1, MOST_NUMBER, &out->number);
    why = ok ? sv_sub(rest, 0, rest.len - SV(".yaml").len) : SV("");
    if (!ok || !find_why(why, &out->why))
        return false;
    struct str again = {0};
    add_name(&again, out->number, stamp, out->why);
    ok = sv_eq(str_sv(&again), name);
    if (ok)
        add_time(&out->time, stamp);
    str_release(&again);
    return ok;
}

/* ---- listing ---- */

static int newest_first(const void *a, const void *b)
{
    const struct kept_state *x = a, *y = b;
    if (x->number != y->number)
        return x->number > y->number ? -1 : 1;
    return sv_cmp(str_sv(&y->path), str_sv(&x->path));
}

static bool list_folder(const char *folder, struct kept_states *out, struct err *e)
{
    struct folder_entries entries = {0};
    struct err trouble = {0};
    bool ok = folder_list_own(folder, &entries, &trouble) || errno == ENOENT;
    bool not_ours = !ok && (errno == ENOTDIR || errno == ELOOP);
    for (size_t i = 0; i < entries.len; i++) {
        struct folder_entry *entry = &entries.ptr[i];
        struct kept_state state = {.size = entry->size};
        if (entry->is_folder || !read_name(path_name(str_sv(&entry->path)), &state))
            continue;
        str_move(&state.path, &entry->path);
        vec_push(out, state);
    }
    if (out->len)
        qsort(out->ptr, out->len, sizeof *out->ptr, newest_first);
    folder_entries_release(&entries);
    if (not_ours)
        err_set(e, ERR_IO, _("%s 不是文件夹（可能是链接），没有用它。请把它移走再试。"), folder);
    else if (!ok)
        err_set(e, trouble.class, "%s", trouble.message.ptr);
    err_clear(&trouble);
    return ok;
}

bool states_list(const char *file, struct kept_states *out, struct err *e)
{
    struct str folder = {0};
    bool ok = states_folder(file, &folder, e) && list_folder(folder.ptr, out, e);
    str_release(&folder);
    return ok;
}

/* ---- keeping ---- */

static bool is_newest(const struct kept_states *states, struct sv bytes)
{
    struct str newest = {0};
    bool same = states->len && (uint64_t)states->ptr[0].size == bytes.len &&
                file_read_itself(states->ptr[0].path.ptr, bytes.len, &newest, NULL, NULL) &&
                sv_eq(str_sv(&newest), bytes);
    str_release(&newest);
    return same;
}

/* Behind all there are, whatever the clock says. */
static bool write_state(const char *folder, int64_t last, struct sv bytes, struct sv stamp,
                        enum kept_why why, struct err *e)
{
    struct str name = {0}, path = {0};
    struct err trouble = {0};
    bool ok = false, again = true;
    for (int64_t number = last + 1; again && number <= last + MOST_TRIES; number++) {
        str_clear(&name);
        add_name(&name, number, stamp, why);
        path_join(&path, sv_from(folder), str_sv(&name));
        ok = file_write_new(path.ptr, bytes, STATE_MODE, &trouble);
        again = !ok && file_exists(path.ptr);
    }
    if (!ok)
        err_set(e, ERR_IO, "%s", trouble.message.ptr);
    err_clear(&trouble);
    str_release(&name);
    str_release(&path);
    return ok;
}

/* Which goes next, the newest being the first: the oldest of those that come by themselves while
 * they are many, so that they do not crowd out what was kept for a reason; a 定稿, which is what
 * lies printed in some office, after all others. */
static size_t find_victim(const struct kept_states *states)
{
    size_t routine = 0, oldest_routine = 0, oldest = 0;
    int64_t bytes = 0;
    for (size_t i = 1; i < states->len; i++) {
        enum kept_why why = states->ptr[i].why;
        if (why != KEPT_FINAL)
            oldest = i;
        if (!whys[why].routine)
            continue;
        routine++;
        bytes += states->ptr[i].size;
        oldest_routine = i;
    }
    if (routine >= ROUTINE_MOST || bytes >= HISTORY_MOST_BYTES / 2)
        return oldest_routine;
    return oldest ? oldest : states->len - 1;
}

static void prune(const char *folder)
{
    struct kept_states states = {0};
    int64_t bytes = 0;
    list_folder(folder, &states, NULL);
    for (size_t i = 0; i < states.len; i++)
        bytes += states.ptr[i].size;
    while (states.len > 1 && (states.len > HISTORY_MOST_STATES || bytes > HISTORY_MOST_BYTES)) {
        size_t victim = find_victim(&states);
        struct kept_state *state = &states.ptr[victim];
        file_remove(state->path.ptr);
        bytes -= state->size;
        str_release(&state->time);
        str_release(&state->path);
        vec_remove(&states, victim);
    }
    kept_states_release(&states);
}

/* How long a reason keeps a state. */
static int weight_of(enum kept_why why)
{
    return why == KEPT_FINAL ? 2 : !whys[why].routine;
}

/* A stick that was pulled out leaves its mount point: no folders are made there but our own. */
static bool keep_in(const char *folder, struct sv bytes, struct sv stamp, enum kept_why why,
                    struct err *e)
{
    struct kept_states states = {0};
    bool ok = folder_make_own(folder, e) && list_folder(folder, &states, e);
    int64_t last = states.len ? states.ptr[0].number : 0;
    bool known = ok && is_newest(&states, bytes);
    if (ok && (!known || weight_of(why) > weight_of(states.ptr[0].why))) {
        ok = last <= MOST_NUMBER - MOST_TRIES
                 ? write_state(folder, last, bytes, stamp, why, e)
                 : err_set(e, ERR_IO, _("%s：历史的编号用完了，请把这个文件夹移走再试。"), folder);
        if (ok && known)
            file_remove(states.ptr[0].path.ptr);
        if (ok)
            prune(folder);
    }
    kept_states_release(&states);
    return ok;
}

bool states_keep(const char *file, struct sv bytes, const char *stamp, enum kept_why why,
                 struct err *e)
{
    struct str folder = {0};
    BUG_ON((unsigned)why >= KEPT_WHYS || !is_stamp(sv_from(stamp)));
    bool ok = states_folder(file, &folder, e) && keep_in(folder.ptr, bytes, sv_from(stamp), why, e);
    str_release(&folder);
    return ok;
}
