/*
 * docx_parts: what a document of Word keeps beside its text: which part is which, styles, numbers.
 *
 * Automatic numbers are no text in the file: they are counted here as Word counts them, so that a
 * heading that shows 一、 is read with it (ISO/IEC 29500-1, 17.9).
 */
#ifndef OUT_READERS_DOCX_PARTS_H
#define OUT_READERS_DOCX_PARTS_H

#include "base/vec.h"
#include "codec/zip.h"

enum { DOCX_LEVELS = 9, DOCX_NO_NUMBER = UINT32_MAX };

struct docx_style {
    struct str id;
    struct str based_on;
    uint32_t number;  /* of its numbering, 0 none, DOCX_NO_NUMBER: not said */
    uint32_t level;   /* in the numbering, likewise */
    uint32_t outline; /* from 1, 0: none said */
    bool centred;
};

struct docx_level {
    uint32_t start;
    struct str format; /* decimal, chineseCountingThousand … */
    struct str text;   /* “%1、” */
    bool legal;        /* shows all its numbers as decimals */
    bool said;
};

/* A list and where it has got to. */
struct docx_list {
    uint32_t id;
    struct docx_level levels[DOCX_LEVELS];
    uint32_t value[DOCX_LEVELS];
    bool begun[DOCX_LEVELS];
};

/* What paragraphs name: a list, begun anew where it says so. */
struct docx_number {
    uint32_t id;
    uint32_t list;
    uint32_t restart[DOCX_LEVELS]; /* DOCX_NO_NUMBER: goes on */
};

struct docx_parts {
    struct str document; /* the name of the main part */
    VEC(struct docx_style) styles;
    VEC(struct docx_list) lists;
    VEC(struct docx_number) numbers;
};

/* `out` starts zeroed. Fails (ERR_REFUSED) where the archive is no document of Word, or damaged. */
bool docx_parts_read(const struct zip *z, struct docx_parts *out, struct err *e);
void docx_parts_release(struct docx_parts *p);
/* What a paragraph of the style says, those it is based on counted; `id` empty: nothing. */
struct docx_style docx_style_resolve(const struct docx_parts *p, struct sv id);
/* Counts a paragraph of a list, and appends the number it shows, if any. */
void docx_count(struct docx_parts *p, uint32_t number, uint32_t level, struct str *out);
/* Appends a number in one of Word's formats; nothing for bullets and those not known. */
void docx_add_number(struct str *out, uint32_t value, struct sv format);

/* styles.xml and numbering.xml. */
bool docx_styles_read(struct sv bytes, struct docx_parts *out, struct err *e);
bool docx_numbering_read(struct sv bytes, struct docx_parts *out, struct err *e);

#endif
