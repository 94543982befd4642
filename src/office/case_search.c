#include "office/case_search.h"

#include "draft/computed.h"
#include "text/norm.h"

bool search_text(struct case_search *s, struct sv text)
{
    if (text.len == 0 || s->words.len == 0)
        return false;
    norm_fold(text, true, &s->buffer);
    return sv_contains(str_sv(&s->buffer), str_sv(&s->words));
}

/* Dates, numbers and sums are printed otherwise than they are typed; what they can be printed with
 * is a digit or one of a few words. */
static bool is_in_printed_words(struct case_search *s)
{
    static const char *const words[] = {"是", "否", "年", "月", "日"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sv_contains(str_sv(&s->words), sv_from(words[i])))
            return true;
    for (size_t i = 0; i < s->words.len; i++)
        if (s->words.ptr[i] >= '0' && s->words.ptr[i] <= '9')
            return true;
    return false;
}

static bool labels_say(struct case_search *s, const struct form *form)
{
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        if (search_text(s, field->unit))
            return true;
        for (uint32_t i = 0; i < field->option_count; i++)
            if (search_text(s, field->options[i].label))
                return true;
    }
    return false;
}

void case_search_begin(struct case_search *s, struct sv words, const struct form *form)
{
    *s = (struct case_search){0};
    norm_fold(sv_trim(words), true, &s->words);
    s->in_labels = s->words.len && (is_in_printed_words(s) || labels_say(s, form));
}

void case_search_end(struct case_search *s)
{
    str_release(&s->words);
    str_release(&s->buffer);
}

/* ---- what officers wrote ---- */

static bool search_notes(struct case_search *s, const struct review *r)
{
    for (size_t i = 0; i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        if (search_text(s, str_sv(&n->quote)) || search_text(s, str_sv(&n->label)))
            return true;
        for (size_t t = 0; t < n->turns.len; t++)
            if (search_text(s, str_sv(&n->turns.ptr[t].text)))
                return true;
    }
    return false;
}

static bool search_reasons(struct case_search *s, const struct review *r)
{
    for (size_t i = 0; i < r->marks.len; i++)
        if (search_text(s, str_sv(&r->marks.ptr[i].note)))
            return true;
    for (size_t i = 0; i < r->allowances.len; i++)
        if (search_text(s, str_sv(&r->allowances.ptr[i].reason)))
            return true;
    for (size_t i = 0; i < r->moves.len; i++)
        if (search_text(s, str_sv(&r->moves.ptr[i].why)))
            return true;
    return false;
}

static bool search_city(struct case_search *s, const struct review *r)
{
    for (size_t i = 0; i < r->scores.len; i++)
        if (search_text(s, str_sv(&r->scores.ptr[i].opinion)) ||
            search_text(s, str_sv(&r->scores.ptr[i].reader)))
            return true;
    for (size_t i = 0; i < r->ledger.len; i++)
        if (search_text(s, str_sv(&r->ledger.ptr[i].note)))
            return true;
    return false;
}

static bool search_head(struct case_search *s, const struct case_head *h)
{
    const struct str *const texts[] = {&h->id,    &h->name,  &h->code,
                                       &h->title, &h->group, &h->county};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (search_text(s, str_sv(texts[i])))
            return true;
    return false;
}

static bool search_intakes(struct case_search *s, const struct review *r)
{
    for (size_t i = 0; i < r->intakes.len; i++)
        if (search_text(s, str_sv(&r->intakes.ptr[i].file)) ||
            search_text(s, str_sv(&r->intakes.ptr[i].code)))
            return true;
    return false;
}

bool search_review(struct case_search *s, const struct review *r)
{
    return search_head(s, &r->head) || search_intakes(s, r) || search_notes(s, r) ||
           search_reasons(s, r) || search_text(s, str_sv(&r->brief)) ||
           search_text(s, str_sv(&r->experience)) || search_city(s, r);
}

/* ---- the application ---- */

static bool search_place(struct case_search *s, const struct draft *d, struct place p)
{
    struct str shown = {0};
    if (search_text(s, draft_text(d, p)))
        return true;
    if (!s->in_labels)
        return false;
    draft_add_shown(&shown, d, p);
    bool said = search_text(s, str_sv(&shown));
    str_release(&shown);
    return said;
}

static bool search_rows(struct case_search *s, const struct draft *d, const struct field *leaf)
{
    const struct rows *rows = draft_rows(d, leaf->table);
    for (size_t i = 0; i < rows->len; i++)
        if (search_place(s, d, (struct place){leaf->index, rows->ptr[i].key}))
            return true;
    return false;
}

static bool search_remarks(struct case_search *s, const struct remarks *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (search_text(s, str_sv(&list->ptr[i].text)))
            return true;
    return false;
}

bool search_draft(struct case_search *s, const struct draft *d)
{
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        const struct field *field = &d->form->fields[f];
        if (!(kind_flags(field->kind) & KIND_LEAF))
            continue;
        if (field->table == NO_FIELD ? search_place(s, d, (struct place){f, 0})
                                     : search_rows(s, d, field))
            return true;
    }
    return search_remarks(s, &d->pending) || search_remarks(s, &d->accepted);
}

/* Escapes and folded blocks hide what a text says; they are rare. */
bool search_source(struct case_search *s, struct sv source)
{
    return s->in_labels || search_text(s, source) || sv_find_byte(source, '\\', 0) != SV_NONE ||
           sv_find_byte(source, '>', 0) != SV_NONE;
}
