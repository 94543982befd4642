#include "wizard/office_view.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "wizard/wizard.h"

/* Their texts lie in the arena as well, and are not to be released. */
static const struct score_value *copy_values(struct arena *arena, const struct score_value *from,
                                             size_t count)
{
    struct score_value *values = count ? arena_calloc(arena, count, sizeof *values) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct sv column = arena_copy(arena, str_sv(&from[i].column));
        struct sv value = arena_copy(arena, str_sv(&from[i].value));
        values[i].column = (struct str){(char *)(uintptr_t)column.ptr, column.len, 0};
        values[i].value = (struct str){(char *)(uintptr_t)value.ptr, value.len, 0};
    }
    return values;
}

struct errand *errand_new(const struct act *a)
{
    struct errand *e = xcalloc(1, sizeof *e);
    struct act *to = &e->act;
    *to = *a;
    struct sv *const texts[] = {&to->item, &to->field, &to->row,    &to->quote, &to->clause,
                                &to->text, &to->round, &to->reader, &to->date,  &to->amount};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = arena_copy(&e->arena, *texts[i]);
    to->values = copy_values(&e->arena, a->values, a->value_count);
    return e;
}

void errand_free(struct errand *e)
{
    if (!e)
        return;
    arena_release(&e->arena);
    free(e);
}

void office_case_release(struct office_case *c)
{
    review_release(&c->review);
    str_release(&c->holder);
    str_release(&c->barred);
    findings_release(&c->findings);
    changes_seen_release(&c->changes);
    str_release(&c->selected_before);
    str_release(&c->folder);
    hindrances_release(&c->hindrances);
    *c = (struct office_case){0};
}

void office_view_free(struct office_view *v)
{
    if (!v)
        return;
    desk_release(&v->desk);
    str_release(&v->folder);
    str_release(&v->by);
    queue_release(&v->queue);
    office_case_release(&v->now);
    free(v);
}

bool office_is_away(const struct wizard *w)
{
    return w->office && w->office->open && (w->office->now.holder.len || w->freed);
}

bool office_may(struct wizard *w, enum act_kind kind)
{
    const struct office_case *now = &w->office->now;
    struct err e = {0};
    if (now->holder.len) {
        wizard_say(w, TONE_WARN, _("%s正在审这一件，这里只能看。要在这里审，按 F10 接过来。"),
                   now->holder.ptr);
        return false;
    }
    if (now->barred.len) {
        wizard_say(w, TONE_WARN, "%s", now->barred.ptr);
        return false;
    }
    bool may = review_may(&now->review, kind, &w->office->desk, &e);
    if (!may)
        wizard_say(w, TONE_WARN, "%s", e.message.ptr);
    err_clear(&e);
    return may;
}

bool office_act(struct wizard *w, const struct act *a)
{
    if (!office_may(w, a->kind))
        return false;
    wizard_request(w, REQUEST_ACT)->errand = errand_new(a);
    return true;
}
