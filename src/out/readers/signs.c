#include "out/readers/signs.h"

#include "out/readers/match.h"
#include "text/prose.h"

bool sign_is_bare(const struct field *field)
{
    return field->kind == FIELD_TEXT && field->parent == NO_FIELD && field->print &&
           !field->heading;
}

/* 企业全称（盖章） without its remark, which may be missing or stand behind the answer. */
static struct sv without_remark(struct sv title)
{
    for (size_t at = 1, next; at < title.len; at = next) {
        prose_peek(title, at, &next);
        if (match_skip_remarks(title, at) == title.len)
            return sv_sub(title, 0, at);
    }
    return title;
}

static struct sign *add_sign(struct signs *out, enum sign_kind kind, const struct field *field,
                             struct sv title)
{
    struct sign *s = vec_add(out);
    s->kind = kind;
    s->field = field ? field->index : NO_FIELD;
    s->section = field ? field->section : NO_FIELD;
    s->title = title;
    if (field)
        s->remark = sv_from_offset(field->label, without_remark(field->label).len);
    return s;
}

/* ---- the cover ---- */

static bool is_printed(const struct form *form, uint32_t section)
{
    for (uint32_t i = 0; i < form->print.sections.len; i++)
        if (form->print.sections.ptr[i] == section)
            return true;
    return false;
}

static void add_cover(const struct form *form, struct signs *out)
{
    for (uint32_t i = 0; i < form->print.cover_count; i++) {
        const struct cover_item *item = &form->print.cover[i];
        if (item->kind != COVER_FIELD)
            continue;
        const struct field *field = &form->fields[item->field];
        struct sv label = item->label.len ? item->label : field->label;
        add_sign(out, SIGN_COVER, field, label)->after = item->after;
    }
}

/* What the cover shows together may stand there apart: a name, a telephone number. */
static void add_unprinted(const struct form *form, struct signs *out)
{
    for (uint32_t f = 0; f < form->field_count; f = form->fields[f].end) {
        const struct field *field = &form->fields[f];
        bool one = (kind_flags(field->kind) & KIND_LEAF) || field->kind == FIELD_ADDRESS ||
                   field->kind == FIELD_COMPUTED;
        if (!one || is_printed(form, field->section))
            continue;
        add_sign(out, SIGN_COVER, field, field->label);
        if (field->brief.len && !sv_eq(field->brief, field->label))
            add_sign(out, SIGN_COVER, field, field->brief);
    }
}

/* ---- sections ---- */

static void add_heading(const struct field *field, struct signs *out)
{
    size_t number = 0;
    if (field->printed.len)
        match_number(field->printed, &number);
    struct sign *s =
        add_sign(out, SIGN_HEADING, field,
                 field->printed.len ? sv_from_offset(field->printed, number) : field->label);
    s->number = field->printed.len ? sv_sub(field->printed, 0, number) : field->number;
}

static void add_items(const struct form *form, const struct field *list, struct signs *out)
{
    for (const struct field *item = field_first_child(form, list); item;
         item = field_next_child(form, list, item))
        if (item->print)
            add_sign(out, SIGN_LABEL, item, item->label)->number = item->number;
}

static void add_field(const struct form *form, const struct field *field, struct signs *out)
{
    unsigned flags = kind_flags(field->kind);
    if (!field->print || field->kind == FIELD_ELEMENTS || field->index == form->print.figures)
        return;
    if (field->heading)
        add_heading(field, out);
    if (flags & KIND_ITEMS)
        add_items(form, field, out);
    else if (field->kind == FIELD_MATERIAL)
        add_sign(out, SIGN_LABEL, field, field->label)->number = field->number;
    else if (!field->heading && !sign_is_bare(field))
        add_sign(out, SIGN_LABEL, field, field->label);
}

void signs_find(const struct form *form, struct signs *out)
{
    add_cover(form, out);
    add_unprinted(form, out);
    for (uint32_t i = 0; i < form->print.sections.len; i++) {
        uint32_t index = form->print.sections.ptr[i];
        const struct section *section = &form->sections[index];
        struct sign *s = add_sign(out, SIGN_SECTION, NULL, section->title);
        s->number = section->number;
        s->section = index;
        for (uint32_t f = section->first; f < section->end; f = form->fields[f].end)
            add_field(form, &form->fields[f], out);
    }
}

/* ---- does a paragraph bear one ---- */

static bool take(struct sv text, size_t *at, struct sv word)
{
    if (!sv_starts(sv_from_offset(text, *at), word))
        return false;
    *at += word.len;
    return true;
}

static enum sign_match match_own_label(const struct sign *s, struct sv text, size_t *rest)
{
    struct sv title = s->title, colon = SV("：");
    if (sv_ends(title, colon))
        title.len -= colon.len;
    if (!take(text, rest, s->number) || !take(text, rest, title) || !take(text, rest, colon))
        return SIGN_NO;
    return SIGN_RUN_IN;
}

enum sign_match sign_match_own(const struct sign *s, struct sv text, size_t *rest)
{
    *rest = 0;
    if (s->kind == SIGN_COVER || s->kind == SIGN_LABEL)
        return match_own_label(s, text, rest);
    bool is = take(text, rest, s->number) && take(text, rest, s->title) && *rest == text.len;
    return is && text.len ? SIGN_WHOLE : SIGN_NO;
}

/* What parts a label from its answer. On a cover blanks and a line to write on do. */
static bool take_separator(const struct sign *s, struct sv text, size_t *at)
{
    size_t from = *at, next;
    *at = match_skip_remarks(text, from);
    size_t colon = match_skip_blanks(text, *at);
    if (prose_one_of(prose_peek(text, colon, &next), U"：:∶")) {
        *at = next;
        return true;
    }
    *at = match_skip_line(text, *at);
    return s->kind == SIGN_COVER && (*at > from || *at == text.len);
}

static size_t match_title(struct sv text, size_t at, struct sv title)
{
    struct sv bare = without_remark(title);
    size_t end = match_words(text, at, title);
    return end == SV_NONE && bare.len < title.len ? match_words(text, at, bare) : end;
}

static bool numbers_agree(const struct sign *s, struct sv text, size_t mark, uint32_t level)
{
    size_t end;
    uint32_t typed = match_number(text, &end), want = match_number(s->number, &end);
    return mark == 0 || want == 0 || typed == want || level > 0;
}

static bool bears_number(const struct sign *s, struct sv text)
{
    size_t mark, end;
    uint32_t typed = match_number(text, &mark);
    return mark > 0 && s->number.len > 0 && typed == match_number(s->number, &end);
}

bool sign_numbered_otherwise(const struct sign *s, struct sv text)
{
    size_t mark;
    match_number(text, &mark);
    return mark > 0 && s->number.len && match_words(text, 0, s->number) == SV_NONE;
}

enum sign_match sign_match_any(const struct sign *s, struct sv text, uint32_t level, size_t *rest)
{
    size_t mark;
    match_number(text, &mark);
    size_t end = match_title(text, mark, s->title);
    if (end == SV_NONE || !numbers_agree(s, text, mark, level))
        return SIGN_NO;
    *rest = end;
    bool whole = match_skip_line(text, match_skip_remarks(text, end)) == text.len;
    bool label = s->kind == SIGN_COVER || s->kind == SIGN_LABEL;
    if (whole && !label)
        return SIGN_WHOLE;
    if (!take_separator(s, text, rest))
        return whole ? SIGN_WHOLE : SIGN_NO;
    if (match_skip_line(text, *rest) == text.len)
        return SIGN_WHOLE;
    /* “案例名称：……” in running text is a heading only where its number says so. */
    return label || bears_number(s, text) || s->kind == SIGN_HEADING ? SIGN_RUN_IN : SIGN_NO;
}

/* ---- papers ---- */

bool sign_of_application(const struct form *form, struct sv name)
{
    if (match_whole(name, form->print.head) || match_whole(name, form->title))
        return true;
    for (uint32_t i = 0; i < form->print.title.len; i++)
        if (match_whole(name, form->print.title.ptr[i]))
            return true;
    return false;
}

bool sign_of_other_paper(const struct form *form, struct sv text)
{
    for (uint32_t i = 0; i < form->print.paper_count; i++)
        if (match_whole(text, form->print.papers[i].title))
            return true;
    return false;
}
