#include "office/review.h"

#include "base/i18n.h"

/* ---- names ---- */

static const struct {
    const char *name;
    const char *label;
} rulings[RULINGS] = {
    [RULING_NONE] = {"none", N_("未审")},
    [RULING_PASS] = {"pass", N_("通过")},
    [RULING_DOUBT] = {"doubt", N_("存疑")},
    [RULING_FAIL] = {"fail", N_("不符")},
};

struct sv ruling_name(enum ruling r)
{
    return sv_from(rulings[r].name);
}

bool ruling_by_name(struct sv name, enum ruling *out)
{
    for (unsigned i = 0; i < RULINGS; i++) {
        if (!sv_eq(name, sv_from(rulings[i].name)))
            continue;
        *out = (enum ruling)i;
        return true;
    }
    return false;
}

const char *ruling_label(enum ruling r)
{
    return _(rulings[r].label);
}

/* ---- releasing ---- */

void case_head_release(struct case_head *h)
{
    struct str *const texts[] = {&h->id,    &h->form,  &h->name,  &h->code,
                                 &h->title, &h->group, &h->county};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
}

void intake_release(struct intake *i)
{
    str_release(&i->digest);
    str_release(&i->draft);
    str_release(&i->file);
    str_release(&i->code);
    stamp_release(&i->stamp);
}

static void mark_release(struct mark *m)
{
    str_release(&m->item);
    str_release(&m->note);
    stamp_release(&m->stamp);
}

static void allowance_release(struct allowance *a)
{
    str_release(&a->key);
    str_release(&a->reason);
    stamp_release(&a->stamp);
}

static void sighting_release(struct sighting *s)
{
    str_release(&s->what);
    stamp_release(&s->stamp);
}

static void paper_copy_release(struct paper_copy *c)
{
    str_release(&c->code);
    stamp_release(&c->stamp);
}

static void move_release(struct move *m)
{
    str_release(&m->round);
    str_release(&m->why);
    stamp_release(&m->stamp);
}

static void deed_release(struct deed *d)
{
    str_release(&d->what);
    stamp_release(&d->stamp);
}

#define RELEASE_ALL(list, release_one) \
    do { \
        for (size_t i = 0; i < (list).len; i++) \
            release_one(&(list).ptr[i]); \
        vec_release(&(list)); \
    } while (0)

void review_release(struct review *r)
{
    case_head_release(&r->head);
    str_release(&r->round);
    str_release(&r->brief);
    str_release(&r->brief_of);
    str_release(&r->experience);
    RELEASE_ALL(r->intakes, intake_release);
    RELEASE_ALL(r->marks, mark_release);
    RELEASE_ALL(r->notes, note_release);
    RELEASE_ALL(r->allowances, allowance_release);
    RELEASE_ALL(r->sightings, sighting_release);
    RELEASE_ALL(r->copies, paper_copy_release);
    RELEASE_ALL(r->scores, score_release);
    RELEASE_ALL(r->ledger, ledger_entry_release);
    RELEASE_ALL(r->moves, move_release);
    RELEASE_ALL(r->deeds, deed_release);
    *r = (struct review){0};
}

/* ---- copying ---- */

void case_head_copy(struct case_head *to, const struct case_head *from)
{
    struct str *const texts[] = {&to->id,    &to->form,  &to->name,  &to->code,
                                 &to->title, &to->group, &to->county};
    const struct str *const given[] = {&from->id,    &from->form,  &from->name,  &from->code,
                                       &from->title, &from->group, &from->county};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_set(texts[i], str_sv(given[i]));
    to->form_version = from->form_version;
}

void intake_copy(struct intake *to, const struct intake *from)
{
    str_set(&to->digest, str_sv(&from->digest));
    str_set(&to->draft, str_sv(&from->draft));
    str_set(&to->file, str_sv(&from->file));
    str_set(&to->code, str_sv(&from->code));
    to->number = from->number;
    to->revision = from->revision;
    to->bare = from->bare;
    to->errors = from->errors;
    to->warnings = from->warnings;
    stamp_copy(&to->stamp, &from->stamp);
}

static void mark_copy(struct mark *to, const struct mark *from)
{
    str_set(&to->item, str_sv(&from->item));
    to->ruling = from->ruling;
    str_set(&to->note, str_sv(&from->note));
    stamp_copy(&to->stamp, &from->stamp);
}

static void allowance_copy(struct allowance *to, const struct allowance *from)
{
    str_set(&to->key, str_sv(&from->key));
    str_set(&to->reason, str_sv(&from->reason));
    stamp_copy(&to->stamp, &from->stamp);
}

static void sighting_copy(struct sighting *to, const struct sighting *from)
{
    str_set(&to->what, str_sv(&from->what));
    stamp_copy(&to->stamp, &from->stamp);
}

static void paper_copy_copy(struct paper_copy *to, const struct paper_copy *from)
{
    to->number = from->number;
    str_set(&to->code, str_sv(&from->code));
    stamp_copy(&to->stamp, &from->stamp);
}

static void move_copy(struct move *to, const struct move *from)
{
    to->from = from->from;
    to->to = from->to;
    str_set(&to->round, str_sv(&from->round));
    str_set(&to->why, str_sv(&from->why));
    stamp_copy(&to->stamp, &from->stamp);
}

static void deed_copy(struct deed *to, const struct deed *from)
{
    str_set(&to->what, str_sv(&from->what));
    stamp_copy(&to->stamp, &from->stamp);
}

#define COPY_ALL(list, copy_one) \
    do { \
        for (size_t i = 0; i < from->list.len; i++) \
            copy_one(vec_add(&to->list), &from->list.ptr[i]); \
    } while (0)

void review_copy(struct review *to, const struct review *from)
{
    case_head_copy(&to->head, &from->head);
    to->state = from->state;
    to->next_note = from->next_note;
    str_set(&to->round, str_sv(&from->round));
    str_set(&to->brief, str_sv(&from->brief));
    str_set(&to->brief_of, str_sv(&from->brief_of));
    str_set(&to->experience, str_sv(&from->experience));
    COPY_ALL(intakes, intake_copy);
    COPY_ALL(marks, mark_copy);
    COPY_ALL(notes, note_copy);
    COPY_ALL(allowances, allowance_copy);
    COPY_ALL(sightings, sighting_copy);
    COPY_ALL(copies, paper_copy_copy);
    COPY_ALL(scores, score_copy);
    COPY_ALL(ledger, ledger_entry_copy);
    COPY_ALL(moves, move_copy);
    COPY_ALL(deeds, deed_copy);
}

/* ---- finding ---- */

void review_item_key(const struct form *form, uint32_t index, struct str *out)
{
    struct sv clause = form->review[index].id;
    uint32_t nth = 1;
    for (uint32_t i = 0; i < index; i++)
        nth += sv_eq(form->review[i].id, clause);
    str_set(out, clause);
    if (nth > 1)
        str_add_f(out, "/%u", nth);
}

const struct mark *review_find_mark(const struct review *r, struct sv item)
{
    for (size_t i = 0; i < r->marks.len; i++)
        if (sv_eq(str_sv(&r->marks.ptr[i].item), item))
            return &r->marks.ptr[i];
    return NULL;
}

const struct note *review_find_note(const struct review *r, uint32_t number)
{
    for (size_t i = 0; i < r->notes.len; i++)
        if (r->notes.ptr[i].number == number)
            return &r->notes.ptr[i];
    return NULL;
}

const struct allowance *review_find_allowance(const struct review *r, struct sv key)
{
    for (size_t i = 0; i < r->allowances.len; i++)
        if (sv_eq(str_sv(&r->allowances.ptr[i].key), key))
            return &r->allowances.ptr[i];
    return NULL;
}

const struct intake *review_last_intake(const struct review *r)
{
    return r->intakes.len ? &r->intakes.ptr[r->intakes.len - 1] : NULL;
}

const struct move *review_last_move(const struct review *r, enum case_state to)
{
    for (size_t i = r->moves.len; i-- > 0;)
        if (r->moves.ptr[i].to == to)
            return &r->moves.ptr[i];
    return NULL;
}

/* ---- counting ---- */

static void tally_marks(const struct review *r, const struct form *form, struct review_tally *t)
{
    struct str key = {0};
    for (uint32_t i = 0; i < form->review_count; i++) {
        review_item_key(form, i, &key);
        const struct mark *mark = review_find_mark(r, str_sv(&key));
        t->passed += mark && mark->ruling == RULING_PASS;
        t->doubted += mark && mark->ruling == RULING_DOUBT;
        t->failed += mark && mark->ruling == RULING_FAIL;
    }
    t->items = form->review_count;
    str_release(&key);
}

struct review_tally review_tally(const struct review *r, const struct form *form)
{
    struct review_tally t = {0};
    if (form)
        tally_marks(r, form, &t);
    for (size_t i = 0; i < r->notes.len; i++) {
        enum remark_state state = r->notes.ptr[i].state;
        t.open += state == REMARK_OPEN;
        t.answered += state == REMARK_CHANGED || state == REMARK_KEPT;
        t.accepted += state == REMARK_ACCEPTED;
    }
    return t;
}

static bool is_counted(const struct review *r, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (r->copies.ptr[i].number == r->copies.ptr[at].number)
            return true;
    return false;
}

uint32_t review_good_copies(const struct review *r)
{
    uint32_t good = 0;
    const struct intake *last = review_last_intake(r);
    for (size_t i = 0; last && last->code.len && i < r->copies.len; i++)
        good += sv_eq(str_sv(&r->copies.ptr[i].code), str_sv(&last->code)) && !is_counted(r, i);
    return good;
}
