#include "out/compose_papers.h"

#include "draft/computed.h"
#include "out/code.h"
#include "out/paper_table.h"

#define PAPER_ALL SV("all")
#define PAPER_BOUND_ALL SV("bound")

static uint32_t paper_index(const struct form *form, struct sv id)
{
    for (uint32_t i = 0; i < form->print.paper_count; i++)
        if (sv_eq(form->print.papers[i].id, id))
            return i;
    return NO_FIELD;
}

bool paper_is_known(const struct form *form, struct sv paper)
{
    return sv_eq(paper, SV(PAPER_APPLICATION)) || sv_eq(paper, PAPER_ALL) ||
           sv_eq(paper, PAPER_BOUND_ALL) || paper_index(form, paper) != NO_FIELD;
}

/* ---- items ---- */

/* Each paragraph of the form's own words. */
static void add_text(struct composer *c, struct sv text)
{
    struct sv paragraph;
    for (size_t at = 0; paragraph_next(text, &at, &paragraph);)
        compose_block(c, BLOCK_PARAGRAPH, paragraph);
}

static struct block *add_boxed(struct composer *c, bool ticked, struct sv text, struct place place)
{
    struct block *b = compose_block(c, BLOCK_PARAGRAPH, text);
    b->label = ticked ? SV(BOX_TICKED) : SV(BOX_EMPTY);
    b->place = place;
    return b;
}

static void list_options(const struct paper_work *w, const struct field *field)
{
    struct place place = {field->index, 0};
    for (uint32_t i = 0; i < field->option_count; i++) {
        struct subject s = {.field = field, .option = &field->options[i]};
        if (draft_holds(w->composer->draft, s.option->when, 0))
            add_boxed(w->composer, draft_has(w->composer->draft, place, s.option->id),
                      paper_words(w, &s), place);
    }
}

/* The words of what is chosen, nothing while nothing is. */
static void add_chosen(const struct paper_work *w, const struct paper_item *item)
{
    for (uint32_t f = 0; f < item->fields.len; f++) {
        const struct field *field = &w->composer->form->fields[item->fields.ptr[f]];
        struct place place = {field->index, 0};
        for (uint32_t i = 0; i < field->option_count; i++) {
            struct subject s = {.field = field, .option = &field->options[i]};
            if (draft_has(w->composer->draft, place, s.option->id))
                compose_block(w->composer, BLOCK_PARAGRAPH, paper_words(w, &s))->place = place;
        }
    }
}

/* Each item with its note behind it. */
static void list_items(const struct paper_work *w, const struct field *list)
{
    const struct form *form = w->composer->form;
    for (const struct field *item = field_first_child(form, list); item;
         item = field_next_child(form, list, item)) {
        const struct field *state = field_child(form, item, SV("state"));
        const struct field *note = field_child(form, item, SV("note"));
        struct str text = {0};
        if (!draft_relevant(w->composer->draft, (struct place){item->index, 0}))
            continue;
        str_add(&text, item->label);
        if (note && draft_filled(w->composer->draft, (struct place){note->index, 0})) {
            str_add(&text, SV("："));
            draft_add_shown(&text, w->composer->draft, (struct place){note->index, 0});
        }
        struct place at = {state ? state->index : item->index, 0};
        add_boxed(w->composer, sv_eq(draft_text(w->composer->draft, at), SV("yes")), str_sv(&text),
                  at);
        str_release(&text);
    }
}

static void add_list(const struct paper_work *w, const struct paper_item *item)
{
    for (uint32_t i = 0; i < item->fields.len; i++) {
        const struct field *field = &w->composer->form->fields[item->fields.ptr[i]];
        if (!draft_relevant(w->composer->draft, (struct place){field->index, 0}))
            continue;
        if (field->kind == FIELD_CHECKLIST)
            list_items(w, field);
        else
            list_options(w, field);
    }
}

static void add_signs(struct composer *c, const struct words *signs)
{
    for (uint32_t i = 0; i < signs->len; i++)
        compose_block(c, BLOCK_SIGNATURE, signs->ptr[i])->keep = i + 1 < signs->len;
}

static void add_item(const struct paper_work *w, const struct form_paper *paper,
                     const struct paper_item *item)
{
    struct composer *c = w->composer;
    switch (item->kind) {
    case PAPER_TITLE:
        compose_block(c, BLOCK_PAPER, paper->title);
        break;
    case PAPER_TEXT:
    case PAPER_CLAUSE:
        add_text(c, item->text);
        break;
    case PAPER_SPACE:
        compose_block(c, BLOCK_SPACE, SV(""))->lines = item->lines;
        break;
    case PAPER_HEADING:
        compose_block(c, BLOCK_HEADING, item->text)->level = 1;
        break;
    case PAPER_FIELDS:
        paper_add_fields(w, &item->fields);
        break;
    case PAPER_CHOSEN:
        add_chosen(w, item);
        break;
    case PAPER_CHECKLIST:
        for (uint32_t i = 0; i < item->fields.len; i++)
            paper_add_checklist(w, &c->form->fields[item->fields.ptr[i]]);
        break;
    case PAPER_LIST:
        add_list(w, item);
        break;
    case PAPER_TABLE:
    case PAPER_STAMPS:
    case PAPER_BOUND:
    case PAPER_DOUBTS:
        paper_add_table(w, item);
        break;
    case PAPER_SEAL:
        compose_block(c, BLOCK_SEAL, item->text)->lines = item->lines;
        break;
    case PAPER_SIGNATURE:
        add_signs(c, &item->signs);
        break;
    case PAPER_ITEM_KINDS:
        break;
    }
}

/* ---- papers ---- */

/* The papers of the document, as print.bound has them. */
static struct field_list choose(struct composer *c, struct sv paper)
{
    const struct print *print = &c->form->print;
    uint32_t *order = arena_calloc(&c->doc->arena, print->paper_count + 1, sizeof *order);
    uint32_t n = 0;
    if (sv_eq(paper, PAPER_BOUND_ALL) && print->bound.len)
        return print->bound;
    if (paper_index(c->form, paper) != NO_FIELD) {
        order[n++] = paper_index(c->form, paper);
        return (struct field_list){order, n};
    }
    order[n++] = NO_FIELD;
    for (uint32_t i = 0; i < print->paper_count; i++)
        order[n++] = i;
    return (struct field_list){order, n};
}

/* All parts are named before the first is composed: a cell may speak of one still to come. */
static void name_parts(struct composer *c, const struct field_list *order)
{
    for (uint32_t i = 0; i < order->len; i++) {
        struct doc_part *part = vec_add(&c->doc->parts);
        const struct form_paper *paper =
            order->ptr[i] == NO_FIELD ? NULL : &c->form->print.papers[order->ptr[i]];
        part->id = paper ? compose_line(c, paper->id) : SV(PAPER_APPLICATION);
        part->title = compose_line(c, paper ? paper->title : c->form->title);
        part->head =
            paper ? compose_line(c, paper->head.len ? paper->head : paper->title) : c->doc->head;
        part->first = SIZE_MAX;
    }
}

static void add_paper(const struct paper_work *w, const struct form_paper *paper)
{
    for (uint32_t i = 0; i < paper->item_count; i++)
        add_item(w, paper, &paper->items[i]);
}

void compose_paper(const struct draft *d, const struct facts *facts, struct sv paper,
                   const struct sheet_parts *pages, struct doc *out)
{
    struct composer c;
    if (sv_eq(paper, SV(PAPER_APPLICATION))) {
        compose_application(d, facts, out);
        return;
    }
    compose_open(&c, d, facts, out);
    struct field_list order = choose(&c, paper);
    struct paper_work work = {&c, pages};
    name_parts(&c, &order);
    for (uint32_t i = 0; i < order.len; i++) {
        if (i)
            compose_block(&c, BLOCK_PAGE_BREAK, SV(""));
        out->parts.ptr[i].first = out->blocks.len;
        if (order.ptr[i] == NO_FIELD)
            compose_add_application(&c);
        else
            add_paper(&work, &d->form->print.papers[order.ptr[i]]);
    }
    compose_close(&c);
    code_set_mark(out, d, facts);
}

/* ---- page numbers ---- */

static bool same_pages(const struct sheet_parts *a, const struct sheet_parts *b)
{
    for (size_t i = 0; i < a->len && i < b->len; i++)
        if (a->ptr[i].index != b->ptr[i].index || a->ptr[i].first != b->ptr[i].first ||
            a->ptr[i].pages != b->ptr[i].pages)
            return false;
    return a->len == b->len;
}

/* Does the document hold more than the paper asked for: alone, a paper has no place among others.
 */
static bool is_bound(struct sv paper)
{
    return sv_eq(paper, PAPER_ALL) || sv_eq(paper, PAPER_BOUND_ALL);
}

void bind_sheets_with(const struct binding *b, struct doc *doc, struct sheets *sheets)
{
    enum { TRIES = 4 }; /* a number more seldom moves a line, and hardly ever twice */
    struct sheet_parts known = {0};
    for (int i = 0; i < TRIES; i++) {
        compose_paper(b->draft, b->facts, b->paper, known.len ? &known : NULL, doc);
        if (b->done) {
            vec_clear(b->done);
            doc_replace(doc, b->done);
            /* What was put for other characters is not what was made final: it bears no code. */
            if (b->done->len && !b->draft->demo)
                doc->mark = SV(MARK_DRAFT);
        }
        sheets_make(doc, b->profile, sheets);
        if (!is_bound(b->paper) || same_pages(&known, &sheets->parts) || i + 1 == TRIES)
            break;
        vec_clear(&known);
        for (size_t p = 0; p < sheets->parts.len; p++)
            vec_push(&known, sheets->parts.ptr[p]);
        sheets_release(sheets);
        doc_release(doc);
        *sheets = (struct sheets){0};
        *doc = (struct doc){0};
    }
    vec_release(&known);
}

void bind_sheets(const struct draft *d, const struct facts *facts, struct sv paper,
                 const struct sheet_profile *profile, struct doc *doc, struct sheets *sheets)
{
    struct binding b = {d, facts, paper, profile, NULL};
    bind_sheets_with(&b, doc, sheets);
}
