/*
 * Documents people hand in: read as what they are, then placed in a form.
 *
 * The input is the bytes of a file. What is no archive is also put into one, as the document, the
 * styles and the numbering of it, for mutations of an archive hardly ever get past its sums; and as
 * one of our own too, for those are taken at their word.
 */
#include "codec/zip.h"
#include "fuzz.h"
#include "out/doc.h"
#include "out/readers/document_read.h"
#include "out/readers/recognise.h"
#include "out/readers/text_read.h"

enum { FORMS = 2 };

static const struct form *form_number(int n)
{
    static const char *const names[FORMS] = {"forms/chain-case-2024/form.yaml",
                                             "tests/fixtures/out/form.yaml"};
    static struct form *forms[FORMS];
    if (!forms[n])
        forms[n] = fuzz_form(names[n]);
    return forms[n];
}

static void check_passages(const struct reading *r)
{
    uint32_t last = 0;
    for (size_t i = 0; i < r->passages.len; i++) {
        const struct passage *p = &r->passages.ptr[i];
        HOLDS(utf8_valid(str_sv(&p->text), NULL));
        HOLDS(sv_find_byte(str_sv(&p->text), '\n', 0) == SV_NONE);
        HOLDS(p->number >= last);
        HOLDS((p->table == 0) == (p->row == 0) || p->column == 0);
        last = p->number;
    }
}

static void check_texts(const struct draft *d)
{
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        HOLDS(utf8_valid(str_sv(&d->slots[f].text), NULL));
        for (size_t i = 0; i < d->tables[f].len; i++)
            HOLDS(d->tables[f].ptr[i].key > 0);
    }
}

/* What was taken is there, and the draft prints. */
static void check_recognised(const struct reading *r, int number)
{
    struct draft *d = draft_new(form_number(number));
    struct recognised found = {0};
    struct doc doc = {0};
    recognise(r, d, &found);
    check_texts(d);
    for (size_t i = 0; i < found.taken.len; i++) {
        HOLDS(found.taken.ptr[i].number > 0);
        HOLDS(i == 0 || found.taken.ptr[i - 1].number <= found.taken.ptr[i].number);
    }
    for (size_t i = 0; i < found.unplaced.len; i++)
        HOLDS(found.unplaced.ptr[i].text.len > 0);
    compose_application(d, NULL, &doc);
    doc_release(&doc);
    recognised_release(&found);
    draft_free(d);
}

static void read_one(struct sv bytes)
{
    struct reading r = {0};
    struct document_facts facts;
    struct err e = {0};
    if (document_read(bytes, &r, &facts, &e)) {
        check_passages(&r);
        for (int n = 0; n < FORMS; n++)
            check_recognised(&r, n);
    } else {
        HOLDS(r.passages.len == 0);
        fuzz_refused(&e);
    }
    reading_release(&r);
}

static void read_packed(struct sv part, bool own)
{
    struct zip z = {0};
    struct str bytes = {0};
    zip_add(&z, SV("word/document.xml"), part, false);
    zip_add(&z, SV("word/styles.xml"), part, false);
    zip_add(&z, SV("word/numbering.xml"), part, false);
    if (own)
        zip_add(&z, SV("docProps/app.xml"), SV("<a><Application>tianbiao</Application></a>"),
                false);
    if (zip_write(&z, &bytes, NULL))
        read_one(str_sv(&bytes));
    zip_release(&z);
    str_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv input = fuzz_input(data, size);
    read_one(input);
    if (!sv_starts(input, SV("PK")) && sv_find_byte(input, '<', 0) != SV_NONE) {
        read_packed(input, false);
        read_packed(input, true);
    }
    return 0;
}
