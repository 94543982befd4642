#include "wizard/controls.h"

#include "base/i18n.h"
#include "draft/computed.h"

enum {
    BESIDE_FROM = 60, /* cells from which on a value stands beside its caption */
    CAPTION_COLS = 18,
    STEP = 2, /* cells of one indent */
};

/* ---- building ---- */

struct builder {
    struct control_list *list;
    const struct draft *draft;
};

static struct control *add(struct builder *b, enum control_kind kind, struct place p,
                           uint32_t indent)
{
    struct control *c = vec_add(&b->list->items);
    c->kind = kind;
    c->place = p;
    c->indent = indent;
    layout_init(&c->layout);
    return c;
}

static void add_caption(struct control *c, struct sv number, struct sv text)
{
    str_add(&c->caption, number);
    str_add(&c->caption, text);
}

static void add_field(struct builder *b, struct place p, uint32_t indent);

static void add_children(struct builder *b, struct place p, uint32_t indent)
{
    const struct form *form = b->draft->form;
    const struct field *field = &form->fields[p.field];
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        add_field(b, (struct place){child->index, p.row}, indent);
}

/* Chosen entries that are none of the options were written by hand. */
static void add_options(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *field = &b->draft->form->fields[p.field];
    for (uint32_t i = 0; i < field->option_count; i++) {
        if (!draft_holds(b->draft, field->options[i].when, p.row))
            continue;
        struct control *c = add(b, CONTROL_OPTION, p, indent);
        c->index = i;
        c->mark = 4;
        add_caption(c, SV(""), field->options[i].label);
    }
    if (field->other) {
        struct control *c = add(b, CONTROL_OTHER, p, indent);
        c->mark = 4;
        struct sv rest = draft_text(b->draft, p), piece;
        add_caption(c, SV(""), sv_from(_("其他：")));
        while (sv_next(&rest, '\n', &piece))
            if (piece.len && !field_option(field, piece))
                str_add(&c->caption, piece);
    }
    if (field->compare)
        add_caption(add(b, CONTROL_COMPARE, p, indent), SV(""),
                    sv_from(_("按 Enter 并排比较各项的要求")));
}

static void add_files(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *field = &b->draft->form->fields[p.field];
    struct sv rest = draft_text(b->draft, p), piece;
    uint32_t count = 0;
    while (sv_next(&rest, '\n', &piece)) {
        if (piece.len == 0)
            continue;
        struct control *c = add(b, CONTROL_FILE, p, indent);
        c->index = count++;
        add_caption(c, SV(""), piece);
    }
    if (field->max_rows == 0 || count < field->max_rows)
        add_caption(add(b, CONTROL_ADD_FILE, p, indent), SV(""), sv_from(_("＋ 添加文件")));
}

static void add_rows(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *table = &b->draft->form->fields[p.field];
    const struct rows *rows = draft_rows(b->draft, p.field);
    if (rows->len)
        add(b, CONTROL_HEADS, p, indent);
    for (uint32_t i = 0; i < rows->len; i++)
        add(b, CONTROL_ROW, (struct place){p.field, rows->ptr[i].key}, indent)->index = i;
    struct control *c = add(b, CONTROL_ADD_ROW, p, indent);
    struct str text = {0};
    str_add_f(&text, _("＋ 添加一行（%.*s）"), SV_ARG(table->label));
    add_caption(c, SV(""), str_sv(&text));
    str_release(&text);
}

/* Words as they are quoted, on one line. */
static void add_tie(struct builder *b, const struct field *elements, const struct row *row,
                    uint32_t indent)
{
    const struct form *form = b->draft->form;
    const struct field *tie = field_child(form, elements, SV("tie"));
    const struct field *quote = tie ? field_child(form, tie, SV("quote")) : NULL;
    const struct field *where = tie ? field_child(form, tie, SV("field")) : NULL;
    struct control *c = add(b, CONTROL_TIE, (struct place){elements->index, row->key}, indent);
    if (quote)
        str_add_f(&c->caption, "“%.*s”",
                  SV_ARG(draft_text(b->draft, (struct place){quote->index, row->key})));
    const struct field *text =
        where ? form_field(form, draft_text(b->draft, (struct place){where->index, row->key}))
              : NULL;
    if (text)
        str_add_f(&c->caption, "  %.*s", SV_ARG(text->label));
    str_replace_all(&c->caption, SV("\n"), SV(" "));
}

static void add_elements(struct builder *b, struct place p, uint32_t indent)
{
    const struct form *form = b->draft->form;
    const struct field *field = &form->fields[p.field];
    const struct field *id = field_child(form, field, SV("id"));
    const struct rows *rows = draft_rows(b->draft, p.field);
    struct sv chosen = field->chosen_by == NO_FIELD
                           ? SV("")
                           : draft_text(b->draft, (struct place){field->chosen_by, 0});
    uint32_t shown = 0;
    for (uint32_t i = 0; i < field->option_count; i++) {
        const struct option *option = &field->options[i];
        if (field->chosen_by != NO_FIELD && !sv_eq(option->of, chosen))
            continue;
        struct control *c = add(b, CONTROL_ELEMENT, p, indent);
        c->index = i;
        c->mark = 4;
        shown++;
        add_caption(c, SV(""), option->label);
        for (size_t r = 0; id && r < rows->len; r++)
            if (sv_eq(draft_text(b->draft, (struct place){id->index, rows->ptr[r].key}),
                      option->id))
                add_tie(b, field, &rows->ptr[r], indent + 2 * STEP);
    }
    if (shown == 0 && field->chosen_by != NO_FIELD) {
        struct control *c = add(b, CONTROL_NOTE, p, indent);
        str_add_f(&c->caption, _("先选好“%.*s”，这里就会列出它的要素。"),
                  SV_ARG(form->fields[field->chosen_by].label));
    }
}

static void add_item(struct builder *b, struct place p, uint32_t indent)
{
    const struct form *form = b->draft->form;
    const struct field *item = &form->fields[p.field];
    for (const struct field *child = field_first_child(form, item); child;
         child = field_next_child(form, item, child)) {
        struct place at = {child->index, p.row};
        if (!sv_eq(child->id, SV("state"))) {
            add_field(b, at, indent + 2 * STEP);
            continue;
        }
        struct control *c = add(b, CONTROL_TICK, at, indent);
        c->mark = 5;
        add_caption(c, item->number, item->label);
    }
}

static void add_leaf(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *field = &b->draft->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (field->kind == FIELD_YESNO) {
        struct control *c = add(b, CONTROL_TICK, p, indent);
        c->mark = 5;
        add_caption(c, field->number, field->label);
        return;
    }
    if (flags & KIND_TYPED) {
        struct control *c = add(b, flags & KIND_PROSE ? CONTROL_TEXT : CONTROL_LINE, p, indent);
        add_caption(c, field->number, field->label);
        if (field->limit)
            str_add_f(&c->caption, _("（%u 字以内）"), field->limit);
        return;
    }
    add_caption(add(b, CONTROL_NOTE, p, indent), field->number, field->label);
    if (flags & KIND_OPTIONS)
        add_options(b, p, indent + STEP);
    else
        add_files(b, p, indent + STEP);
}

static void add_compound(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *field = &b->draft->form->fields[p.field];
    const struct field *parent =
        field->parent == NO_FIELD ? NULL : &b->draft->form->fields[field->parent];
    if (field->kind == FIELD_ITEM) {
        add_item(b, p, indent);
        return;
    }
    if (field->kind == FIELD_MATERIAL && parent && parent->kind == FIELD_MATERIALS) {
        struct control *c = add(b, CONTROL_PART, p, indent);
        c->mark = 10;
        add_caption(c, field->number, field->label);
        return;
    }
    add_caption(add(b, CONTROL_NOTE, p, indent), field->number, field->label);
    if (field->kind == FIELD_ELEMENTS)
        add_elements(b, p, indent + STEP);
    else if (kind_flags(field->kind) & KIND_ROWS)
        add_rows(b, p, indent + STEP);
    else
        add_children(b, p, indent + STEP);
}

static void add_field(struct builder *b, struct place p, uint32_t indent)
{
    const struct field *field = &b->draft->form->fields[p.field];
    unsigned flags = kind_flags(field->kind);
    if (!draft_relevant(b->draft, p))
        return;
    if (flags & KIND_INFO)
        add_caption(add(b, CONTROL_COMPUTED, p, indent), field->number, field->label);
    else if (flags & KIND_LEAF)
        add_leaf(b, p, indent);
    else
        add_compound(b, p, indent);
}

static void clear(struct control_list *list)
{
    for (size_t i = 0; i < list->items.len; i++) {
        str_release(&list->items.ptr[i].caption);
        vec_release(&list->items.ptr[i].caption_lines);
        layout_release(&list->items.ptr[i].layout);
    }
    vec_clear(&list->items);
}

void controls_build(struct control_list *list, const struct draft *d, struct scope scope)
{
    struct builder b = {list, d};
    const struct form *form = d->form;
    clear(list);
    if (scope.root.field != NO_FIELD) {
        add_children(&b, scope.root, 0);
        return;
    }
    const struct section *section = &form->sections[scope.section];
    for (uint32_t f = section->first; f < section->end; f = form->fields[f].end)
        add_field(&b, (struct place){f, 0}, 0);
    struct control *done = add(&b, CONTROL_DONE, (struct place){NO_FIELD, 0}, 0);
    done->mark = 4;
    add_caption(done, SV(""), sv_from(_("这一部分填好了（F8）")));
}

bool controls_same(const struct control_list *a, const struct control_list *b)
{
    if (a->items.len != b->items.len)
        return false;
    for (size_t i = 0; i < a->items.len; i++) {
        const struct control *x = &a->items.ptr[i], *y = &b->items.ptr[i];
        if (x->kind != y->kind || x->index != y->index || !place_eq(x->place, y->place))
            return false;
    }
    return true;
}

void controls_release(struct control_list *list)
{
    clear(list);
    vec_release(&list->items);
}

/* ---- measuring ---- */

bool control_focusable(enum control_kind kind)
{
    return kind != CONTROL_NOTE && kind != CONTROL_COMPUTED && kind != CONTROL_HEADS;
}

bool control_is_text(enum control_kind kind)
{
    return kind == CONTROL_LINE || kind == CONTROL_TEXT;
}

static void measure_one(struct control *c, const struct draft *d, uint32_t cols)
{
    bool value = control_is_text(c->kind) || c->kind == CONTROL_COMPUTED;
    uint32_t left = c->indent + c->mark;
    uint32_t room = cols > left + 4 ? cols - left : 4;
    c->beside = value && c->kind != CONTROL_TEXT && cols >= BESIDE_FROM &&
                width_text(str_sv(&c->caption), WIDTH_SCREEN) <= CAPTION_COLS;
    c->value_col = c->indent + (c->beside ? CAPTION_COLS + 1 : c->kind == CONTROL_LINE ? STEP : 0);
    c->value_cols = cols > c->value_col + 4 ? cols - c->value_col : 4;
    struct wrap_style caption = {.width = room, .policy = WIDTH_SCREEN};
    vec_clear(&c->caption_lines);
    wrap_paragraph(str_sv(&c->caption), &caption, &c->caption_lines);
    if (!control_is_text(c->kind))
        return;
    /* The caret may stand behind a full line: it needs a cell there. */
    struct wrap_style style = {.width = c->value_cols - 1, .policy = WIDTH_SCREEN};
    layout_make(&c->layout, draft_text(d, c->place), &style);
}

void controls_place(struct control_list *list)
{
    uint32_t top = 0;
    for (size_t i = 0; i < list->items.len; i++) {
        struct control *c = &list->items.ptr[i];
        bool one_row = c->kind == CONTROL_ROW || c->kind == CONTROL_TIE || c->kind == CONTROL_HEADS;
        uint32_t caption = one_row ? 1 : (uint32_t)c->caption_lines.len;
        uint32_t value = control_is_text(c->kind) ? c->layout.rows : c->kind == CONTROL_COMPUTED;
        c->top = top;
        c->height = c->beside ? (value > caption ? value : caption) : caption + value;
        /* A text of many paragraphs breathes. */
        top += c->height + (c->kind == CONTROL_TEXT);
    }
    list->rows = top;
}

void controls_measure(struct control_list *list, const struct draft *d, uint32_t cols)
{
    list->cols = cols;
    for (size_t i = 0; i < list->items.len; i++)
        measure_one(&list->items.ptr[i], d, cols);
    controls_place(list);
}

/* Is `inner` the field itself or one below it. */
static bool is_within(const struct draft *d, uint32_t inner, uint32_t outer)
{
    return inner >= outer && inner < d->form->fields[outer].end;
}

size_t controls_find(const struct control_list *list, const struct draft *d, struct place p)
{
    size_t best = list->items.len;
    uint32_t best_field = 0;
    for (size_t i = 0; i < list->items.len && p.field != NO_FIELD; i++) {
        const struct control *c = &list->items.ptr[i];
        if (!control_focusable(c->kind) || c->place.field == NO_FIELD)
            continue;
        if (place_eq(c->place, p))
            return i;
        bool row_fits = c->place.row == p.row || c->place.row == 0 || p.row == 0;
        bool near = is_within(d, p.field, c->place.field) || is_within(d, c->place.field, p.field);
        bool better = best == list->items.len || c->place.field > best_field;
        if (row_fits && near && better) {
            best = i;
            best_field = c->place.field;
        }
    }
    return best;
}
