#include "wizard/text_steps.h"

static void drop_behind(struct text_steps *s, size_t keep)
{
    while (s->changes.len > keep) {
        struct text_change *c = &s->changes.ptr[--s->changes.len];
        str_release(&c->removed);
        str_release(&c->inserted);
    }
}

void text_steps_release(struct text_steps *s)
{
    drop_behind(s, 0);
    vec_release(&s->changes);
    *s = (struct text_steps){0};
}

void text_steps_close(struct text_steps *s)
{
    s->open = s->typing = false;
}

void text_steps_type(struct text_steps *s, size_t at)
{
    if (s->typing && s->typed_end == at)
        return;
    text_steps_close(s);
    s->typing = true;
}

/* A letter behind the last one grows it: a page of typing is not a page of changes. */
static bool grows(struct text_steps *s, size_t at, struct sv removed, struct sv inserted)
{
    if (!s->open || !s->typing || removed.len || s->done == 0)
        return false;
    struct text_change *last = &s->changes.ptr[s->done - 1];
    if (last->at + last->inserted.len != at)
        return false;
    str_add(&last->inserted, inserted);
    return true;
}

void text_steps_note(struct text_steps *s, size_t at, struct sv removed, struct sv inserted)
{
    drop_behind(s, s->done);
    s->typed_end = at + inserted.len;
    if (grows(s, at, removed, inserted))
        return;
    struct text_change *c = vec_add(&s->changes);
    c->at = at;
    c->opens = !s->open;
    str_set(&c->removed, removed);
    str_set(&c->inserted, inserted);
    s->done = s->changes.len;
    s->open = true;
}

bool text_steps_turn(struct text_steps *s, bool redo, struct text_turn *out)
{
    text_steps_close(s);
    if (redo ? s->done == s->changes.len : s->done == 0)
        return false;
    const struct text_change *c = &s->changes.ptr[redo ? s->done++ : --s->done];
    *out = redo ? (struct text_turn){c->at, c->removed.len, str_sv(&c->inserted), true}
                : (struct text_turn){c->at, c->inserted.len, str_sv(&c->removed), c->opens};
    if (redo && s->done < s->changes.len)
        out->last = s->changes.ptr[s->done].opens;
    return true;
}
