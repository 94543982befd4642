#include "draft/edit.h"

#include "base/xalloc.h"
#include "draft/apply.h"
#include "draft/finals.h"

/* ---- history ---- */

void history_init(struct history *h)
{
    *h = (struct history){0};
}

static void edit_release(struct edit *e)
{
    str_release(&e->removed);
    str_release(&e->inserted);
    str_release(&e->about);
    slots_free(e->cells, e->columns);
    if (e->final)
        final_release(e->final);
    free(e->final);
}

/* Forgets what could still be done again: a new change makes it unreachable. */
static void history_drop_undone(struct history *h)
{
    while (h->edits.len > h->done)
        edit_release(&h->edits.ptr[--h->edits.len]);
    if (h->saved != SIZE_MAX && h->saved > h->done)
        h->saved = SIZE_MAX;
}

void history_release(struct history *h)
{
    h->done = 0;
    history_drop_undone(h);
    vec_release(&h->edits);
}

bool history_changed(const struct history *h)
{
    return h->saved != h->done;
}

void history_mark_saved(struct history *h)
{
    h->saved = h->done;
    /* What is typed next must not melt into an edit that is on disk. */
    history_step(h);
}

void history_step(struct history *h)
{
    h->step++;
    h->typing = false;
}

void history_type(struct history *h, struct place p, size_t at)
{
    if (h->typing && place_eq(h->typed, p) && h->typed_end == at)
        return;
    history_step(h);
    h->typing = true;
    h->typed = p;
    h->typed_end = at;
}

static struct edit *history_add(struct history *h, enum edit_kind kind, struct place p)
{
    history_drop_undone(h);
    struct edit *e = vec_add(&h->edits);
    e->kind = kind;
    e->step = h->step;
    e->place = p;
    h->done = h->edits.len;
    return e;
}

/* ---- what callers do ---- */

static enum said said_by(enum edit_kind kind)
{
    return kind == EDIT_PENDING  ? SAID_PENDING
           : kind == EDIT_ACCEPT ? SAID_ACCEPTED
                                 : SAID_BASED_ON;
}

static void set_remark(struct draft *d, struct history *h, enum edit_kind kind, struct sv about,
                       struct sv text)
{
    const struct remarks *list = remarks_of(d, said_by(kind));
    const struct remark *known = remark_find(list, about);
    if (sv_eq(known ? str_sv(&known->text) : SV(""), text))
        return;
    if (h) {
        struct edit *e = history_add(h, kind, (struct place){NO_FIELD, 0});
        e->at = known ? (size_t)(known - list->ptr) : list->len;
        str_set(&e->about, about);
        str_set(&e->inserted, text);
        if (known)
            str_set(&e->removed, str_sv(&known->text));
    }
    apply_remark(d, said_by(kind), about, text, list->len);
}

void draft_set_pending(struct draft *d, struct history *h, struct sv path, struct sv note)
{
    set_remark(d, h, EDIT_PENDING, path, note);
}

void draft_accept(struct draft *d, struct history *h, struct sv code, struct sv reason)
{
    set_remark(d, h, EDIT_ACCEPT, code, reason);
}

void draft_set_based_on(struct draft *d, struct history *h, struct sv path, struct sv hash)
{
    set_remark(d, h, EDIT_BASED_ON, path, hash);
}

void draft_set_done(struct draft *d, struct history *h, uint32_t section, bool done)
{
    if (d->done[section] == done)
        return;
    if (h) {
        struct edit *e = history_add(h, EDIT_DONE, (struct place){section, 0});
        str_set(done ? &e->inserted : &e->removed, SV("x"));
    }
    apply_done(d, section, done);
}

void draft_add_final(struct draft *d, struct history *h, size_t index, const struct final *f)
{
    uint32_t revision = f->revision > d->revision ? f->revision : d->revision;
    if (h) {
        struct edit *e = history_add(h, EDIT_FINAL, (struct place){NO_FIELD, 0});
        e->at = index;
        e->to = d->revision;
        e->final = xcalloc(1, sizeof *e->final);
        final_copy(e->final, f);
    }
    apply_final(d, index, f, revision);
}

void draft_add_hash(struct str *out, struct sv text)
{
    str_add_f(out, "%016llx", (unsigned long long)sv_hash(text));
}

/* A changed section is no longer what its writer called done, and a text made from another one was
   made from what that one says now. */
static void note_change(struct draft *d, struct history *h, uint32_t field)
{
    if (!h)
        return;
    draft_set_done(d, h, d->form->fields[field].section, false);
    if (d->source[field] == NO_FIELD)
        return;
    struct str hash = {0};
    draft_add_hash(&hash, draft_text(d, (struct place){d->source[field], 0}));
    draft_set_based_on(d, h, d->form->fields[field].path, str_sv(&hash));
    str_release(&hash);
}

/* Typing letter by letter becomes one edit that grows, so that a long run costs little. */
static bool join_typing(struct history *h, struct place p, size_t at, struct sv removed,
                        struct sv insert)
{
    if (!h->typing || h->done != h->edits.len || h->done == 0 || h->saved == h->done)
        return false;
    struct edit *last = &h->edits.ptr[h->done - 1];
    if (last->kind != EDIT_TEXT || last->step != h->step || !place_eq(last->place, p))
        return false;
    if (removed.len == 0 && at == last->at + last->inserted.len) {
        str_add(&last->inserted, insert);
        return true;
    }
    if (insert.len == 0 && last->inserted.len == 0 && at + removed.len == last->at) {
        str_splice(&last->removed, 0, 0, removed);
        last->at = at;
        return true;
    }
    return false;
}

void draft_splice(struct draft *d, struct history *h, struct place p, size_t at, size_t del,
                  struct sv insert)
{
    if (del == 0 && insert.len == 0)
        return;
    if (h) {
        struct sv removed = sv_sub(draft_text(d, p), at, at + del);
        if (!join_typing(h, p, at, removed, insert)) {
            struct edit *e = history_add(h, EDIT_TEXT, p);
            e->at = at;
            str_set(&e->removed, removed);
            str_set(&e->inserted, insert);
        }
        h->typed_end = at + insert.len;
    }
    apply_text(d, p, at, del, insert);
    note_change(d, h, p.field);
}

void draft_set(struct draft *d, struct history *h, struct place p, struct sv text)
{
    struct sv old = draft_text(d, p);
    if (!sv_eq(old, text))
        draft_splice(d, h, p, 0, old.len, text);
}

/* Takes note of an id like "e13", if it is one with this letter. */
static void note_row_id(struct sv id, char letter, uint32_t *largest)
{
    int64_t number;
    if (id.len && id.ptr[0] == letter &&
        sv_number(sv_from_offset(id, 1), 1, UINT32_MAX - 1, &number) && number > *largest)
        *largest = (uint32_t)number;
}

uint32_t draft_last_row_id(const struct draft *d, uint32_t table)
{
    char letter = d->form->fields[table].path.ptr[0];
    const struct rows *rows = &d->tables[table];
    uint32_t largest = 0;
    for (size_t i = 0; i < rows->len; i++)
        note_row_id(str_sv(&rows->ptr[i].id), letter, &largest);
    /* A reason given for a row that is gone must not pass to a new one. */
    for (size_t i = 0; i < d->accepted.len; i++) {
        struct sv about = str_sv(&d->accepted.ptr[i].about);
        size_t open = sv_find_byte(about, '[', 0);
        if (open != SV_NONE)
            note_row_id(sv_sub(about, open + 1, about.len - 1), letter, &largest);
    }
    return largest;
}

void draft_add_row_id(struct str *out, const struct draft *d, uint32_t table, uint32_t number)
{
    str_add_f(out, "%c%u", d->form->fields[table].path.ptr[0], number);
}

uint32_t draft_row_add(struct draft *d, struct history *h, uint32_t table, size_t index,
                       struct sv id)
{
    struct place p = {table, d->next_key++};
    struct str made = {0};
    str_set(&made, id);
    if (id.len == 0)
        draft_add_row_id(&made, d, table, draft_last_row_id(d, table) + 1);
    if (h) {
        struct edit *e = history_add(h, EDIT_ROW_ADD, p);
        e->at = index;
        e->columns = field_columns(d->form, &d->form->fields[table]);
        str_set(&e->about, str_sv(&made));
    }
    uint32_t columns = field_columns(d->form, &d->form->fields[table]);
    apply_row_add(d, p, index, str_sv(&made), xcalloc(columns, sizeof(struct slot)));
    str_release(&made);
    note_change(d, h, table);
    return p.row;
}

void draft_row_remove(struct draft *d, struct history *h, uint32_t table, uint32_t key)
{
    uint32_t index;
    const struct row *row = draft_row(d, table, key, &index);
    BUG_ON(!row);
    struct place p = {table, key};
    uint32_t columns = field_columns(d->form, &d->form->fields[table]);
    if (!h) {
        slots_free(apply_row_remove(d, p), columns);
        return;
    }
    struct edit *e = history_add(h, EDIT_ROW_REMOVE, p);
    e->at = index;
    e->columns = columns;
    str_set(&e->about, str_sv(&row->id));
    e->cells = apply_row_remove(d, p);
    note_change(d, h, table);
}

void draft_row_move(struct draft *d, struct history *h, uint32_t table, uint32_t key, size_t to)
{
    uint32_t from;
    BUG_ON(!draft_row(d, table, key, &from) || to >= d->tables[table].len);
    if (from == to)
        return;
    if (h) {
        struct edit *e = history_add(h, EDIT_ROW_MOVE, (struct place){table, key});
        e->at = from;
        e->to = to;
    }
    apply_row_move(d, table, from, to);
    note_change(d, h, table);
}

/* ---- undo and redo ---- */

static void replay_final(struct draft *d, const struct edit *e, bool forwards)
{
    uint32_t before = (uint32_t)e->to;
    uint32_t after = e->final->revision > before ? e->final->revision : before;
    apply_final(d, e->at, forwards ? e->final : NULL, forwards ? after : before);
}

/* One edit forwards or backwards: the inverse of every kind is the same kind the other way round. A
   row that leaves the draft leaves its cells with the edit, and takes them along when it comes
   back. */
static void replay(struct draft *d, struct edit *e, bool forwards)
{
    struct sv gone = str_sv(forwards ? &e->removed : &e->inserted);
    struct sv come = str_sv(forwards ? &e->inserted : &e->removed);
    switch (e->kind) {
    case EDIT_TEXT:
        apply_text(d, e->place, e->at, gone.len, come);
        break;
    case EDIT_ROW_ADD:
    case EDIT_ROW_REMOVE:
        if ((e->kind == EDIT_ROW_ADD) == forwards) {
            apply_row_add(d, e->place, e->at, str_sv(&e->about), e->cells);
            e->cells = NULL;
        } else {
            e->cells = apply_row_remove(d, e->place);
        }
        break;
    case EDIT_ROW_MOVE:
        apply_row_move(d, e->place.field, forwards ? e->at : e->to, forwards ? e->to : e->at);
        break;
    case EDIT_DONE:
        apply_done(d, e->place.field, come.len > 0);
        break;
    case EDIT_FINAL:
        replay_final(d, e, forwards);
        break;
    default:
        apply_remark(d, said_by(e->kind), str_sv(&e->about), come, e->at);
    }
}

/* Where the writer should look: at the text or row that changed, not at what followed from it. */
static void tell_place(const struct edit *e, bool forwards, struct place *where, size_t *caret)
{
    if (e->kind > EDIT_ROW_MOVE)
        return;
    if (where)
        *where = e->place;
    if (caret)
        *caret = e->kind == EDIT_TEXT ? e->at + (forwards ? e->inserted.len : e->removed.len) : 0;
}

static void tell_nothing(struct place *where, size_t *caret)
{
    if (where)
        *where = (struct place){NO_FIELD, 0};
    if (caret)
        *caret = 0;
}

bool history_undoes_final(const struct history *h)
{
    for (size_t i = h->done; i-- > 0 && h->edits.ptr[i].step == h->edits.ptr[h->done - 1].step;)
        if (h->edits.ptr[i].kind == EDIT_FINAL)
            return true;
    return false;
}

bool draft_undo(struct draft *d, struct history *h, struct place *where, size_t *caret)
{
    tell_nothing(where, caret);
    if (h->done == 0)
        return false;
    uint32_t step = h->edits.ptr[h->done - 1].step;
    while (h->done > 0 && h->edits.ptr[h->done - 1].step == step) {
        struct edit *e = &h->edits.ptr[--h->done];
        replay(d, e, false);
        tell_place(e, false, where, caret);
    }
    history_step(h);
    return true;
}

bool draft_redo(struct draft *d, struct history *h, struct place *where, size_t *caret)
{
    tell_nothing(where, caret);
    if (h->done == h->edits.len)
        return false;
    uint32_t step = h->edits.ptr[h->done].step;
    while (h->done < h->edits.len && h->edits.ptr[h->done].step == step) {
        struct edit *e = &h->edits.ptr[h->done++];
        replay(d, e, true);
        tell_place(e, true, where, caret);
    }
    history_step(h);
    return true;
}
