/*
 * docx_source: what a document of Word keeps beside its text: which part is which, styles, numbers.
 *
 * Automatic numbers are no text in the file: they are counted here as Word counts them, so that a
 * heading that shows 一、 is read with it (ISO/IEC 29500-1, 17.9).
 */
#ifndef OUT_READERS_DOCX_SOURCE_H
#define OUT_READERS_DOCX_SOURCE_H

#include "base/vec.h"
#include "codec/zip.h"

/* More styles or lists than SOURCE_MOST are not looked at: no document that people write has them.
 */
enum { SOURCE_MOST = 2000, SOURCE_LEVELS = 9, SOURCE_NO_NUMBER = UINT32_MAX };

struct source_style {
    struct str id;
    struct str based_on;
    uint32_t number;  /* of its numbering, 0 none, SOURCE_NO_NUMBER: not said */
    uint32_t level;   /* in the numbering, likewise */
    uint32_t outline; /* from 1, 0: none said */
    bool centred;
};

struct source_level {
    uint32_t start;
    struct str format; /* decimal, chineseCountingThousand … */
    struct str text;   /* “%1、” */
    bool legal;        /* shows all its numbers as decimals */
    bool said;
};

/* A list and where it has got to. */
struct source_list {
    uint32_t id;
    struct source_level levels[SOURCE_LEVELS];
    uint32_t value[SOURCE_LEVELS];
    bool begun[SOURCE_LEVELS];
};

/* What paragraphs name: a list, begun anew where it says so. */
struct source_number {
    uint32_t id;
    uint32_t list;
    uint32_t restart[SOURCE_LEVELS]; /* SOURCE_NO_NUMBER: goes on */
};

struct docx_source {
    struct str document; /* the name of the main part */
    VEC(struct source_style) styles;
    VEC(struct source_list) lists;
    VEC(struct source_number) numbers;
};

/* `out` starts zeroed. Fails (ERR_REFUSED) where the archive is no document of Word, or damaged. */
bool docx_source_read(const struct zip *z, struct docx_source *out, struct err *e);
void docx_source_release(struct docx_source *p);
/* What a paragraph of the style says, those it is based on counted; `id` empty: nothing. */
struct source_style docx_source_style(const struct docx_source *p, struct sv id);
/* Counts a paragraph of a list, and appends the number it shows, if any. */
void docx_source_count(struct docx_source *p, uint32_t number, uint32_t level, struct str *out);
/* Appends a number in one of Word's formats; nothing for bullets and those not known. */
void docx_source_add_number(struct str *out, uint32_t value, struct sv format);

/* styles.xml and numbering.xml. */
bool docx_source_styles(struct sv bytes, struct docx_source *out, struct err *e);
bool docx_source_numbering(struct sv bytes, struct docx_source *out, struct err *e);

#endif
