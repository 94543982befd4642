/*
 * Journals: what is read of a torn or changed one can be replayed, and what is replayed is a draft.
 *
 * The input is a journal's bytes; or, when it is none, the changes in one (draft/changes.h), which
 * get a journal made around them, so that mutations are not all stopped at its checks.
 */
#include "codec/digest.h"
#include "draft/changes.h"
#include "draft/recover_head.h"
#include "fuzz.h"

enum { CHECK_DIGITS = 16, CUT_EVERY = 97 };

static const char begun_with[] = "tianbiao: 1\n"
                                 "form: small\n"
                                 "form_version: 2\n"
                                 "draft_id: 3f9c2a51b7d04e18\n"
                                 "answers:\n"
                                 "  cover: {company: 演示, mode: tech, links: [make]}\n"
                                 "  brief:\n"
                                 "    text: |\n"
                                 "      第一段\n"
                                 "      第二段\n"
                                 "  partners:\n"
                                 "  - {id: p1, name: 甲}\n"
                                 "  - {id: p2, name: 乙, mine: kept}\n"
                                 "pending:\n"
                                 "  cover.phone: 等人\n"
                                 "done: [cover]\n";

static const struct form *small_form(void)
{
    static struct form *form;
    if (!form)
        form = fuzz_form("tests/fixtures/forms/small/form.yaml");
    return form;
}

/* ---- making one ---- */

static void add_record(struct str *out, struct str *check, struct sv bytes)
{
    struct str start = {0}, all = {0};
    str_add_f(&start, "%zu 1700000000 ", bytes.len);
    str_add(&all, str_sv(check));
    str_add(&all, str_sv(&start));
    str_add(&all, bytes);
    struct digest d = digest_of(str_sv(&all));
    str_clear(check);
    digest_add_hex(check, &d);
    str_truncate(check, CHECK_DIGITS);
    str_add(out, str_sv(&start));
    str_add(out, str_sv(check));
    str_add_byte(out, '\n');
    str_add(out, bytes);
    str_add_byte(out, '\n');
    str_release(&start);
    str_release(&all);
}

/* The changes in two records, parted at a line. */
static void make_journal(struct sv changes, struct str *out)
{
    struct str check = {0};
    size_t cut = sv_find_byte(changes, '\n', changes.len / 2);
    cut = cut == SV_NONE ? changes.len : cut + 1;
    str_set(out, SV("tianbiao-journal 1\n"));
    str_add_bytes(&check, '0', CHECK_DIGITS);
    add_record(out, &check,
               SV("draft 3f9c2a51b7d04e18\nform small\nversion 2 2\nfile /somewhere/case.yaml\n"));
    add_record(out, &check, sv_from(begun_with));
    add_record(out, &check, sv_sub(changes, 0, cut));
    add_record(out, &check, sv_from_offset(changes, cut));
    str_release(&check);
}

/* ---- reading ---- */

static void written(const struct draft *d, struct str *out)
{
    struct err e = {0};
    str_clear(out);
    if (!draft_compose(d, SV(""), out, &e))
        fuzz_broken("a recovered draft can be written", &e);
}

/* A recovered draft is one that can be saved and read. */
static void check_draft(const struct draft *d)
{
    struct str text = {0}, again = {0};
    struct draft *read = NULL;
    struct err e = {0};
    written(d, &text);
    if (!draft_parse(d->form, str_sv(&text), "saved", &read, NULL, &e))
        fuzz_broken("a recovered draft can be read", &e);
    written(read, &again);
    HOLDS(sv_eq(str_sv(&text), str_sv(&again)));
    draft_free(read);
    str_release(&text);
    str_release(&again);
}

/* What makes one of the other does so. */
static void check_between(struct draft *from, const struct draft *to)
{
    struct str changes = {0}, made = {0}, want = {0};
    struct err e = {0};
    changes_between(&changes, from, to);
    if (!changes_apply(from, str_sv(&changes), NULL, &e))
        fuzz_broken("the changes between two drafts can be made", &e);
    written(from, &made);
    written(to, &want);
    HOLDS(sv_eq(str_sv(&made), str_sv(&want)));
    str_clear(&changes);
    changes_between(&changes, from, to);
    HOLDS(changes.len == 0);
    str_release(&changes);
    str_release(&made);
    str_release(&want);
}

static void replay(struct journal_text *text)
{
    struct remnant r = {.text = *text};
    struct recovered got = {0};
    struct err e = {0};
    if (text->records.len > RECOVER_SOURCE && head_read(text->records.ptr[0].bytes, &r)) {
        str_set(&r.source, text->records.ptr[RECOVER_SOURCE].bytes);
        if (recover_replay(&r, small_form(), &got, &e)) {
            HOLDS(got.typed && got.begun);
            check_draft(got.typed);
            check_between(got.begun, got.typed);
        } else {
            fuzz_refused(&e);
        }
        recovered_release(&got);
    }
    *text = r.text;
    r.text = (struct journal_text){0};
    remnant_release(&r);
}

static size_t parse(struct sv bytes, bool replayed)
{
    struct journal_text text = {0};
    struct str copy = {0};
    struct err e = {0};
    size_t records = 0;
    str_set(&copy, bytes);
    if (journal_parse(&copy, "j", &text, &e)) {
        records = text.records.len;
        HOLDS(text.lost <= bytes.len);
        for (size_t i = 0; i < records; i++)
            HOLDS(text.records.ptr[i].bytes.len <= JOURNAL_MAX_RECORD);
        if (replayed)
            replay(&text);
    } else {
        fuzz_refused(&e);
    }
    journal_text_release(&text);
    str_release(&copy);
    return records;
}

/* Torn anywhere, a journal loses its last records and nothing else. */
static void tear(struct sv bytes, size_t records)
{
    for (size_t len = bytes.len % CUT_EVERY; len < bytes.len; len += CUT_EVERY)
        HOLDS(parse(sv_sub(bytes, 0, len), false) <= records);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv input = fuzz_input(data, size);
    struct str made = {0};
    if (sv_starts(input, SV("tianbiao-journal"))) {
        str_set(&made, input);
        parse(str_sv(&made), true);
    } else {
        make_journal(input, &made);
        HOLDS(parse(str_sv(&made), true) == 4);
        tear(str_sv(&made), 4);
    }
    str_release(&made);
    return 0;
}
