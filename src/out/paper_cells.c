#include "out/paper_table.h"

#include "draft/computed.h"
#include "draft/naming.h"

/* One function for each word a column can say (PAPER_WORDS). */

typedef void say_word(const struct paper_work *w, const struct subject *s, struct cell_text *out);

static struct place child_place(const struct paper_work *w, const struct subject *s, struct sv id)
{
    const struct field *child = s->field ? field_child(w->composer->form, s->field, id) : NULL;
    return (struct place){child ? child->index : NO_FIELD, s->row};
}

static struct sv child_text(const struct paper_work *w, const struct subject *s, struct sv id)
{
    struct place place = child_place(w, s, id);
    return place.field == NO_FIELD ? SV("") : draft_text(w->composer->draft, place);
}

void paper_add_answer(const struct paper_work *w, struct place place, struct str *out)
{
    const struct draft *d = w->composer->draft;
    size_t start = out->len;
    if (!draft_relevant(d, place))
        return;
    if (draft_filled(d, place) || d->form->fields[place.field].kind == FIELD_COMPUTED)
        draft_add_shown(out, d, place);
    if (out->len == start && compose_wanted(w->composer, place))
        str_add(out, SV(MARK_BLANK));
}

/* ---- what every source knows ---- */

static void say_serial(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add_f(&out->text, "%u", s->serial);
}

static void say_number(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add(&out->text, s->field->number);
}

static void say_label(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    if (s->label.len)
        str_add(&out->text, s->label);
    else
        str_add(&out->text, s->option ? s->option->label : s->field->label);
}

static struct sv clause_of(const struct subject *s)
{
    if (s->clause.len)
        return s->clause;
    return s->option && s->option->clause.len ? s->option->clause : s->field->clause;
}

static void say_clause(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add(&out->text, clause_of(s));
}

struct sv paper_words(const struct paper_work *w, const struct subject *s)
{
    const struct clause *clause = form_clause(w->composer->form, clause_of(s));
    if (s->option)
        return s->option->text.len ? s->option->text : s->option->label;
    return clause ? clause->text : s->field->label;
}

static void say_words(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    str_add(&out->text, paper_words(w, s));
}

static void say_box(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add(&out->text, s->ticked ? SV(BOX_TICKED) : SV(BOX_EMPTY));
}

/* ---- conditions ---- */

static void say_answer(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    struct sv state = child_text(w, s, SV("state"));
    bool yes = sv_eq(state, SV("yes")), no = sv_eq(state, SV("no"));
    out->place = child_place(w, s, SV("state"));
    str_add(&out->text, yes ? SV(BOX_TICKED "是 ") : SV(BOX_EMPTY "是 "));
    str_add(&out->text, no ? SV(BOX_TICKED "否") : SV(BOX_EMPTY "否"));
}

static void add_labelled(const struct paper_work *w, struct place place, struct str *out)
{
    const struct field *field = &w->composer->form->fields[place.field];
    struct str answer = {0};
    paper_add_answer(w, place, &answer);
    if (answer.len) {
        if (out->len)
            str_add(out, SV("\n"));
        str_add_f(out, "%.*s：%s", SV_ARG(field->brief.len ? field->brief : field->label),
                  answer.ptr);
    }
    str_release(&answer);
}

/* The items of a list that are answered yes, in one line. */
static void add_ticked(const struct paper_work *w, const struct field *list, struct str *out)
{
    const struct form *form = w->composer->form;
    struct str names = {0};
    for (const struct field *item = field_first_child(form, list); item;
         item = field_next_child(form, list, item)) {
        struct subject s = {.field = item};
        if (!sv_eq(child_text(w, &s, SV("state")), SV("yes")) ||
            !draft_relevant(w->composer->draft, (struct place){item->index, 0}))
            continue;
        str_add(&names, names.len ? SV("、") : SV(""));
        str_add(&names, item->label);
    }
    if (names.len)
        str_add_f(out, "%s%.*s：%s", out->len ? "\n" : "", SV_ARG(list->label), names.ptr);
    str_release(&names);
}

/* What supports a condition: its own details, and the answers the form names. */
static void say_data(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    const struct form *form = w->composer->form;
    for (const struct field *child = field_first_child(form, s->field); child;
         child = field_next_child(form, s->field, child))
        if (!sv_eq(child->id, SV("state")) && !sv_eq(child->id, SV("note")))
            add_labelled(w, (struct place){child->index, 0}, &out->text);
    for (uint32_t i = 0; i < s->field->data.len; i++) {
        const struct field *data = &form->fields[s->field->data.ptr[i]];
        if (data->kind == FIELD_CHECKLIST)
            add_ticked(w, data, &out->text);
        else
            add_labelled(w, (struct place){data->index, 0}, &out->text);
    }
}

static void say_proofs(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    const struct form *form = w->composer->form;
    for (uint32_t i = 0; i < s->field->proofs.len; i++) {
        const struct field *material = &form->fields[s->field->proofs.ptr[i]];
        struct subject proof = {.field = material};
        struct place state = child_place(w, &proof, SV("state"));
        if (out->text.len)
            str_add(&out->text, SV("\n"));
        str_add(&out->text, material->label);
        if (draft_filled(w->composer->draft, state)) {
            str_add(&out->text, SV("（"));
            draft_add_shown(&out->text, w->composer->draft, state);
            str_add(&out->text, SV("）"));
        }
    }
}

/* ---- materials and stamps ---- */

static void say_owner(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add(&out->text, s->owner);
}

static void say_form(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add(&out->text, s->field->paper.copy ? SV("复印件") : SV("原件"));
}

static void say_copies(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    (void)w;
    str_add_f(&out->text, "%u", s->copies);
}

static void say_stamp(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    if (!s->field->paper.needs_stamp) {
        str_add(&out->text, SV("不用盖"));
        return;
    }
    out->place = child_place(w, s, SV("stamped"));
    str_add(&out->text, sv_eq(child_text(w, s, SV("stamped")), SV("yes")) ? SV(BOX_TICKED "已盖")
                                                                          : SV(BOX_EMPTY "待盖"));
}

/* "第3页", "第3—5页" of a part of the document; nothing while unknown. */
static void add_pages(const struct paper_work *w, struct sv part, struct str *out)
{
    const struct doc *doc = w->composer->doc;
    for (size_t i = 0; w->pages && i < w->pages->len; i++) {
        const struct sheet_part *p = &w->pages->ptr[i];
        if (!sv_eq(doc->parts.ptr[p->index].id, part))
            continue;
        if (p->pages > 1)
            str_add_f(out, "第%zu—%zu页", p->first, p->first + p->pages - 1);
        else
            str_add_f(out, "第%zu页", p->first);
    }
}

static void say_pages(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    if (s->part.len == 0)
        return;
    out->part = s->part;
    add_pages(w, s->part, &out->text);
}

/* ---- elements ---- */

/* Runs over the ties of an element: the words it points at, or where they stand. */
static void add_ties(const struct paper_work *w, const struct subject *s, bool where,
                     struct cell_text *out)
{
    const struct draft *d = w->composer->draft;
    const struct rows *rows = draft_rows(d, s->field->index);
    const struct field *id = field_below(d->form, s->field, SV("id"));
    const struct field *at = field_below(d->form, s->field, SV("tie.field"));
    const struct field *quote = field_below(d->form, s->field, SV("tie.quote"));
    for (size_t i = 0; i < rows->len; i++) {
        uint32_t row = rows->ptr[i].key;
        struct sv words = draft_text(d, (struct place){quote->index, row});
        if (!sv_eq(draft_text(d, (struct place){id->index, row}), s->option->id) || !words.len)
            continue;
        const struct field *text =
            form_field(d->form, draft_text(d, (struct place){at->index, row}));
        if (out->text.len)
            str_add(&out->text, SV("\n"));
        else if (text)
            out->place = (struct place){text->index, 0};
        if (!where)
            str_add_f(&out->text, "“%.*s”", SV_ARG(words));
        else if (text)
            naming_add_place(&out->text, d, (struct place){text->index, 0});
    }
}

static void say_quote(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    add_ties(w, s, false, out);
    if (out->text.len == 0)
        str_add(&out->text, SV("（未指认）"));
}

static void say_where(const struct paper_work *w, const struct subject *s, struct cell_text *out)
{
    if (s->option)
        add_ties(w, s, true, out);
    else
        str_add(&out->text, s->where);
}

/* ---- answers ---- */

static void add_bare(const struct paper_work *w, struct place place, struct str *out)
{
    size_t start = out->len;
    str_add(out, start ? SV("\n") : SV(""));
    size_t open = out->len;
    paper_add_answer(w, place, out);
    if (out->len == open)
        str_truncate(out, start);
}

/* One answer stands bare, of several each on a line of its own, with its label unless the form
 * wants none. The cell leads back to the first that says something. */
static void say_from(const struct paper_work *w, const struct paper_column *column,
                     const struct subject *s, struct cell_text *out)
{
    bool bare = column->bare || column->from.len == 1;
    bool placed = false;
    for (uint32_t i = 0; i < column->from.len; i++) {
        const struct field *field = field_below(w->composer->form, s->field, column->from.ptr[i]);
        if (!field)
            continue;
        struct place place = {field->index, s->row};
        bool empty = out->text.len == 0;
        (bare ? add_bare : add_labelled)(w, place, &out->text);
        if (!placed || (empty && out->text.len))
            out->place = place;
        placed = true;
    }
}

void paper_say(const struct paper_work *w, const struct paper_column *column,
               const struct subject *s, struct cell_text *out)
{
    static say_word *const words[PAPER_WORD_COUNT] = {
        [PAPER_WORD_SERIAL] = say_serial, [PAPER_WORD_NUMBER] = say_number,
        [PAPER_WORD_LABEL] = say_label,   [PAPER_WORD_CLAUSE] = say_clause,
        [PAPER_WORD_WORDS] = say_words,   [PAPER_WORD_BOX] = say_box,
        [PAPER_WORD_ANSWER] = say_answer, [PAPER_WORD_DATA] = say_data,
        [PAPER_WORD_PROOFS] = say_proofs, [PAPER_WORD_OWNER] = say_owner,
        [PAPER_WORD_FORM] = say_form,     [PAPER_WORD_COPIES] = say_copies,
        [PAPER_WORD_STAMP] = say_stamp,   [PAPER_WORD_QUOTE] = say_quote,
        [PAPER_WORD_WHERE] = say_where,   [PAPER_WORD_PAGES] = say_pages,
    };
    out->place = s->place;
    if (column->what == PAPER_WORD_COUNT)
        say_from(w, column, s, out);
    else
        words[column->what](w, s, out);
}
