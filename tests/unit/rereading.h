/*
 * rereading: what the tests of reading share: drafts of the source tree, exported and read back.
 */
#ifndef TESTS_UNIT_REREADING_H
#define TESTS_UNIT_REREADING_H

#include "draft/draft_io.h"
#include "out/doc.h"
#include "out/docx.h"
#include "out/plain.h"
#include "out/readers/document_read.h"
#include "out/readers/recognise.h"
#include "paper.h"
#include "text/utf8.h"

static inline struct draft *reread_draft(const struct form *form, const char *name)
{
    struct str source = {0};
    struct draft *draft = NULL;
    struct err e = {0};
    if (!source_read(name, &source))
        fail_msg("cannot read %s", name);
    if (!draft_parse(form, str_sv(&source), name, &draft, NULL, &e))
        fail_msg("%s", e.message.ptr);
    str_release(&source);
    return draft;
}

/* The bytes `export` writes. */
static inline void reread_export(const struct draft *d, const char *profile, enum encoding encoding,
                                 struct str *out)
{
    struct doc doc = {0};
    struct sheets sheets = {0};
    struct err e = {0};
    compose_application(d, NULL, &doc);
    sheets_make(&doc, sheet_profile_by_name(sv_from(profile)), &sheets);
    if (!plain_write(&sheets, encoding, out, NULL, &e))
        fail_msg("%s", e.message.ptr);
    sheets_release(&sheets);
    doc_release(&doc);
}

/* The same as docx, without pictures. */
static inline void reread_export_docx(const struct draft *d, struct str *out)
{
    struct doc doc = {0};
    struct err e = {0};
    compose_application(d, NULL, &doc);
    if (!docx_write(&doc, &(struct docx_options){0}, out, &e))
        fail_msg("%s", e.message.ptr);
    doc_release(&doc);
}

/* A new draft of the form, filled from the bytes of a document. */
static inline struct draft *reread(const struct form *form, struct sv bytes, bool demo,
                                   struct recognised *out)
{
    struct reading reading = {0};
    struct err e = {0};
    struct draft *draft = draft_new(form);
    struct document_facts facts;
    if (!document_read(bytes, &reading, &facts, &e))
        fail_msg("%s", e.message.ptr);
    assert_true(reading.own);
    assert_int_equal(reading.demo, demo);
    recognise(&reading, draft, out);
    reading_release(&reading);
    return draft;
}

/* Fails, and shows both sides from shortly before they part. */
static inline void reread_differs(const char *what, struct sv was, struct sv is)
{
    enum { BEFORE = 20, SHOWN = 100 };
    size_t at = 0;
    while (at < was.len && at < is.len && was.ptr[at] == is.ptr[at])
        at++;
    size_t from = utf8_offset(was, utf8_length(sv_sub(was, 0, at)));
    for (int i = 0; i < BEFORE && from; i++)
        from = utf8_prev(was, from);
    fail_msg("%s\n  was: [%.*s]\n  is:  [%.*s]", what, SV_ARG(sv_sub(was, from, from + SHOWN)),
             SV_ARG(sv_sub(is, from, from + SHOWN)));
}

static inline bool reread_same(const struct block *x, const struct block *y)
{
    return x->kind == y->kind && sv_eq(x->label, y->label) && sv_eq(x->text, y->text) &&
           sv_eq(x->file, y->file);
}

/* Both print the same, block by block. */
static inline void assert_prints_alike(const struct draft *a, const struct draft *b)
{
    struct doc left = {0}, right = {0};
    compose_application(a, NULL, &left);
    compose_application(b, NULL, &right);
    for (size_t i = 0; i < left.blocks.len && i < right.blocks.len; i++) {
        const struct block *x = &left.blocks.ptr[i], *y = &right.blocks.ptr[i];
        if (reread_same(x, y))
            continue;
        print_error("block %zu, label [%.*s] and [%.*s], file [%.*s] and [%.*s]\n", i,
                    SV_ARG(x->label), SV_ARG(y->label), SV_ARG(x->file), SV_ARG(y->file));
        reread_differs("text of a block", x->text, y->text);
    }
    assert_int_equal(left.blocks.len, right.blocks.len);
    doc_release(&left);
    doc_release(&right);
}

/* A text as pages keep it: no blanks at either end of a paragraph, no empty paragraph. */
static inline void reread_normal(struct sv text, struct str *out)
{
    struct sv line, blank = SV("　");
    str_clear(out);
    while (sv_next(&text, '\n', &line)) {
        for (size_t before = SIZE_MAX; before != line.len;) {
            before = line.len;
            line = sv_trim(line);
            line = sv_starts(line, blank) ? sv_from_offset(line, blank.len) : line;
            line.len -= sv_ends(line, blank) ? blank.len : 0;
        }
        if (line.len && out->len)
            str_add_byte(out, '\n');
        str_add(out, line);
    }
}

/* Every leaf outside tables and addresses that was read back is byte for byte what it was. */
static inline void assert_kept(const struct draft *was, const struct draft *is)
{
    struct str want = {0};
    uint32_t kept = 0;
    for (uint32_t f = 0; f < was->form->field_count; f++) {
        const struct field *field = &was->form->fields[f];
        struct place p = {f, 0};
        if (!(kind_flags(field->kind) & KIND_LEAF) || field->table != NO_FIELD ||
            draft_text(is, p).len == 0)
            continue;
        reread_normal(draft_text(was, p), &want);
        if (!sv_eq(draft_text(is, p), str_sv(&want)))
            reread_differs(field->path.ptr, str_sv(&want), draft_text(is, p));
        kept++;
    }
    assert_true(kept > 0 || was->form->field_count == 0);
    str_release(&want);
}

#endif
