/*
 * random_draft: drafts of any form filled in at random, the same ones for the same seed.
 *
 * Answers are of their kind most of the time and nonsense now and then; prose is Chinese as people
 * write it, with marks of all sorts, figures, short words of Latin letters, blanks where none
 * belong, and rarely a character that no font has. Opening marks are followed by a 字, closing ones
 * follow one, and a word that is long is never followed by a mark: so a line can be broken by the
 * rules however narrow a column is, and a test may ask that it was.
 */
#ifndef TESTS_RANDOM_DRAFT_H
#define TESTS_RANDOM_DRAFT_H

#include "draft/edit.h"
#include "text/utf8.h"
#include "unit.h"

struct random {
    uint64_t state;
};

/* A number below `n`, which is not 0 (Knuth's MMIX generator, its upper half). */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(r->state >> 33) % n;
}

static inline bool random_once_in(struct random *r, uint32_t n)
{
    return random_below(r, n) == 0;
}

/* A run of 字 that says nothing. */
static inline void random_add_han(struct str *out, struct random *r, uint32_t most)
{
    static const char *const words[] = {"企业", "数据", "平台",   "协同", "链", "中小", "改造",
                                        "的",   "在",   "上下游", "订单", "人", "成效", "一"};
    for (uint32_t n = 1 + random_below(r, most); n > 0; n--)
        str_add(out, sv_from(words[random_below(r, COUNT_OF(words))]));
}

static inline void random_add_piece(struct str *out, struct random *r)
{
    static const char *const pieces[] = {
        "“链”",    "《通知》", "（试行）",   "12家",  "35%",   "1,280万元",   "——", "……", "5G",
        "25℃",     "第1页",    "２０２４年", "甲·乙", "10—20", "ERP2024系统", "①",  "㎡", " 空 格 ",
        "ABC系统", "a-b和",    "0311号",     "😀",     "𠀀",    "e\xCC\x81",
    };
    random_add_han(out, r, 6);
    str_add(out, sv_from(pieces[random_below(r, COUNT_OF(pieces))]));
    random_add_han(out, r, 6);
}

/* One sentence or several, on one line. */
static inline void random_add_line(struct str *out, struct random *r, uint32_t pieces)
{
    static const char *const stops[] = {"，", "；", "：", "、"};
    for (uint32_t n = 1 + random_below(r, pieces); n > 0; n--) {
        random_add_piece(out, r);
        if (n > 1)
            str_add(out, sv_from(stops[random_below(r, COUNT_OF(stops))]));
    }
}

static inline void random_add_prose(struct str *out, struct random *r, uint32_t paragraphs)
{
    for (uint32_t n = 1 + random_below(r, paragraphs); n > 0; n--) {
        if (random_once_in(r, 3))
            str_add(out, SV("　　"));
        random_add_line(out, r, 20);
        str_add(out, SV("。"));
        if (random_once_in(r, 30))
            str_add(out, SV("\f\x1B[2J\xE2\x80\xAE"));
        if (n > 1)
            str_add(out, random_once_in(r, 5) ? SV("\n\n") : SV("\n"));
    }
}

static inline void random_add_option(struct str *out, struct random *r, const struct field *field)
{
    if (field->other && random_once_in(r, 5))
        random_add_han(out, r, 8);
    else if (field->option_count)
        str_add(out, field->options[random_below(r, field->option_count)].id);
}

/* What a leaf may hold; empty once in a while. */
static inline void random_add_answer(struct str *out, struct random *r, const struct field *field)
{
    if (random_once_in(r, 6))
        return;
    switch (field->kind) {
    case FIELD_TEXT:
        random_add_prose(out, r, field->table == NO_FIELD ? 12 : 2);
        break;
    case FIELD_NUMBER:
    case FIELD_MONEY:
        str_add_f(out, "%u", random_below(r, random_once_in(r, 9) ? 1000000000 : 100));
        break;
    case FIELD_DATE:
        str_add_f(out, "20%02u-%02u", 20 + random_below(r, 9), 1 + random_below(r, 12));
        break;
    case FIELD_CREDIT_CODE:
        str_add_f(out, "9113%014u", random_below(r, 1000000000));
        break;
    case FIELD_PHONE:
        str_add_f(out, "0311-8%07u", random_below(r, 10000000));
        break;
    case FIELD_EMAIL:
        str_add_f(out, "who%u@example.org", random_below(r, 1000));
        break;
    case FIELD_YESNO:
        str_add(out, random_once_in(r, 3) ? SV("no") : SV("yes"));
        break;
    case FIELD_CHOICE:
        random_add_option(out, r, field);
        break;
    case FIELD_CHOICES:
        for (uint32_t n = random_below(r, 4); n > 0; n--) {
            str_add(out, out->len ? SV("\n") : SV(""));
            random_add_option(out, r, field);
        }
        break;
    case FIELD_FILES:
        str_add_f(out, "folder/file-%u.png", random_below(r, 3));
        break;
    default:
        random_add_line(out, r, 3);
    }
}

/* A tie that points at the start of a text: an element, a field it may point into, its words. */
static inline void random_tie(struct draft *d, struct random *r, const struct field *elements,
                              uint32_t row)
{
    const struct form *form = d->form;
    uint32_t text = elements->texts.ptr[random_below(r, elements->texts.len)];
    struct sv quote = draft_text(d, (struct place){text, 0});
    size_t end = 0;
    for (uint32_t n = random_below(r, 40); n > 0 && end < quote.len && quote.ptr[end] != '\n';
         n--) {
        char32_t cp;
        end += utf8_decode(quote, end, &cp);
    }
    const struct field *id = field_below(form, elements, SV("id"));
    const struct field *at = field_below(form, elements, SV("tie.field"));
    const struct field *words = field_below(form, elements, SV("tie.quote"));
    uint32_t option = random_below(r, elements->option_count);
    draft_set(d, NULL, (struct place){id->index, row}, elements->options[option].id);
    draft_set(d, NULL, (struct place){at->index, row}, form->fields[text].path);
    draft_set(d, NULL, (struct place){words->index, row}, sv_sub(quote, 0, end));
}

static inline void random_fill_leaf(struct draft *d, struct random *r, struct place p)
{
    struct str text = {0};
    random_add_answer(&text, r, &d->form->fields[p.field]);
    draft_set(d, NULL, p, str_sv(&text));
    str_release(&text);
}

static inline void random_fill_rows(struct draft *d, struct random *r, const struct field *table)
{
    uint32_t most = table->kind == FIELD_IMAGES ? 3 : table->kind == FIELD_ELEMENTS ? 20 : 16;
    for (uint32_t n = random_below(r, most + 1); n > 0; n--) {
        uint32_t row =
            draft_row_add(d, NULL, table->index, draft_rows(d, table->index)->len, SV(""));
        if (table->kind == FIELD_ELEMENTS && table->texts.len && table->option_count) {
            random_tie(d, r, table, row);
            continue;
        }
        for (uint32_t f = table->index + 1; f < table->end; f++)
            if (kind_flags(d->form->fields[f].kind) & KIND_LEAF)
                random_fill_leaf(d, r, (struct place){f, row});
    }
}

/* Fills an empty draft of any form. Rows come last: ties point into texts. */
static inline void random_fill(struct draft *d, struct random *r)
{
    const struct form *form = d->form;
    for (uint32_t f = 0; f < form->field_count; f++)
        if (form->fields[f].table == NO_FIELD && (kind_flags(form->fields[f].kind) & KIND_LEAF))
            random_fill_leaf(d, r, (struct place){f, 0});
    for (uint32_t f = 0; f < form->field_count; f++)
        if (kind_flags(form->fields[f].kind) & KIND_ROWS)
            random_fill_rows(d, r, &form->fields[f]);
    d->demo = random_once_in(r, 2);
}

#endif
