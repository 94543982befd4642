#include "out/readers/recogniser.h"

#include "out/anchor.h"
#include "out/readers/match.h"
#include "text/prose.h"

void recogniser_leave(struct recogniser *k, uint32_t number, struct sv text)
{
    struct unplaced *left = vec_add(&k->out->unplaced);
    left->number = number;
    str_set(&left->text, text);
}

void recogniser_take(struct recogniser *k, struct place p, uint32_t number)
{
    enum { RECENT = 8 }; /* what belongs together comes together */
    size_t len = k->out->taken.len;
    if (k->signs.len)
        k->signs.ptr[k->last].answered = true;
    for (size_t i = len; i-- > (len > RECENT ? len - RECENT : 0);)
        if (place_eq(k->out->taken.ptr[i].place, p))
            return;
    size_t at = len;
    while (at > 0 && k->out->taken.ptr[at - 1].number > number)
        at--;
    vec_insert(&k->out->taken, at, (struct taken){p, number});
}

void recogniser_put(struct recogniser *k, struct place p, struct sv shown,
                    const struct passage *from)
{
    switch (answer_put(k->draft, p, shown, k->reading->own)) {
    case ANSWER_TAKEN:
        recogniser_take(k, p, from->number);
        break;
    case ANSWER_UNFIT:
        recogniser_leave(k, from->number, str_sv(&from->text));
        break;
    case ANSWER_EMPTY:
        break;
    }
}

/* ---- the template's own words ---- */

static void add_words(struct recogniser *k, struct sv text)
{
    struct sv line;
    while (sv_next(&text, '\n', &line))
        if (line.len)
            vec_push(&k->words, match_key(line));
}

static void add_title(struct recogniser *k)
{
    const struct words *title = &k->form->print.title;
    struct str whole = {0};
    for (uint32_t i = 0; i < title->len; i++) {
        add_words(k, title->ptr[i]);
        str_add(&whole, title->ptr[i]);
    }
    add_words(k, str_sv(&whole));
    str_release(&whole);
}

static void find_words(struct recogniser *k)
{
    add_title(k);
    add_words(k, k->form->title);
    add_words(k, k->form->print.head);
    for (uint32_t i = 0; i < k->form->print.cover_count; i++)
        add_words(k, k->form->print.cover[i].kind == COVER_FIELD ? k->form->print.cover[i].after
                                                                 : k->form->print.cover[i].label);
    for (uint32_t i = 0; i < k->form->clause_count; i++)
        add_words(k, k->form->clauses[i].text);
}

/* 附件 1, perhaps with a title behind it: one of the papers of a notice begins here. */
static bool is_annex(struct sv text)
{
    enum { LONGEST = 40 };
    size_t end = match_words(text, 0, SV("附件"));
    if (end == SV_NONE || utf8_length(text) > LONGEST || sv_ends(text, SV("。")))
        return false;
    size_t number = match_skip_blanks(text, end), next;
    end = prose_skip_digits(text, number);
    char32_t after = prose_peek(text, end, &next);
    return end > number && (after == 0 || prose_is_blank(after) || prose_one_of(after, U"：:"));
}

static bool is_template(const struct recogniser *k, struct sv text)
{
    static const struct sv usual[] = {{"模板", 6}, {"（模板）", 12}, {"样表", 6}, {"（样表）", 12}};
    uint64_t key = match_key(text);
    if (k->reading->own && k->section != NO_FIELD)
        return false;
    for (size_t i = 0; i < k->words.len; i++)
        if (k->words.ptr[i] == key)
            return true;
    for (size_t i = 0; !k->reading->own && i < sizeof usual / sizeof usual[0]; i++)
        if (match_whole(text, usual[i]))
            return true;
    size_t end = match_words(text, 0, SV("附件"));
    return !k->reading->own && end != SV_NONE &&
           prose_skip_digits(text, match_skip_blanks(text, end)) == text.len;
}

/* ---- texts ---- */

static void flush(struct recogniser *k)
{
    if (k->into == NO_FIELD || k->prose.len == 0)
        return;
    struct place p = {k->into, 0};
    struct str whole = {0};
    str_add(&whole, draft_text(k->draft, p));
    if (whole.len)
        str_add_byte(&whole, '\n');
    str_add(&whole, str_sv(&k->prose));
    draft_set(k->draft, NULL, p, str_sv(&whole));
    str_clear(&k->prose);
    str_release(&whole);
}

static void go_into(struct recogniser *k, uint32_t field)
{
    flush(k);
    k->into = field;
    k->paragraphs = 0;
}

static void add_prose(struct recogniser *k, const struct passage *p, struct sv text)
{
    bool blank = k->reading->own && k->paragraphs == 0 && sv_eq(text, SV(ANSWER_BLANK));
    if (blank)
        return;
    if (k->paragraphs++)
        str_add_byte(&k->prose, '\n');
    str_add(&k->prose, text);
    recogniser_take(k, (struct place){k->into, 0}, p->number);
}

/* The first text from field `from` on that stands in the section without a heading. */
static uint32_t bare_text(const struct recogniser *k, uint32_t from)
{
    const struct section *s = &k->form->sections[k->section];
    for (uint32_t f = from; f < s->end; f = k->form->fields[f].end)
        if (sign_is_bare(&k->form->fields[f]))
            return f;
    return NO_FIELD;
}

static uint32_t first_table(const struct recogniser *k)
{
    const struct section *s = &k->form->sections[k->section];
    for (uint32_t f = s->first; f < s->end; f = k->form->fields[f].end)
        if (k->form->fields[f].kind == FIELD_TABLE && k->form->fields[f].print)
            return f;
    return NO_FIELD;
}

/* ---- signs ---- */

/* Which sections the document numbers as the form does, and whether it has styles of headings. */
static void find_habits(struct recogniser *k)
{
    for (size_t n = 0; n < k->reading->passages.len; n++)
        k->levels |= k->reading->passages.ptr[n].level > 0;
    for (size_t i = 0; i < k->signs.len && !k->reading->own; i++) {
        struct sign *s = &k->signs.ptr[i];
        size_t rest;
        for (size_t n = 0; s->kind == SIGN_SECTION && n < k->reading->passages.len; n++) {
            struct sv text = paragraph_trim(str_sv(&k->reading->passages.ptr[n].text));
            s->numbered |= match_words(text, 0, s->number) != SV_NONE &&
                           sign_match_any(s, text, 0, &rest) == SIGN_WHOLE;
        }
    }
}

/* Was it met for good: not in a table of contents, under whose headings nothing stands. A section
 * is answered where any of its fields is. */
static bool is_done(const struct recogniser *k, const struct sign *s)
{
    bool done = s->answered || k->reading->own;
    for (size_t i = 0; s->seen && i < k->signs.len && s->kind == SIGN_SECTION; i++)
        done |= k->signs.ptr[i].section == s->section && k->signs.ptr[i].answered;
    return s->seen && done;
}

static enum sign_match match_sign(const struct recogniser *k, size_t i, const struct passage *p,
                                  struct sv text, size_t *rest)
{
    const struct sign *s = &k->signs.ptr[i];
    bool here = s->section == k->section;
    if (is_done(k, s) || (s->kind == SIGN_LABEL && !here) ||
        (s->kind == SIGN_COVER && k->section != NO_FIELD))
        return SIGN_NO;
    /* Where 三、取得成效 stands, 3. 取得成效 is a point of another section. */
    if (!k->reading->own && s->numbered && sign_numbered_otherwise(s, text))
        return SIGN_NO;
    if (!k->reading->own || s->kind == SIGN_COVER)
        return sign_match_any(s, text, p->level, rest);
    if (i < k->last || (s->kind == SIGN_HEADING && !here))
        return SIGN_NO;
    /* A paragraph that says the same as a heading is none. */
    if (k->levels && p->level == 0 && s->kind != SIGN_LABEL)
        return SIGN_NO;
    return sign_match_own(s, text, rest);
}

/* The sign a paragraph bears, the one with the longest words; SIZE_MAX for none. */
static size_t find_sign(const struct recogniser *k, const struct passage *p, struct sv text,
                        enum sign_match *how, size_t *rest)
{
    size_t found = SIZE_MAX, at = 0;
    for (size_t i = 0; i < k->signs.len; i++) {
        enum sign_match match = match_sign(k, i, p, text, &at);
        if (match == SIGN_NO ||
            (found != SIZE_MAX && k->signs.ptr[i].title.len <= k->signs.ptr[found].title.len))
            continue;
        found = i;
        *how = match;
        *rest = at;
    }
    return found;
}

/* Takes words off the end of an answer, however they were typed. */
static struct sv without_words(struct sv value, struct sv words)
{
    for (size_t at = 0, next; words.len && at < value.len; at = next) {
        prose_peek(value, at, &next);
        if (match_whole(sv_from_offset(value, at), words))
            return match_trim_line(sv_sub(value, 0, at));
    }
    return value;
}

/* What the cover prints behind an answer, and the remark of its label, are no part of it. */
static struct sv without_remarks(const struct sign *s, struct sv value)
{
    value = without_words(match_trim_line(value), s->after);
    return without_words(value, s->remark);
}

static void put_label(struct recogniser *k, size_t sign, struct sv value, const struct passage *p)
{
    const struct sign *s = &k->signs.ptr[sign];
    if (s->kind == SIGN_COVER)
        value = without_remarks(s, value);
    if (k->form->fields[s->field].kind == FIELD_COMPUTED)
        vec_push(&k->later, (struct later){s->field, value, p});
    else
        recogniser_put(k, (struct place){s->field, 0}, value, p);
}

/* What a field shows of others comes last: they may stand in the document by themselves. */
static void put_later(struct recogniser *k)
{
    for (size_t i = 0; i < k->later.len; i++) {
        const struct later *l = &k->later.ptr[i];
        const struct computed *c = &k->form->fields[l->field].computed;
        bool there = false;
        for (uint32_t f = 0; k->reading->own && f < c->of.len; f++)
            there |= draft_filled(k->draft, (struct place){c->of.ptr[f], 0});
        if (!there)
            recogniser_put(k, (struct place){l->field, 0}, l->value, l->from);
    }
}

static void open_section(struct recogniser *k, const struct sign *s, struct sv rest,
                         const struct passage *p)
{
    go_into(k, NO_FIELD);
    k->section = s->section;
    go_into(k, bare_text(k, k->form->sections[s->section].first));
    k->table = first_table(k);
    rest = paragraph_trim(rest);
    if (rest.len && k->into != NO_FIELD)
        add_prose(k, p, rest);
    else if (rest.len)
        recogniser_leave(k, p->number, rest);
}

static void open_field(struct recogniser *k, const struct sign *s, struct sv rest,
                       const struct passage *p)
{
    const struct field *field = &k->form->fields[s->field];
    go_into(k, NO_FIELD);
    k->section = field->section;
    go_into(k, field->index);
    if (field->kind == FIELD_TABLE)
        k->table = field->index;
    rest = paragraph_trim(rest);
    if (rest.len && field->kind == FIELD_TEXT)
        add_prose(k, p, rest);
    else if (rest.len) {
        recogniser_put(k, (struct place){field->index, 0}, rest, p);
        go_into(k, bare_text(k, field->end));
    }
}

static void take_label(struct recogniser *k, size_t sign, struct sv rest, const struct passage *p)
{
    const struct sign *s = &k->signs.ptr[sign];
    if (match_trim_line(rest).len == 0 && p->table) {
        k->waiting = p;
        k->waiting_sign = sign;
    } else {
        put_label(k, sign, rest, p);
    }
    if (s->kind == SIGN_LABEL)
        go_into(k, bare_text(k, k->form->fields[s->field].end));
}

static bool take_sign(struct recogniser *k, const struct passage *p, struct sv text)
{
    enum sign_match how = SIGN_NO;
    size_t rest = 0, found = find_sign(k, p, text, &how, &rest);
    if (found == SIZE_MAX)
        return false;
    struct sign *s = &k->signs.ptr[found];
    struct sv value = how == SIGN_RUN_IN ? sv_from_offset(text, rest) : SV("");
    s->seen = true;
    k->last = found;
    if (s->kind == SIGN_SECTION)
        open_section(k, s, value, p);
    else if (s->kind == SIGN_HEADING)
        open_field(k, s, value, p);
    else
        take_label(k, found, value, p);
    return true;
}

/* ---- passages ---- */

/* The cell next to a label is its answer. */
static bool take_waiting(struct recogniser *k, const struct passage *p, struct sv text)
{
    const struct passage *label = k->waiting;
    if (!label)
        return false;
    bool same = p->table == label->table && p->row == label->row;
    if (same && p->column == label->column)
        return false;
    if (same)
        put_label(k, k->waiting_sign, text, p);
    k->waiting = NULL;
    return same;
}

/* 三、取得的成效: numbered as sections are, short, no sentence. */
static bool looks_like_section(struct sv text)
{
    enum { LONGEST = 24 };
    size_t end = prose_skip_numerals(text, 0), next, last = text.len;
    if (end == 0 || utf8_length(text) > LONGEST)
        return false;
    char32_t mark = prose_peek(text, end, &next);
    while (last > 0 && ((unsigned char)text.ptr[--last] & 0xC0) == 0x80)
        continue;
    return next < text.len && (prose_is_blank(mark) || prose_one_of(mark, U"、．.")) &&
           !prose_one_of(prose_peek(text, last, &next), U"。；，：;,:");
}

static void note_odd(struct recogniser *k, const struct passage *p, struct sv text)
{
    if (k->reading->own || !looks_like_section(text))
        return;
    struct odd_heading *odd = vec_add(&k->out->odd);
    odd->number = p->number;
    odd->field = k->into;
    str_set(&odd->text, text);
}

static bool take_text(struct recogniser *k, const struct passage *p, struct sv text)
{
    if (k->into == NO_FIELD)
        return false;
    const struct field *field = &k->form->fields[k->into];
    if (field->kind == FIELD_TEXT) {
        note_odd(k, p, text);
        add_prose(k, p, text);
        return true;
    }
    if (field->kind == FIELD_TABLE)
        return k->reading->own && sv_eq(text, SV(ANSWER_BLANK));
    recogniser_put(k, (struct place){field->index, 0}, text, p);
    go_into(k, bare_text(k, field->end));
    return true;
}

void recogniser_passage(struct recogniser *k, const struct passage *p)
{
    struct sv text = paragraph_trim(str_sv(&p->text));
    if (text.len == 0 || take_waiting(k, p, text) || take_sign(k, p, text) ||
        recogniser_row(k, p, text) || recogniser_figure(k, p, text))
        return;
    if (!k->reading->own && is_annex(text))
        go_into(k, NO_FIELD);
    if (is_template(k, text) || match_trim_line(text).len == 0)
        k->out->hints += !k->reading->own;
    else if (!take_text(k, p, text))
        recogniser_leave(k, p->number, text);
}

static bool is_aside(const struct recogniser *k, const struct passage *p)
{
    const struct reading *r = k->reading;
    return p->part && r->parts.len > 1 &&
           !sign_of_application(k->form, str_sv(&r->parts.ptr[p->part - 1]));
}

static bool opens_section(const struct recogniser *k, const struct passage *p, struct sv text)
{
    enum sign_match how = SIGN_NO;
    size_t rest = 0, found = find_sign(k, p, text, &how, &rest);
    return found != SIZE_MAX && k->signs.ptr[found].kind == SIGN_SECTION;
}

/* In a document of others the title of another paper of the form begins what is no part of the
 * application, up to its title or one of its sections that is still to come. What stands there may
 * be the writer's own: it is left, not dropped. */
static bool leave_aside(struct recogniser *k, const struct passage *p)
{
    struct sv text = paragraph_trim(str_sv(&p->text));
    if (k->reading->own)
        return false;
    if (!p->table && sign_of_other_paper(k->form, text))
        k->aside = true;
    else if (!p->table && (sign_of_application(k->form, text) || opens_section(k, p, text)))
        k->aside = false;
    if (k->aside && text.len)
        recogniser_leave(k, p->number, text);
    return k->aside;
}

/* One past the last passage of the table that `from` is in. */
static size_t table_end(const struct reading *r, size_t from)
{
    size_t to = from;
    while (to < r->passages.len && r->passages.ptr[to].table == r->passages.ptr[from].table)
        to++;
    return to;
}

void recognise(const struct reading *reading, struct draft *d, struct recognised *out)
{
    struct recogniser k = {.reading = reading,
                           .form = d->form,
                           .draft = d,
                           .out = out,
                           .section = NO_FIELD,
                           .table = NO_FIELD,
                           .into = NO_FIELD};
    signs_find(k.form, &k.signs);
    find_habits(&k);
    find_words(&k);
    for (size_t i = 0; i < reading->passages.len;) {
        const struct passage *p = &reading->passages.ptr[i];
        size_t end = p->table ? table_end(reading, i) : i + 1;
        if (is_aside(&k, p)) {
            out->aside++;
            i++;
            continue;
        }
        if (p->table && recogniser_table(&k, i, end)) {
            i = end;
            continue;
        }
        for (; i < end; i++)
            if (!leave_aside(&k, &reading->passages.ptr[i]))
                recogniser_passage(&k, &reading->passages.ptr[i]);
    }
    flush(&k);
    put_later(&k);
    recogniser_place_figures(&k);
    vec_release(&k.signs);
    vec_release(&k.words);
    vec_release(&k.figures);
    vec_release(&k.later);
    str_release(&k.prose);
}

void recognised_release(struct recognised *r)
{
    for (size_t i = 0; i < r->unplaced.len; i++)
        str_release(&r->unplaced.ptr[i].text);
    vec_release(&r->unplaced);
    for (size_t i = 0; i < r->odd.len; i++)
        str_release(&r->odd.ptr[i].text);
    vec_release(&r->odd);
    vec_release(&r->taken);
    r->hints = 0;
}
