#include "office/changes.h"

#include "base/i18n.h"
#include "draft/difference.h"
#include "draft/naming.h"
#include "draft/path.h"
#include "draft/said.h"
#include "office/case_head.h"

void changes_seen_release(struct changes_seen *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].label);
        str_release(&list->ptr[i].was);
        str_release(&list->ptr[i].now);
    }
    vec_release(list);
}

void delivered_files_release(struct delivered_files *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].name);
        str_release(&list->ptr[i].digest);
    }
    vec_release(list);
}

size_t changes_unasked(const struct changes_seen *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->len; i++)
        count += !list->ptr[i].asked;
    return count;
}

/* ---- who asked ---- */

/* Times of one kind compare as texts. What was said in the minute of the return counts as said
 * before it: nothing can be said while a case is with its applicant. */
bool note_asks(const struct note *n, const struct review *r)
{
    const struct move *back = review_last_move(r, CASE_RETURNED);
    enum remark_state then = REMARK_ACCEPTED;
    if (!n->sent || !back)
        return false;
    for (size_t i = 0; i < n->turns.len; i++) {
        const struct turn *t = &n->turns.ptr[i];
        if (sv_cmp(str_sv(&t->stamp.time), str_sv(&back->stamp.time)) <= 0)
            then = t->to;
    }
    return then != REMARK_ACCEPTED;
}

/* A place where something was asked for: a field with all below it, in one row or in all. */
struct asking {
    uint32_t field;
    struct sv row; /* its hidden id; empty: any, or outside tables */
};

struct comparing {
    const struct two_deliveries *two;
    const struct form *form;
    VEC(struct asking) asked;
    struct changes_seen *out;
};

static void find_asked(struct comparing *k)
{
    const struct review *r = k->two->review;
    const struct form_desk *desk = &k->form->desk;
    for (size_t i = 0; r && i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        const struct field *field = form_field(k->form, str_sv(&n->field));
        if (field && note_asks(n, r))
            vec_push(&k->asked, (struct asking){field->index, str_sv(&n->row)});
    }
    for (uint32_t i = 0; i < desk->renewal_count; i++) {
        const struct renewal *renewal = &desk->renewals[i];
        for (uint32_t m = 0; m < renewal->materials.len && sv_eq(renewal->round, k->two->renewed);
             m++)
            vec_push(&k->asked, (struct asking){renewal->materials.ptr[m], SV("")});
    }
}

static bool is_within(const struct form *form, uint32_t field, uint32_t top)
{
    return field >= top && field < form->fields[top].end;
}

static bool touches(const struct changes_seen *list, const struct form *form, uint32_t field)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->ptr[i].place.field != NO_FIELD &&
            is_within(form, list->ptr[i].place.field, field))
            return true;
    return false;
}

bool renewals_add_missed(struct str *out, const struct changes_seen *list, const struct form *form,
                         struct sv round)
{
    size_t before = out->len;
    for (uint32_t i = 0; i < form->desk.renewal_count; i++) {
        const struct renewal *renewal = &form->desk.renewals[i];
        for (uint32_t m = 0; m < renewal->materials.len && sv_eq(renewal->round, round); m++)
            if (!touches(list, form, renewal->materials.ptr[m]))
                str_add_f(out, "%s%.*s", out->len > before ? _("、") : "",
                          SV_ARG(form->fields[renewal->materials.ptr[m]].label));
    }
    return out->len > before;
}

/* A change of a whole row touches what was asked of any of its cells; one of a cell, what was asked
 * of it or of what it is part of. */
static bool was_asked(const struct comparing *k, uint32_t field, struct sv row, bool whole_row)
{
    for (size_t i = 0; i < k->asked.len; i++) {
        const struct asking *a = &k->asked.ptr[i];
        bool here = is_within(k->form, field, a->field) ||
                    (whole_row && a->row.len && is_within(k->form, a->field, field));
        if (here && (a->row.len == 0 || sv_eq(a->row, row)))
            return true;
    }
    return false;
}

/* ---- changes of answers ---- */

static struct sv row_id(const struct draft *d, uint32_t field, uint32_t key)
{
    const struct field *f = field == NO_FIELD ? NULL : &d->form->fields[field];
    if (!f || key == 0)
        return SV("");
    const struct row *row = draft_row(d, f->table == NO_FIELD ? field : f->table, key, NULL);
    return row ? str_sv(&row->id) : SV("");
}

/* Where what was said about a field or a warning stands; in the draft that says it. */
static struct place place_of_said(const struct draft *d, const struct difference *x)
{
    struct place p = {NO_FIELD, 0};
    if (x->kind == DIFFERENCE_ACCEPTED)
        return said_accepted_place(d, str_sv(&x->about));
    return path_find(d, str_sv(&x->about), &p, NULL) ? p : (struct place){NO_FIELD, 0};
}

static struct change *add_change(struct comparing *k, uint32_t field, struct place place,
                                 bool asked)
{
    struct change *c = vec_add(k->out);
    c->place = place;
    c->section = field == NO_FIELD ? NO_FIELD : k->form->fields[field].section;
    c->asked = asked;
    c->private = field_is_private(k->form, field);
    return c;
}

static void add_difference(struct comparing *k, struct difference *x)
{
    const struct draft *was = k->two->was, *now = k->two->now;
    bool said = x->kind == DIFFERENCE_PENDING || x->kind == DIFFERENCE_ACCEPTED;
    bool whole_row = x->kind == DIFFERENCE_ROW;
    struct place here = {x->field, x->mine_row}, there = {x->field, x->other_row};
    if (said) {
        here = place_of_said(now, x);
        there = place_of_said(was, x);
    }
    uint32_t field = here.field != NO_FIELD ? here.field : there.field;
    struct sv row = row_id(now, here.field, here.row);
    if (row.len == 0)
        row = row_id(was, there.field, there.row);
    bool asked = field != NO_FIELD && was_asked(k, field, row, whole_row);
    bool gone = whole_row && x->mine_row == 0;
    struct change *c = add_change(k, field, gone ? (struct place){NO_FIELD, 0} : here, asked);
    if (c->section == NO_FIELD)
        c->section = x->section;
    str_move(&c->label, &x->label);
    str_move(&c->was, &x->other);
    str_move(&c->now, &x->mine);
}

/* ---- changes of files ---- */

static const struct delivered_file *find_file(const struct delivered_files *list, struct sv name)
{
    for (size_t i = 0; i < list->len; i++)
        if (sv_eq(str_sv(&list->ptr[i].name), name))
            return &list->ptr[i];
    return NULL;
}

static void compare_file(struct comparing *k, struct place p, struct sv name)
{
    const struct delivered_file *was = find_file(k->two->files_was, name);
    const struct delivered_file *now = find_file(k->two->files_now, name);
    if ((!was && !now) || (was && now && sv_eq(str_sv(&was->digest), str_sv(&now->digest))))
        return;
    bool asked = was_asked(k, p.field, row_id(k->two->now, p.field, p.row), false);
    struct change *c = add_change(k, p.field, p, asked);
    naming_add_place(&c->label, k->two->now, p);
    if (was)
        str_set(&c->was, name);
    if (!was)
        str_add_f(&c->now, _("%.*s（补来的文件）"), SV_ARG(name));
    else if (now)
        str_add_f(&c->now, _("%.*s（同名，内容换过）"), SV_ARG(name));
    else
        str_add_f(&c->now, _("%.*s（这次没有这个文件）"), SV_ARG(name));
}

/* Is this name there in the older draft too: a new one is a change of the answer already. */
static bool named_before(const struct comparing *k, struct place p, struct sv name)
{
    const struct field *field = &k->form->fields[p.field];
    struct place then = p;
    if (field->table != NO_FIELD) {
        struct sv id = row_id(k->two->now, p.field, p.row);
        const struct rows *rows = draft_rows(k->two->was, field->table);
        then.row = 0;
        for (size_t i = 0; i < rows->len && !then.row; i++)
            if (sv_eq(str_sv(&rows->ptr[i].id), id))
                then.row = rows->ptr[i].key;
        if (!then.row)
            return false;
    }
    return draft_has(k->two->was, then, name);
}

static void compare_names(struct comparing *k, struct place p)
{
    struct sv rest = draft_text(k->two->now, p), name;
    while (sv_next(&rest, '\n', &name))
        if (sv_trim(name).len && named_before(k, p, sv_trim(name)))
            compare_file(k, p, sv_trim(name));
}

/* A leaf that names files: of the kind, or the picture of a row of images. */
static bool names_files(const struct form *form, const struct field *field)
{
    bool in_images = field->parent != NO_FIELD && form->fields[field->parent].kind == FIELD_IMAGES;
    return field->kind == FIELD_FILES || (in_images && sv_eq(field->id, SV("file")));
}

static void compare_files(struct comparing *k)
{
    for (uint32_t f = 0; f < k->form->field_count; f++) {
        const struct field *field = &k->form->fields[f];
        if (!names_files(k->form, field))
            continue;
        if (field->table == NO_FIELD) {
            compare_names(k, (struct place){f, 0});
            continue;
        }
        const struct rows *rows = draft_rows(k->two->now, field->table);
        for (size_t i = 0; i < rows->len; i++)
            compare_names(k, (struct place){f, rows->ptr[i].key});
    }
}

/* ---- all ---- */

void changes_make(const struct two_deliveries *two, struct changes_seen *out)
{
    struct comparing k = {.two = two, .form = two->now->form, .out = out};
    struct differences found = {0};
    find_asked(&k);
    differences_make(NULL, two->now, two->was, &found);
    for (size_t i = 0; i < found.len; i++)
        if (found.ptr[i].kind != DIFFERENCE_DONE && found.ptr[i].kind != DIFFERENCE_FINAL)
            add_difference(&k, &found.ptr[i]);
    if (two->files_was && two->files_now)
        compare_files(&k);
    differences_release(&found);
    vec_release(&k.asked);
}
