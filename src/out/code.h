/*
 * code: the check code of an application, by which paper and file are known to say the same.
 *
 * The canonical form is what the application prints, block by block: its kind, label, text and what
 * stands behind, and of a picture the SHA-256 of its bytes. How the pages are laid out, the mark in
 * their feet, the names and sizes of pictures, and the state of materials (stamps and files come
 * after 定稿) are no part of it. The code is made of its SHA-256:
 *
 *     A7K2-M9QX-4TRC    the version of the canonical form, ten characters of 5 bits, one to check
 *
 * The alphabet is Crockford's base 32: no two of its characters look alike on paper, and what is
 * typed for them (o for 0, i or l for 1, u for v, small letters, full-width ones, blanks and
 * hyphens of any kind) is taken for what it was meant to be. The last character makes the sum of
 * all, each times a power of a primitive element of GF(32), zero: one wrong character, or two that
 * changed places, however far apart, is always found.
 */
#ifndef OUT_CODE_H
#define OUT_CODE_H

#include "draft/finals.h"
#include "out/doc.h"

enum {
    CODE_CHARS = 12, /* without hyphens */
    CODE_GROUP = 4,
    CODE_SHOWN = CODE_CHARS + CODE_CHARS / CODE_GROUP - 1,
};

/* Appends the code of an application composed for `form`. `facts` (may be NULL) has the digests of
 * pictures; one that is not there counts as no picture. */
void code_add(struct str *out, const struct doc *application, const struct form *form,
              const struct facts *facts);
/* The same for a draft, which is composed. */
void code_add_of_draft(struct str *out, const struct draft *d, const struct facts *facts);
/* Sets `out` to what the pictures of a composed application are, as struct final keeps it; of the
 * first FINAL_MOST_PICTURES. */
void code_pictures(const struct doc *application, const struct facts *facts, struct str *out);

/* Replaces the mark of a document composed from a draft (the application, or any of its papers) by
 * 第 1 稿　校验码 …, where what the draft says is what was last made final; demonstration data
 * never is. */
void code_set_mark(struct doc *doc, const struct draft *d, const struct facts *facts);

enum code_answer {
    CODE_GOOD,
    CODE_SHORT,    /* or long */
    CODE_STRANGE,  /* a character that is in no code */
    CODE_MISTYPED, /* the check character does not fit */
    CODE_NEWER,    /* it is right, but of a version we do not know */
};

/* Reads a code as somebody typed it from paper, or copied it with the words in front of it. `out`
 * is set to it as we write it, or to what was understood of it. `group` gets the group, from 1,
 * that is too long, too short or has the strange character; 0 where that is not known. */
enum code_answer code_read(struct sv typed, struct str *out, unsigned *group);
/* The one group, from 1, in which two codes as we write them differ; two neighbours that changed
 * places across a hyphen count for the first. 0 when they differ in none, or in more. */
unsigned code_differs(struct sv a, struct sv b);

#endif
