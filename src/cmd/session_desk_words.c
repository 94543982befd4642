#include "cmd/session_desk_words.h"

#include <unistd.h>

#include "base/i18n.h"
#include "store/file.h"
#include "store/path.h"
#include "wizard/page.h"

enum { MOST_WAITING = 9 };

void words_found_release(struct words_found *f)
{
    arena_release(&f->arena);
    for (size_t i = 0; i < f->paths.len; i++)
        str_release(&f->paths.ptr[i]);
    vec_release(&f->paths);
    *f = (struct words_found){0};
}

/* ---- a record ---- */

static const char head[] = "tianbiao-desk-words 1\n";

/* Acts that somebody writes words for; names, because numbers move. */
static const struct {
    enum act_kind kind;
    const char *name;
} kinds[] = {
    {ACT_MARK, "mark"},         {ACT_REMARK, "remark"},         {ACT_REWORD, "reword"},
    {ACT_ACCEPT, "accept"},     {ACT_ASK_AGAIN, "again"},       {ACT_DECIDE, "decide"},
    {ACT_WITHDRAW, "withdraw"}, {ACT_ALLOW, "allow"},           {ACT_COPY, "copy"},
    {ACT_BRIEF, "brief"},       {ACT_EXPERIENCE, "experience"}, {ACT_SCORE, "score"},
    {ACT_RESULT, "result"},     {ACT_LEDGER, "ledger"},         {ACT_ARCHIVE, "archive"},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const char *act_name(enum act_kind kind)
{
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].kind == kind)
            return kinds[i].name;
    return "";
}

/* The texts of an act, in the order they are kept. */
enum { TEXTS = 10 };

static void texts_of(struct act *a, struct sv *texts[TEXTS])
{
    struct sv *const all[TEXTS] = {&a->item, &a->field, &a->row,    &a->quote, &a->clause,
                                   &a->text, &a->round, &a->reader, &a->date,  &a->amount};
    memcpy(texts, all, sizeof all);
}

static void add_piece(struct str *out, struct sv piece)
{
    str_add_f(out, "%zu\n", piece.len);
    str_add(out, piece);
    str_add_byte(out, '\n');
}

void words_compose(const struct words_found *words, struct sv by, struct str *out)
{
    struct act act = words->act;
    struct sv *texts[TEXTS];
    texts_of(&act, texts);
    str_add(out, sv_from(head));
    add_piece(out, by);
    add_piece(out, words->for_act ? sv_from(act_name(act.kind)) : SV("asked"));
    if (!words->for_act) {
        add_piece(out, words->asked);
        add_piece(out, words->text);
        return;
    }
    str_add_f(out, "%d %u %u %d\n", (int)act.ruling, act.number, act.nth, (int)act.state);
    for (size_t i = 0; i < TEXTS; i++)
        add_piece(out, *texts[i]);
}

static bool take_line(struct sv *rest, struct sv *line)
{
    size_t end = sv_find_byte(*rest, '\n', 0);
    if (end == SV_NONE)
        return false;
    *line = sv_sub(*rest, 0, end);
    *rest = sv_from_offset(*rest, end + 1);
    return true;
}

static bool take_piece(struct sv *rest, struct sv *piece)
{
    struct sv line;
    int64_t len;
    if (!take_line(rest, &line) || !sv_number(line, 0, JOURNAL_MAX_RECORD, &len) ||
        (size_t)len >= rest->len || rest->ptr[len] != '\n')
        return false;
    *piece = sv_sub(*rest, 0, (size_t)len);
    *rest = sv_from_offset(*rest, (size_t)len + 1);
    return true;
}

static bool take_numbers(struct sv *rest, struct act *act)
{
    static const int64_t most[4] = {RULINGS - 1, UINT32_MAX, UINT32_MAX, CASE_STATES - 1};
    int64_t numbers[4];
    struct sv line, piece;
    if (!take_line(rest, &line))
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!sv_next(&line, ' ', &piece) || !sv_number(piece, 0, most[i], &numbers[i]))
            return false;
    act->ruling = (enum ruling)numbers[0];
    act->number = (uint32_t)numbers[1];
    act->nth = (uint32_t)numbers[2];
    act->state = (enum case_state)numbers[3];
    return line.len == 0;
}

static bool take_act(struct sv *rest, struct sv name, struct words_found *out)
{
    struct sv *texts[TEXTS];
    size_t k = 0;
    while (k < KINDS && !sv_eq(name, sv_from(kinds[k].name)))
        k++;
    if (k == KINDS || !take_numbers(rest, &out->act))
        return false;
    out->act.kind = kinds[k].kind;
    texts_of(&out->act, texts);
    for (size_t i = 0; i < TEXTS; i++)
        if (!take_piece(rest, texts[i]))
            return false;
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = arena_copy(&out->arena, *texts[i]);
    out->for_act = true;
    return rest->len == 0;
}

bool words_parse(struct sv record, struct sv by, struct words_found *out)
{
    struct sv rest = record, name, who;
    if (!sv_starts(rest, sv_from(head)))
        return false;
    rest = sv_from_offset(rest, sizeof head - 1);
    if (!take_piece(&rest, &who) || !sv_eq(who, by) || !take_piece(&rest, &name))
        return false;
    if (!sv_eq(name, SV("asked")))
        return take_act(&rest, name, out);
    if (!take_piece(&rest, &out->asked) || !take_piece(&rest, &out->text) || rest.len)
        return false;
    out->asked = arena_copy(&out->arena, out->asked);
    out->text = arena_copy(&out->arena, out->text);
    return true;
}

/* ---- what is typed now ---- */

/* The topmost page that holds words; a line of a dialogue; what was found and is in the clipboard
 * alone. */
static bool look(const struct wizard *w, struct words_found *out)
{
    for (size_t i = w->pages.len; i-- > 0 && !out->for_act;) {
        const struct page *p = w->pages.ptr[i];
        if (p->class->kind == PAGE_PROMPT)
            break;
        out->for_act = p->class->typing && p->class->typing(p, &out->act);
    }
    if (out->for_act)
        return true;
    return wizard_typing(w, &out->asked, &out->text) && out->text.len;
}

/* ---- the journal ---- */

void words_open(struct words_kept *d, struct sv record, struct sv by)
{
    struct str who = {0}, name = {0};
    *d = (struct words_kept){0};
    str_set(&d->by, by);
    str_add_f(&who, "%lu/%.*s", (unsigned long)geteuid(), SV_ARG(by));
    str_add_f(&name, ".%.*s.%016llx.journal", SV_ARG(path_name(record)),
              (unsigned long long)sv_hash(str_sv(&who)));
    path_join(&d->path, path_folder(record), str_sv(&name));
    str_release(&who);
    str_release(&name);
}

bool words_left(struct sv record, struct sv by)
{
    struct words_kept d;
    words_open(&d, record, by);
    bool left = file_exists(d.path.ptr);
    words_close(&d);
    return left;
}

static void add_path(struct str *out, const struct words_kept *d, int number)
{
    str_set(out, str_sv(&d->path));
    if (number > 1)
        str_add_f(out, ".%d", number);
}

/* The last record that can be read is what stood there last. */
static bool read_journal(const struct words_kept *d, const char *path, struct words_found *out,
                         int64_t *time)
{
    struct journal_text text = {0};
    bool found = false;
    if (journal_read(path, &text, NULL) && text.records.len) {
        const struct journal_record *last = &text.records.ptr[text.records.len - 1];
        *time = last->time;
        found = words_parse(last->bytes, str_sv(&d->by), out);
    }
    journal_text_release(&text);
    return found;
}

bool words_find(const struct words_kept *d, struct words_found *out)
{
    struct str path = {0};
    int64_t newest = INT64_MIN;
    bool any = false;
    for (int number = 1; number <= MOST_WAITING && d->path.len; number++) {
        struct words_found one = {0};
        int64_t time = 0;
        add_path(&path, d, number);
        if (!file_exists(path.ptr))
            continue;
        str_set(vec_add(&out->paths), str_sv(&path));
        if (!read_journal(d, path.ptr, &one, &time) || time < newest) {
            words_found_release(&one);
            continue;
        }
        arena_release(&out->arena);
        out->for_act = one.for_act;
        out->act = one.act;
        out->asked = one.asked;
        out->text = one.text;
        out->arena = one.arena;
        newest = time;
        any = out->for_act ? out->act.text.len > 0 : out->text.len > 0;
    }
    str_release(&path);
    return any;
}

void words_forget(struct words_found *f)
{
    for (size_t i = 0; i < f->paths.len; i++)
        file_remove(f->paths.ptr[i].ptr);
}

/* Names are taken while what an earlier run left waits to be brought back. */
static bool begin(struct words_kept *d, struct err *e)
{
    struct str path = {0};
    bool ok = false;
    for (int number = 1; number <= MOST_WAITING && !ok; number++) {
        err_clear(e);
        add_path(&path, d, number);
        ok = journal_create(path.ptr, &d->journal, e);
    }
    str_release(&path);
    return ok;
}

static bool append(struct words_kept *d, int64_t now, struct sv record, struct err *e)
{
    struct journal *old = d->journal;
    if (old && journal_good(old) && journal_append(old, now, record, NULL))
        return true;
    /* It is full, or gone, or broken: another one has it all in its first record. */
    if (!begin(d, e)) {
        d->journal = old;
        return false;
    }
    if (!journal_append(d->journal, now, record, e)) {
        journal_remove(d->journal);
        d->journal = old;
        return false;
    }
    journal_remove(old);
    return true;
}

static void end(struct words_kept *d)
{
    journal_remove(d->journal);
    d->journal = NULL;
    d->typing = false;
}

bool words_keep(struct words_kept *d, const struct wizard *w, int64_t now, struct err *e)
{
    struct words_found words = {0};
    struct str record = {0};
    bool ok = true;
    if (!d->path.len)
        return true;
    if (!look(w, &words)) {
        if (d->typing)
            end(d);
        return true;
    }
    words_compose(&words, str_sv(&d->by), &record);
    uint64_t hash = sv_hash(str_sv(&record));
    if (!d->typing || hash != d->hash)
        ok = append(d, now, str_sv(&record), e);
    if (ok) {
        d->typing = true;
        d->hash = hash;
    }
    str_release(&record);
    return ok;
}

bool words_unsynced(const struct words_kept *d)
{
    return d->journal && journal_unsynced(d->journal);
}

bool words_sync(struct words_kept *d, struct err *e)
{
    return !words_unsynced(d) || journal_sync(d->journal, e);
}

void words_close(struct words_kept *d)
{
    if (d->typing)
        journal_close(d->journal);
    else
        journal_remove(d->journal);
    str_release(&d->path);
    str_release(&d->by);
    *d = (struct words_kept){0};
}
