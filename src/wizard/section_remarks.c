#include "wizard/section_remarks.h"

#include "wizard/clauses.h"
#include "wizard/pages_reviewing.h"
#include "wizard/remarks.h"

void page_section_select(struct wizard *w, struct page *page, size_t from, size_t to)
{
    struct section_page *p = (struct section_page *)page;
    if (page->class->kind != PAGE_SECTION || !p->editing || from >= to)
        return;
    editor_place(&p->editor, to);
    p->editor.anchor = from;
    section_scroll(w, p);
}

/* ---- a remark ---- */

/* Where the remark will stand: the words selected, else the whole of what is in focus. */
static void anchor(struct wizard *w, struct section_page *p, struct note *n)
{
    const struct control *c = section_control(p);
    struct place at = c && c->place.field != NO_FIELD ? c->place : p->scope.root;
    size_t from = 0, to = 0;
    if (p->editing)
        editor_selection(&p->editor, &from, &to);
    note_anchor(n, w->draft, at, from, to);
}

/* One that stands on the same words already, and did not go out yet: it is changed instead. */
static const struct note *same_place(const struct wizard *w, const struct note *n)
{
    for (size_t i = 0; i < remarks_count(w); i++) {
        const struct note *old = remarks_at(w, i);
        if (!old->sent && sv_eq(str_sv(&old->field), str_sv(&n->field)) &&
            sv_eq(str_sv(&old->row), str_sv(&n->row)) &&
            sv_eq(str_sv(&old->quote), str_sv(&n->quote)) && old->nth == n->nth)
            return old;
    }
    return NULL;
}

static unsigned make_remark(struct wizard *w, struct section_page *p)
{
    struct note n = {.number = 0};
    anchor(w, p, &n);
    const struct note *old = same_place(w, &n);
    struct act act = {.kind = old ? ACT_REWORD : ACT_REMARK,
                      .number = old ? old->number : 0,
                      .field = str_sv(&n.field),
                      .row = str_sv(&n.row),
                      .quote = str_sv(&n.quote),
                      .nth = n.nth,
                      .clause = str_sv(&n.clause)};
    bool opened = page_write_open(w, &act);
    if (opened && old)
        wizard_say(w, TONE_PLAIN, _("这里已有第 %u 条意见，还没有发出，就在它上面改。"),
                   old->number);
    note_release(&n);
    return opened ? REACTION_REDRAW : REACTION_REDRAW | REACTION_BELL;
}

/* ---- the review list ---- */

static unsigned open_item(struct wizard *w)
{
    uint32_t item = clause_item(w, wizard_place(w));
    if (item == w->form->review_count) {
        wizard_say(w, TONE_PLAIN, "%s", _("审核要点里没有单说这一栏的，全部要点在这一件的页上。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    if (!wizard_back_to(w, PAGE_MARKS))
        wizard_push(w, page_marks_new_at(w, item));
    page_marks_focus(wizard_page(w), item);
    return REACTION_REDRAW;
}

/* ---- materials ---- */

static unsigned toggle_seen(struct wizard *w, struct place material)
{
    struct str path = {0};
    const struct field *field = &w->form->fields[material.field];
    bool seen = material_seen(w, material) != NULL;
    material_add_path(&path, w->draft, material);
    bool sent = office_act(w, &(struct act){.kind = ACT_SEEN, .item = str_sv(&path)});
    str_release(&path);
    if (!sent)
        return REACTION_REDRAW | REACTION_BELL;
    wizard_say(w, TONE_GOOD, seen ? _("“%.*s”改回未核。") : _("“%.*s”已核（再按空格取消）。"),
               SV_ARG(field->label));
    return REACTION_REDRAW;
}

/* A blank ticks what an officer has seen: the material in focus, or the one the page is about. */
static unsigned typed(struct wizard *w, struct section_page *p, struct sv text)
{
    const struct control *c = section_control(p);
    struct place at = material_of(w, c && c->place.field != NO_FIELD ? c->place : p->scope.root);
    if (page_is_blank(text) && at.field != NO_FIELD)
        return toggle_seen(w, at);
    wizard_may_change(w); /* says why not */
    return REACTION_REDRAW | REACTION_BELL;
}

/* An officer reads part after part: the page makes room for the next one, from which Esc leads back
 * to the case all the same. */
static unsigned next_part(struct wizard *w, const struct section_page *p)
{
    uint32_t next = p->scope.section + 1;
    while (next < w->form->section_count && !draft_section_relevant(w->draft, next))
        next++;
    if (next >= w->form->section_count) {
        wizard_say(w, TONE_PLAIN, "%s", _("这是最后一部分。Esc 返回。"));
        return REACTION_REDRAW | REACTION_BELL;
    }
    while (wizard_page(w)->class->kind == PAGE_SECTION)
        wizard_pop(w);
    wizard_open_place(w, next, (struct place){NO_FIELD, 0}, 0);
    return REACTION_REDRAW;
}

unsigned section_review(struct wizard *w, struct section_page *p, enum action action,
                        struct sv text)
{
    if (!reviewing(w))
        return PAGE_PASSES;
    switch (action) {
    case ACTION_TEXT_FILE:
        return make_remark(w, p);
    case ACTION_DONE:
        return open_item(w);
    case ACTION_NEXT_CASE:
        return next_part(w, p);
    case ACTION_TYPE:
        return typed(w, p, text);
    default:
        return PAGE_PASSES;
    }
}
