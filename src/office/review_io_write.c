#include "office/note_io.h"
#include "office/review_io.h"

/* What composing carries along: the tree that is wanted, and where its texts live. */
struct writer {
    struct arena arena;
    struct yaml_want *root;
};

static void text(struct writer *w, struct yaml_want *map, struct sv key, const struct str *value)
{
    record_want(map, &w->arena, key, str_sv(value));
}

static void prose(struct writer *w, struct yaml_want *map, struct sv key, const struct str *value)
{
    record_want_prose(map, &w->arena, key, str_sv(value));
}

static void number(struct writer *w, struct yaml_want *map, struct sv key, int64_t value)
{
    record_want_number(map, &w->arena, key, value);
}

static void stamp(struct writer *w, struct yaml_want *map, const struct stamp *s)
{
    stamp_want(map, &w->arena, s);
}

/* A list that is not written while it is empty. */
static struct yaml_want *list(struct writer *w, struct sv key, size_t count)
{
    return yaml_want_add(w->root, key, yaml_want_new(&w->arena, count ? WANT_LIST : WANT_ABSENT));
}

static struct yaml_want *entry(struct writer *w, struct yaml_want *in)
{
    return yaml_want_add(in, SV(""), yaml_want_new(&w->arena, WANT_MAP));
}

/* An entry that is known by its id, wherever it comes to stand. */
static struct yaml_want *known(struct writer *w, struct yaml_want *in, const struct str *id)
{
    struct yaml_want *map = entry(w, in);
    map->id = str_sv(id);
    text(w, map, SV("id"), id);
    return map;
}

/* ---- the lists ---- */

static void add_intakes(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("deliveries"), r->intakes.len);
    for (size_t k = 0; k < r->intakes.len; k++) {
        const struct intake *i = &r->intakes.ptr[k];
        struct yaml_want *map = entry(w, in);
        number(w, map, SV("number"), i->number);
        text(w, map, SV("digest"), &i->digest);
        text(w, map, SV("draft"), &i->draft);
        text(w, map, SV("file"), &i->file);
        number(w, map, SV("revision"), i->revision);
        text(w, map, SV("code"), &i->code);
        record_want(map, &w->arena, SV("bare"), i->bare ? SV("yes") : SV(""));
        map->last->bare = true;
        number(w, map, SV("errors"), i->errors);
        number(w, map, SV("warnings"), i->warnings);
        stamp(w, map, &i->stamp);
    }
}

static void add_marks(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("marks"), r->marks.len);
    for (size_t i = 0; i < r->marks.len; i++) {
        const struct mark *m = &r->marks.ptr[i];
        struct yaml_want *map = known(w, in, &m->item);
        map->flow = m->note.len == 0; /* most of them say no more than that: a line each */
        record_want(map, &w->arena, SV("ruling"), ruling_name(m->ruling));
        prose(w, map, SV("note"), &m->note);
        stamp(w, map, &m->stamp);
    }
}

static void add_allowances(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("allowed"), r->allowances.len);
    for (size_t i = 0; i < r->allowances.len; i++) {
        const struct allowance *a = &r->allowances.ptr[i];
        struct yaml_want *map = known(w, in, &a->key);
        prose(w, map, SV("reason"), &a->reason);
        stamp(w, map, &a->stamp);
    }
}

static void add_sightings(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("seen"), r->sightings.len);
    for (size_t i = 0; i < r->sightings.len; i++) {
        struct yaml_want *map = known(w, in, &r->sightings.ptr[i].what);
        map->flow = true;
        stamp(w, map, &r->sightings.ptr[i].stamp);
    }
}

static void add_copies(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("copies"), r->copies.len);
    for (size_t i = 0; i < r->copies.len; i++) {
        const struct paper_copy *c = &r->copies.ptr[i];
        struct yaml_want *map = entry(w, in);
        map->flow = true;
        number(w, map, SV("id"), c->number);
        map->id = map->last->text;
        text(w, map, SV("code"), &c->code);
        stamp(w, map, &c->stamp);
    }
}

static void add_scores(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("scores"), r->scores.len);
    for (size_t i = 0; i < r->scores.len; i++) {
        const struct score *s = &r->scores.ptr[i];
        struct yaml_want *map = entry(w, in);
        text(w, map, SV("reader"), &s->reader);
        text(w, map, SV("round"), &s->round);
        struct yaml_want *values = yaml_want_new(&w->arena, s->values.len ? WANT_MAP : WANT_ABSENT);
        yaml_want_add(map, SV("values"), values)->whole = true;
        for (size_t v = 0; v < s->values.len; v++)
            record_want(values, &w->arena, str_sv(&s->values.ptr[v].column),
                        str_sv(&s->values.ptr[v].value));
        prose(w, map, SV("opinion"), &s->opinion);
        stamp(w, map, &s->stamp);
    }
}

static void add_ledger(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("ledger"), r->ledger.len);
    for (size_t i = 0; i < r->ledger.len; i++) {
        const struct ledger_entry *l = &r->ledger.ptr[i];
        struct yaml_want *map = entry(w, in);
        text(w, map, SV("stage"), &l->stage);
        text(w, map, SV("date"), &l->date);
        text(w, map, SV("amount"), &l->amount);
        prose(w, map, SV("note"), &l->note);
        stamp(w, map, &l->stamp);
    }
}

static void add_moves(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("moves"), r->moves.len);
    for (size_t i = 0; i < r->moves.len; i++) {
        const struct move *m = &r->moves.ptr[i];
        struct yaml_want *map = entry(w, in);
        map->flow = m->why.len == 0;
        record_want(map, &w->arena, SV("from"), state_name(m->from));
        record_want(map, &w->arena, SV("to"), state_name(m->to));
        text(w, map, SV("round"), &m->round);
        prose(w, map, SV("why"), &m->why);
        stamp(w, map, &m->stamp);
    }
}

static void add_deeds(struct writer *w, const struct review *r)
{
    struct yaml_want *in = list(w, SV("deeds"), r->deeds.len);
    for (size_t i = 0; i < r->deeds.len; i++) {
        struct yaml_want *map = entry(w, in);
        map->flow = true;
        text(w, map, SV("what"), &r->deeds.ptr[i].what);
        stamp(w, map, &r->deeds.ptr[i].stamp);
    }
}

/* ---- the whole ---- */

static void add_head(struct writer *w, const struct case_head *h)
{
    number(w, w->root, SV("tianbiao_review"), 1);
    text(w, w->root, SV("id"), &h->id);
    text(w, w->root, SV("form"), &h->form);
    number(w, w->root, SV("form_version"), h->form_version);
    text(w, w->root, SV("name"), &h->name);
    text(w, w->root, SV("code"), &h->code);
    text(w, w->root, SV("title"), &h->title);
    text(w, w->root, SV("group"), &h->group);
    text(w, w->root, SV("county"), &h->county);
}

static void add_record(struct writer *w, const struct review *r)
{
    add_head(w, &r->head);
    record_want(w->root, &w->arena, SV("state"), state_name(r->state));
    text(w, w->root, SV("round"), &r->round);
    add_intakes(w, r);
    add_marks(w, r);
    number(w, w->root, SV("next_note"), r->next_note);
    notes_want(w->root, &w->arena, SV("notes"), &r->notes);
    add_allowances(w, r);
    add_sightings(w, r);
    add_copies(w, r);
    prose(w, w->root, SV("brief"), &r->brief);
    text(w, w->root, SV("brief_of"), &r->brief_of);
    prose(w, w->root, SV("experience"), &r->experience);
    add_scores(w, r);
    add_ledger(w, r);
    add_moves(w, r);
    add_deeds(w, r);
}

bool review_compose(const struct review *r, struct sv source, struct str *out, struct err *e)
{
    struct yaml_doc doc;
    struct writer w = {0};
    if (!yaml_read(source, "", &doc, e))
        return false;
    str_clear(out);
    w.root = yaml_want_new(&w.arena, WANT_MAP);
    add_record(&w, r);
    bool ok = yaml_merge(source, &doc, w.root, out, e);
    yaml_release(&doc);
    arena_release(&w.arena);
    return ok;
}
