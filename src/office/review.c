#include "office/review.h"

static void stamp_release(struct stamp *s)
{
    str_release(&s->by);
    str_release(&s->time);
}

void case_head_release(struct case_head *h)
{
    struct str *const texts[] = {&h->id,    &h->form,  &h->name,  &h->code,
                                 &h->title, &h->group, &h->county};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
}

static void intake_release(struct intake *i)
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

static void turn_release(struct turn *t)
{
    str_release(&t->text);
    stamp_release(&t->stamp);
}

void note_release(struct note *n)
{
    struct str *const texts[] = {&n->field, &n->row, &n->quote, &n->hash, &n->clause, &n->label};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
    for (size_t i = 0; i < n->turns.len; i++)
        turn_release(&n->turns.ptr[i]);
    vec_release(&n->turns);
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

static void copy_release(struct paper_copy *c)
{
    str_release(&c->code);
    stamp_release(&c->stamp);
}

static void score_release(struct score *s)
{
    str_release(&s->reader);
    str_release(&s->round);
    for (size_t i = 0; i < s->values.len; i++) {
        str_release(&s->values.ptr[i].column);
        str_release(&s->values.ptr[i].value);
    }
    vec_release(&s->values);
    str_release(&s->opinion);
    stamp_release(&s->stamp);
}

static void ledger_release(struct ledger_entry *l)
{
    str_release(&l->stage);
    str_release(&l->date);
    str_release(&l->amount);
    str_release(&l->note);
    stamp_release(&l->stamp);
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
    RELEASE_ALL(r->copies, copy_release);
    RELEASE_ALL(r->scores, score_release);
    RELEASE_ALL(r->ledger, ledger_release);
    RELEASE_ALL(r->moves, move_release);
    RELEASE_ALL(r->deeds, deed_release);
    *r = (struct review){0};
}
