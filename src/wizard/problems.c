/* From one problem to the next, and to the page a place is on. */
#include "wizard/pages.h"

void wizard_open_place(struct wizard *w, uint32_t section, struct place p, size_t caret)
{
    struct page *top = wizard_page(w);
    if (top->class->kind == PAGE_SECTION && page_section_focus(w, top, p, caret))
        return;
    if (section == NO_FIELD)
        section = p.field != NO_FIELD ? w->draft->form->fields[p.field].section : 0;
    wizard_push(w, page_section_new(w, (struct scope){section, {NO_FIELD, 0}}));
    page_section_focus(w, wizard_page(w), p, caret);
    wizard_settle(w);
}

void wizard_open_finding(struct wizard *w, const struct finding *f)
{
    struct str message = {0};
    str_set(&message, str_sv(&f->message));
    enum tone tone = f->severity == SEVERITY_ERROR ? TONE_BAD : TONE_WARN;
    wizard_open_place(w, f->section, f->place, f->from);
    wizard_say(w, tone, "%s", message.ptr);
    str_release(&message);
}

void wizard_show_change(struct wizard *w, struct place where, size_t caret)
{
    struct page *top = wizard_page(w);
    if (where.field != NO_FIELD)
        wizard_open_place(w, w->draft->form->fields[where.field].section, where, caret);
    else if (top->class->resume)
        top->class->resume(w, top);
}

/* The order of a form is that of its fields; a row's place is that of its table, then of the row.
 */
static bool comes_after(const struct draft *d, const struct finding *f, struct place after)
{
    if (after.field == NO_FIELD)
        return true;
    if (f->place.field == NO_FIELD)
        return false;
    if (after.row == 0 || f->place.row == 0 || after.row == f->place.row)
        return f->place.field > after.field;
    uint32_t table = d->form->fields[after.field].table, x = 0, y = 0;
    if (table == NO_FIELD)
        table = after.field;
    draft_row(d, table, after.row, &x);
    if (!draft_row(d, table, f->place.row, &y))
        return f->place.field > after.field;
    return y > x;
}

/* Where several findings stand at one place, the one shown last; SIZE_MAX if none is. */
static size_t last_shown(const struct wizard *w, struct place at)
{
    for (size_t i = 0; i < w->findings.len; i++) {
        const struct finding *f = &w->findings.ptr[i];
        if (place_eq(f->place, at) && sv_eq(str_sv(&f->key), str_sv(&w->problem)))
            return i;
    }
    return SIZE_MAX;
}

const struct finding *wizard_next_problem(struct wizard *w, struct place after)
{
    wizard_check(w);
    size_t last = last_shown(w, after);
    const struct finding *first = NULL;
    for (enum severity s = SEVERITY_ERROR; s <= SEVERITY_WARNING && !first; s++) {
        for (size_t i = 0; i < w->findings.len; i++) {
            const struct finding *f = &w->findings.ptr[i];
            if (f->severity != s || f->accepted)
                continue;
            bool same = last != SIZE_MAX && place_eq(f->place, after);
            if (same ? i > last : comes_after(w->draft, f, after))
                return f;
            if (!first)
                first = f;
        }
    }
    return first;
}
