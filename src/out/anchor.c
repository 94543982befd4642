#include "out/anchor.h"

#include "text/number.h"
#include "text/utf8.h"

static bool is_blank(char32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0x3000;
}

struct sv paragraph_trim(struct sv paragraph)
{
    size_t start = 0, end = paragraph.len;
    char32_t cp;
    while (start < end) {
        size_t len = utf8_decode(paragraph, start, &cp);
        if (!is_blank(cp))
            break;
        start += len;
    }
    while (end > start) {
        size_t before = utf8_prev(paragraph, end);
        utf8_decode(paragraph, before, &cp);
        if (!is_blank(cp))
            break;
        end = before;
    }
    return sv_sub(paragraph, start, end);
}

bool paragraph_next(struct sv text, size_t *at, struct sv *paragraph)
{
    while (*at < text.len) {
        size_t end = sv_find_byte(text, '\n', *at);
        if (end == SV_NONE)
            end = text.len;
        *paragraph = paragraph_trim(sv_sub(text, *at, end));
        *at = end + 1;
        if (paragraph->len)
            return true;
    }
    return false;
}

bool is_printed_prose(const struct draft *d, const struct field *field)
{
    return field->kind == FIELD_TEXT && field->parent == NO_FIELD && field->print &&
           draft_relevant(d, (struct place){field->index, 0});
}

bool is_printed_leaf(const struct form *form, const struct field *of, const struct field *leaf)
{
    for (uint32_t f = leaf->parent; f != NO_FIELD && f != of->index; f = form->fields[f].parent)
        if (form->fields[f].kind == FIELD_MATERIAL)
            return false;
    return (kind_flags(leaf->kind) & KIND_LEAF) && leaf->print;
}

/* The number of the digits at `at`, of either width; 0 if there are none. */
static uint32_t digits_at(struct sv text, size_t at)
{
    uint32_t value = 0;
    while (at < text.len && value < 100000) {
        char32_t cp;
        size_t len = utf8_decode(text, at, &cp);
        if (cp >= 0xFF10 && cp <= 0xFF19)
            cp -= 0xFF10 - '0';
        if (cp < '0' || cp > '9')
            break;
        value = value * 10 + (cp - '0');
        at += len;
    }
    return value;
}

/* Does the paragraph say 图1, blanks between allowed. */
static bool cites(struct sv paragraph, struct sv word, uint32_t number)
{
    if (word.len == 0)
        return false;
    for (size_t at = sv_find(paragraph, word, 0); at != SV_NONE;
         at = sv_find(paragraph, word, at + word.len)) {
        size_t digits = at + word.len;
        while (digits < paragraph.len && paragraph.ptr[digits] == ' ')
            digits++;
        if (digits_at(paragraph, digits) == number)
            return true;
    }
    return false;
}

/* The paragraph of a text that cites a picture first, 0 if none does. */
static uint32_t citing_paragraph(struct sv text, struct sv word, uint32_t number)
{
    struct sv paragraph;
    uint32_t n = 0;
    for (size_t at = 0; paragraph_next(text, &at, &paragraph);) {
        n++;
        if (cites(paragraph, word, number))
            return n;
    }
    return 0;
}

static uint32_t paragraphs_of(struct sv text)
{
    struct sv paragraph;
    uint32_t n = 0;
    for (size_t at = 0; paragraph_next(text, &at, &paragraph);)
        n++;
    return n;
}

/* Calls for each text that is printed, in print order, until one is wanted. */
static const struct field *find_prose(const struct draft *d, const struct anchor *a,
                                      bool (*wanted)(const struct draft *, const struct field *,
                                                     const struct anchor *))
{
    const struct form *form = d->form;
    for (uint32_t i = 0; i < form->print.sections.len; i++) {
        const struct section *s = &form->sections[form->print.sections.ptr[i]];
        for (uint32_t f = s->first; f < s->end; f++)
            if (is_printed_prose(d, &form->fields[f]) && wanted(d, &form->fields[f], a))
                return &form->fields[f];
    }
    return NULL;
}

static struct sv text_of(const struct draft *d, const struct field *field)
{
    return draft_text(d, (struct place){field->index, 0});
}

static bool cites_it(const struct draft *d, const struct field *field, const struct anchor *a)
{
    return citing_paragraph(text_of(d, field), d->form->print.figure_word, a->number) > 0;
}

static bool should_cite_it(const struct draft *d, const struct field *field, const struct anchor *a)
{
    const struct form *form = d->form;
    (void)a;
    for (uint32_t r = 0; r < form->rule_count; r++) {
        const struct rule *rule = &form->rules[r];
        if (rule->op != RULE_CITED_IN)
            continue;
        for (uint32_t i = 0; i < rule->fields.len; i++)
            if (rule->fields.ptr[i] == field->index)
                return true;
    }
    return false;
}

static bool any_will_do(const struct draft *d, const struct field *field, const struct anchor *a)
{
    (void)d;
    (void)field;
    (void)a;
    return true;
}

/* The paragraph the writer asked for, 0 for none. */
static uint32_t wanted_paragraph(const struct draft *d, const struct field *images, uint32_t row)
{
    const struct field *field = field_child(d->form, images, SV("place"));
    struct str number = {0};
    int64_t value = 0;
    if (field && number_canonical(draft_text(d, (struct place){field->index, row}), &number))
        sv_number(str_sv(&number), 1, UINT32_MAX, &value);
    str_release(&number);
    return (uint32_t)value;
}

static void settle(const struct draft *d, const struct field *images, struct anchor *a)
{
    const struct field *home = find_prose(d, a, cites_it);
    if (!home)
        home = find_prose(d, a, should_cite_it);
    if (!home)
        home = find_prose(d, a, any_will_do);
    if (!home)
        return;
    a->field = home->index;
    a->paragraph = wanted_paragraph(d, images, a->row);
    if (a->paragraph == 0 || a->paragraph > paragraphs_of(text_of(d, home)))
        a->paragraph = citing_paragraph(text_of(d, home), d->form->print.figure_word, a->number);
}

void anchors_find(const struct draft *d, struct anchors *out)
{
    uint32_t figures = d->form->print.figures;
    if (figures == NO_FIELD || !draft_relevant(d, (struct place){figures, 0}))
        return;
    const struct field *images = &d->form->fields[figures];
    const struct rows *rows = draft_rows(d, figures);
    for (uint32_t i = 0; i < rows->len; i++) {
        struct anchor a = {.number = i + 1, .row = rows->ptr[i].key, .field = NO_FIELD};
        if (!draft_filled(d, (struct place){figures, a.row}))
            continue;
        settle(d, images, &a);
        vec_push(out, a);
    }
}
