/* Drafts filled in at random, every paper of them on pages of both profiles. By hand more of them:
 * TB_RANDOM_DRAFTS=1000, and from another seed: TB_RANDOM_SEED=7. */
#include "paper.h"
#include "random_draft.h"

#include "out/compose_papers.h"
#include "text/break_class.h"
#include "text/width.h"

enum { DRAFTS = 200, SEED = 20240425 };

static const char *const forms[] = {"forms/chain-case-2024/form.yaml",
                                    "forms/reading-grant-2025/form.yaml"};

static uint64_t number_from(const char *name, uint64_t usual)
{
    const char *text = getenv(name);
    return text && *text ? strtoull(text, NULL, 10) : usual;
}

/* ---- what must hold of a line ---- */

/* The rule under a table's head. */
static bool is_rule(struct sv text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '-' && text.ptr[i] != ' ')
            return false;
    return true;
}

static bool is_blank(char32_t cp)
{
    return cp == ' ' || cp == 0x3000;
}

/* The flags of the first or last character that can be seen; of a lone dash NOSTART counts, two are
 * one mark that may open a line. */
static uint32_t edge_flags(struct sv text, bool last)
{
    char32_t edge = 0, second = 0, cp;
    for (size_t at = 0; at < text.len;) {
        at += utf8_decode(text, at, &cp);
        if (is_blank(cp))
            continue;
        if (last) {
            edge = cp;
        } else if (!edge) {
            edge = cp;
        } else {
            second = cp;
            break;
        }
    }
    uint32_t flags = break_flags(edge);
    return edge == 0x2014 && second == 0x2014 ? flags & ~(uint32_t)BREAK_NOSTART : flags;
}

struct page_line {
    const struct sheet_line *line;
    size_t page;
    size_t number;
};

static void check_line(const struct sheets *p, struct page_line at)
{
    struct sv text = str_sv(&at.line->text);
    bool wide = width_text(text, WIDTH_PAPER) > p->profile->width;
    bool start = !is_rule(text) && (edge_flags(text, false) & BREAK_NOSTART);
    bool end = !is_rule(text) && (edge_flags(text, true) & BREAK_NOEND);
    bool valid = utf8_valid(text, NULL);
    bool trailing = text.len && text.ptr[text.len - 1] == ' ';
    if (wide || start || end || !valid || trailing)
        fail_msg("page %zu line %zu of %.*s:%s%s%s%s%s [%.*s]", at.page + 1, at.number,
                 SV_ARG(p->profile->name), wide ? " too wide" : "",
                 start ? " opens with what must not" : "", end ? " ends with what must not" : "",
                 valid ? "" : " no UTF-8", trailing ? " trailing blanks" : "", SV_ARG(text));
}

static void check_sheets(const struct sheets *p)
{
    for (size_t s = 0; s < p->sheets.len; s++) {
        const struct sheet *sheet = &p->sheets.ptr[s];
        assert_int_equal(sheet->lines.len, p->profile->total);
        for (size_t i = 0; i + 1 < sheet->lines.len; i++)
            check_line(p, (struct page_line){&sheet->lines.ptr[i], s, i});
        assert_true(width_text(str_sv(&sheet->lines.ptr[p->profile->total - 1].text),
                               WIDTH_PAPER) <= p->profile->width);
    }
}

/* Parts follow each other without a gap and cover all pages. */
static void check_parts(const struct doc *d, const struct sheets *p)
{
    size_t next = 1;
    for (size_t i = 0; i < p->parts.len; i++) {
        assert_int_equal(p->parts.ptr[i].index, i);
        assert_int_equal(p->parts.ptr[i].first, next);
        next += p->parts.ptr[i].pages;
    }
    assert_int_equal(p->parts.len, d->parts.len);
    assert_int_equal(next, p->sheets.len + 1);
}

static void check_draft(const struct draft *d)
{
    static const char *const profiles[] = {"official", "dense"};
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        struct doc doc = {0};
        struct sheets sheets = {0};
        bind_sheets(d, NULL, SV("all"), sheet_profile_by_name(sv_from(profiles[i])), &doc, &sheets);
        check_sheets(&sheets);
        check_parts(&doc, &sheets);
        sheets_release(&sheets);
        doc_release(&doc);
    }
}

static void test_random(void **state)
{
    uint64_t count = number_from("TB_RANDOM_DRAFTS", DRAFTS);
    uint64_t seed = number_from("TB_RANDOM_SEED", SEED);
    (void)state;
    for (size_t f = 0; f < COUNT_OF(forms); f++) {
        struct form *form = paper_form(forms[f]);
        for (uint64_t i = f; i < count; i += COUNT_OF(forms)) {
            struct random r = {seed + i};
            struct draft *d = draft_new(form);
            random_fill(d, &r);
            check_draft(d);
            draft_free(d);
        }
        form_free(form);
    }
}

/* A draft with nothing in it prints every paper too. */
static void test_empty(void **state)
{
    (void)state;
    for (size_t f = 0; f < COUNT_OF(forms); f++) {
        struct form *form = paper_form(forms[f]);
        struct draft *d = draft_new(form);
        check_draft(d);
        draft_free(d);
        form_free(form);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests_name("out/random", tests, NULL, NULL);
}
