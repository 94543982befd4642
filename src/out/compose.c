#include "out/compose.h"

#include "out/clean.h"
#include "out/code.h"

#include "draft/computed.h"

/* Words on the paper are for the office that reads it, not for the reader of the screen: they stay
 * Chinese whatever language the program speaks, and are therefore not marked for translation. */
#define MARK_DEMO "演示"

static struct place place_of(uint32_t field, uint32_t row)
{
    return (struct place){field, row};
}

static struct sv copy_clean(struct composer *c, struct sv text, struct sv keep)
{
    char *copy = arena_calloc(&c->doc->arena, text.len + 1, 1);
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    clean_controls(copy, text.len, keep);
    return sv_make(copy, text.len);
}

struct sv compose_line(struct composer *c, struct sv text)
{
    return copy_clean(c, text, SV(""));
}

struct sv compose_lines(struct composer *c, struct sv text)
{
    return copy_clean(c, text, SV("\n"));
}

struct block *compose_block(struct composer *c, enum block_kind kind, struct sv text)
{
    struct block *b = vec_add(&c->doc->blocks);
    b->kind = kind;
    b->text = compose_line(c, text);
    b->over = text.len;
    b->place.field = NO_FIELD;
    return b;
}

/* ---- what is missing ---- */

/* Does the rule, where it holds, ask for an answer of this very field. */
static bool asks_for(const struct composer *c, const struct rule *rule, const struct field *field)
{
    bool above = field->parent != NO_FIELD && field->parent == rule->field;
    bool item = above && (kind_flags(c->form->fields[field->parent].kind) & KIND_ITEMS);
    switch (rule->op) {
    case RULE_REQUIRED:
    case RULE_TICKED_AT_LEAST:
        return rule->field == field->index ||
               (item && !draft_filled(c->draft, place_of(field->parent, 0)));
    case RULE_MIN_ROWS:
        return rule->field == field->index;
    case RULE_ALL_ANSWERED:
    case RULE_ALL_YES:
        return item;
    case RULE_STATE_IS:
        return field_list_has(&rule->fields, field->index);
    default:
        return false;
    }
}

static bool asks_for_any(const struct composer *c, const struct rule *rule, struct place place,
                         uint32_t end)
{
    for (uint32_t f = place.field; f < end; f++)
        if (asks_for(c, rule, &c->form->fields[f]) &&
            draft_relevant(c->draft, place_of(f, place.row)))
            return true;
    return false;
}

bool compose_wanted(const struct composer *c, struct place place)
{
    const struct field *field = &c->form->fields[place.field];
    const struct field_list *of = &field->computed.of;
    bool whole = (kind_flags(field->kind) & KIND_ROWS) && place.row == 0;
    for (uint32_t i = 0; i < of->len; i++)
        if (draft_relevant(c->draft, place_of(of->ptr[i], 0)) &&
            compose_wanted(c, place_of(of->ptr[i], 0)))
            return true;
    for (uint32_t i = 0; i < c->form->rule_count; i++) {
        const struct rule *rule = &c->form->rules[i];
        if (rule->severity == SEVERITY_ERROR &&
            asks_for_any(c, rule, place, whole ? place.field + 1 : field->end) &&
            draft_holds(c->draft, rule->when, place.row))
            return true;
    }
    return false;
}

static bool is_blank(struct sv text)
{
    return paragraph_trim(text).len == 0;
}

/* The answer at a place. One that must be there and is not leaves the mark that says so. */
static struct block *add_filled(struct composer *c, enum block_kind kind, struct sv text,
                                struct place place)
{
    bool blank = is_blank(text);
    struct sv mark = blank && compose_wanted(c, place) ? SV(MARK_BLANK) : SV("");
    struct block *b = compose_block(c, kind, blank ? mark : text);
    b->blank = blank;
    b->place = place;
    return b;
}

/* ---- the cover ---- */

static void compose_cover_field(struct composer *c, const struct cover_item *item)
{
    const struct field *field = &c->form->fields[item->field];
    struct place place = place_of(item->field, 0);
    if (!draft_relevant(c->draft, place))
        return;
    struct str value = {0};
    draft_add_shown(&value, c->draft, place);
    struct block *b = add_filled(c, BLOCK_COVER_LINE, paragraph_trim(str_sv(&value)), place);
    struct sv label = item->label.len ? item->label : field->label;
    if (sv_ends(label, SV("：")))
        label.len -= strlen("：");
    b->label = compose_line(c, label);
    b->after = compose_line(c, item->after);
    str_release(&value);
}

static void compose_cover_item(struct composer *c, const struct cover_item *item)
{
    const struct words *title = &c->form->print.title;
    switch (item->kind) {
    case COVER_TITLE:
        for (uint32_t i = 0; i < title->len; i++)
            compose_block(c, BLOCK_TITLE, title->ptr[i]);
        break;
    case COVER_FIELD:
        compose_cover_field(c, item);
        break;
    case COVER_TEXT:
        compose_block(c, BLOCK_TEXT, item->label);
        break;
    case COVER_SPACE:
        compose_block(c, BLOCK_SPACE, SV(""))->lines = item->lines;
        break;
    case COVER_SEAL:
        compose_block(c, BLOCK_SEAL, item->label)->lines = item->lines;
        break;
    }
}

static void compose_cover(struct composer *c)
{
    size_t before = c->doc->blocks.len;
    for (uint32_t i = 0; i < c->form->print.cover_count; i++)
        compose_cover_item(c, &c->form->print.cover[i]);
    if (c->doc->blocks.len > before)
        compose_block(c, BLOCK_PAGE_BREAK, SV(""));
}

/* ---- limits ---- */

/* Where a text leaves a limit of `max`, when `before` comes before it under the same limit. */
static size_t limit_offset(const struct composer *c, struct sv text, uint32_t max,
                           struct counts before)
{
    uint32_t used = counts_by(before, c->form->count);
    return used >= max && text.len ? 0 : count_limit_offset(text, c->form->count, max - used);
}

/* A limit over several fields is used up in their order: what stands first is within it. */
static size_t sum_offset(const struct composer *c, const struct field *field, struct sv text,
                         const struct limit *limit)
{
    for (uint32_t i = 0; i < limit->fields.len; i++) {
        if (limit->fields.ptr[i] != field->index)
            continue;
        struct limit head = {.fields = {limit->fields.ptr, i}};
        return limit_offset(c, text, limit->max, draft_limit_counts(c->draft, &head));
    }
    return text.len;
}

/* The byte of a field's text from which on it is past one of its limits. */
static size_t over_offset(const struct composer *c, const struct field *field, struct sv text)
{
    size_t over = text.len;
    if (field->limit)
        over = limit_offset(c, text, field->limit, (struct counts){0});
    for (uint32_t i = 0; i < c->form->limit_count; i++) {
        size_t at = sum_offset(c, field, text, &c->form->limits[i]);
        over = at < over ? at : over;
    }
    return over;
}

/* ---- figures ---- */

static void add_figure(struct composer *c, const struct anchor *a)
{
    const struct field *images = &c->form->fields[c->form->print.figures];
    const struct field *file = field_child(c->form, images, SV("file"));
    const struct field *caption = field_child(c->form, images, SV("caption"));
    struct str label = {0};
    struct sv text = caption ? draft_text(c->draft, place_of(caption->index, a->row)) : SV("");
    struct sv path = file ? draft_text(c->draft, place_of(file->index, a->row)) : SV("");
    const struct file_fact *fact = c->facts ? facts_find(c->facts, path) : NULL;
    struct place place = place_of(caption ? caption->index : images->index, a->row);
    struct block *b = add_filled(c, BLOCK_FIGURE, paragraph_trim(text), place);
    str_add_f(&label, "%.*s%u", SV_ARG(c->form->print.figure_word), a->number);
    b->label = compose_line(c, str_sv(&label));
    b->file = compose_line(c, path);
    b->width = fact && fact->picture ? fact->width : 0;
    b->height = fact && fact->picture ? fact->height : 0;
    str_release(&label);
}

static void add_figures(struct composer *c, uint32_t field, uint32_t paragraph)
{
    for (size_t i = 0; i < c->anchors.len; i++)
        if (c->anchors.ptr[i].field == field && c->anchors.ptr[i].paragraph == paragraph)
            add_figure(c, &c->anchors.ptr[i]);
}

/* ---- fields ---- */

/* What the writer typed, paragraph by paragraph. */
static void compose_text(struct composer *c, const struct field *field)
{
    struct sv text = draft_text(c->draft, place_of(field->index, 0)), paragraph;
    struct place place = place_of(field->index, 0);
    size_t over = over_offset(c, field, text);
    uint32_t n = 0;
    for (size_t at = 0; paragraph_next(text, &at, &paragraph);) {
        struct block *b = compose_block(c, BLOCK_PARAGRAPH, paragraph);
        b->place = place;
        b->at = (size_t)(paragraph.ptr - text.ptr);
        if (over < b->at + paragraph.len)
            b->over = over > b->at ? over - b->at : 0;
        add_figures(c, field->index, ++n);
    }
    if (n == 0 && compose_wanted(c, place))
        add_filled(c, BLOCK_PARAGRAPH, SV(""), place);
    add_figures(c, field->index, 0);
}

/* One line with a label of its own in front, for what is no prose; none where there would be
 * nothing on it. */
static void add_labelled(struct composer *c, struct sv label, struct sv value, struct place place)
{
    struct str words = {0};
    if (label.len == 0 && is_blank(value) && !compose_wanted(c, place))
        return;
    struct block *b = add_filled(c, BLOCK_PARAGRAPH, paragraph_trim(value), place);
    if (label.len) {
        str_add(&words, label);
        if (!sv_ends(label, SV("：")) && !sv_ends(label, SV(". ")))
            str_add(&words, SV("："));
    }
    b->label = compose_line(c, str_sv(&words));
    str_release(&words);
}

static void compose_value(struct composer *c, const struct field *field)
{
    struct str value = {0};
    struct place place = place_of(field->index, 0);
    size_t first = c->doc->blocks.len;
    draft_add_shown(&value, c->draft, place);
    add_labelled(c, field->heading ? SV("") : field->label, str_sv(&value), place);
    struct sv typed = draft_text(c->draft, place);
    size_t over = kind_flags(field->kind) & KIND_TYPED ? over_offset(c, field, typed) : typed.len;
    struct block *b = c->doc->blocks.len > first ? &c->doc->blocks.ptr[first] : NULL;
    if (b && over < typed.len && over < b->text.len)
        b->over = over;
    str_release(&value);
}

/* The leaves below a field that have something in them: “标签：值；标签：值”. The first goes
 * without its label when the line has one. */
static void join_leaves(const struct composer *c, struct str *out, const struct field *field,
                        uint32_t row, bool bare)
{
    for (uint32_t f = field->index + 1; f < field->end; f++) {
        const struct field *leaf = &c->form->fields[f];
        struct place place = place_of(f, row);
        if (!is_printed_leaf(c->form, field, leaf) || !draft_filled(c->draft, place) ||
            !draft_relevant(c->draft, place))
            continue;
        if (out->len)
            str_add(out, SV("；"));
        if (!bare || out->len)
            str_add_f(out, "%.*s：", SV_ARG(leaf->label));
        draft_add_shown(out, c->draft, place);
    }
}

static void compose_item(struct composer *c, const struct field *item)
{
    struct str label = {0}, value = {0};
    str_add(&label, item->number);
    str_add(&label, item->label);
    join_leaves(c, &value, item, 0, true);
    add_labelled(c, str_sv(&label), str_sv(&value), place_of(item->index, 0));
    str_release(&label);
    str_release(&value);
}

static void compose_items(struct composer *c, const struct field *list)
{
    for (const struct field *item = field_first_child(c->form, list); item;
         item = field_next_child(c->form, list, item))
        if (item->print && draft_relevant(c->draft, place_of(item->index, 0)))
            compose_item(c, item);
}

static void compose_rows(struct composer *c, const struct field *table)
{
    const struct rows *rows = draft_rows(c->draft, table->index);
    for (size_t i = 0; i < rows->len; i++) {
        struct str label = {0}, value = {0};
        str_add_f(&label, "%zu. ", i + 1);
        join_leaves(c, &value, table, rows->ptr[i].key, false);
        add_labelled(c, str_sv(&label), str_sv(&value), place_of(table->index, rows->ptr[i].key));
        str_release(&label);
        str_release(&value);
    }
    if (rows->len == 0)
        add_labelled(c, table->heading ? SV("") : table->label, SV(""), place_of(table->index, 0));
}

static void compose_body(struct composer *c, const struct field *field)
{
    unsigned flags = kind_flags(field->kind);
    if (is_printed_prose(c->draft, field))
        compose_text(c, field);
    else if (flags & KIND_ITEMS)
        compose_items(c, field);
    else if (flags & KIND_ROWS)
        compose_rows(c, field);
    else if (field->kind == FIELD_MATERIAL)
        compose_item(c, field);
    else
        compose_value(c, field);
}

static void add_heading(struct composer *c, uint32_t level, struct sv number, struct sv title)
{
    struct block *b = compose_block(c, BLOCK_HEADING, title);
    b->label = compose_line(c, number);
    b->level = level;
}

static void compose_field(struct composer *c, const struct field *field)
{
    /* Ties say where the text shows something; they are no text. Pictures stand in the prose. */
    if (!field->print || field->kind == FIELD_ELEMENTS || field->index == c->form->print.figures ||
        !draft_relevant(c->draft, place_of(field->index, 0)))
        return;
    if (field->heading && field->printed.len)
        add_heading(c, 2, SV(""), field->printed);
    else if (field->heading)
        add_heading(c, 2, field->number, field->label);
    compose_body(c, field);
}

static void compose_section(struct composer *c, uint32_t index)
{
    const struct section *s = &c->form->sections[index];
    if (!draft_section_relevant(c->draft, index))
        return;
    if (s->number.len || s->title.len)
        add_heading(c, 1, s->number, s->title);
    for (uint32_t f = s->first; f < s->end; f = c->form->fields[f].end)
        compose_field(c, &c->form->fields[f]);
}

void compose_open(struct composer *c, const struct draft *d, const struct facts *facts,
                  struct doc *out)
{
    *c = (struct composer){.draft = d, .form = d->form, .facts = facts, .doc = out};
    anchors_find(d, &c->anchors);
    out->head = compose_line(c, d->form->print.head.len ? d->form->print.head : d->form->title);
    out->mark = d->demo ? SV(MARK_DEMO "　" MARK_DRAFT) : SV(MARK_DRAFT);
}

void compose_close(struct composer *c)
{
    vec_release(&c->anchors);
}

void compose_add_application(struct composer *c)
{
    compose_cover(c);
    for (uint32_t i = 0; i < c->form->print.sections.len; i++)
        compose_section(c, c->form->print.sections.ptr[i]);
    add_figures(c, NO_FIELD, 0);
}

void compose_application(const struct draft *d, const struct facts *facts, struct doc *out)
{
    struct composer c;
    compose_open(&c, d, facts, out);
    compose_add_application(&c);
    compose_close(&c);
    code_set_mark(out, d, facts);
}
