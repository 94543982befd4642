/*
 * signs: what in a document says which answer stands there: headings and labels, from the form.
 */
#ifndef OUT_READERS_SIGNS_H
#define OUT_READERS_SIGNS_H

#include "base/vec.h"
#include "form/form.h"

enum sign_kind {
    SIGN_COVER,   /* a label of the cover, or of a field that is not printed elsewhere */
    SIGN_SECTION, /* the heading of a section */
    SIGN_HEADING, /* the heading of a field */
    SIGN_LABEL,   /* words in front of an answer */
};

struct sign {
    enum sign_kind kind;
    uint32_t section;
    uint32_t field; /* of a section NO_FIELD */
    struct sv number;
    struct sv title;
    struct sv after;  /* what a cover prints behind the answer */
    struct sv remark; /* in brackets at the end of the field's label: 企业全称（盖章） */
    bool seen;
    bool answered; /* something was taken under it */
    bool numbered; /* a paragraph of the document bears it with its very number */
};

VEC_TYPE(signs, struct sign);

/* Those of the cover first, then in the order of print. */
void signs_find(const struct form *form, struct signs *out);

/* How a paragraph bears a sign. */
enum sign_match {
    SIGN_NO,
    SIGN_WHOLE, /* and nothing else */
    SIGN_RUN_IN /* an answer follows in the same paragraph */
};

/* Our own print: the sign word for word. *rest is where an answer starts. */
enum sign_match sign_match_own(const struct sign *s, struct sv text, size_t *rest);
/* Anybody's. `level` as in a passage. */
enum sign_match sign_match_any(const struct sign *s, struct sv text, uint32_t level, size_t *rest);
/* Is a paragraph numbered in another way than the sign: 3. for 三、. Not if it has no number. */
bool sign_numbered_otherwise(const struct sign *s, struct sv text);
/* Is it a title of the application; of another of the form's papers. */
bool sign_of_application(const struct form *form, struct sv text);
bool sign_of_other_paper(const struct form *form, struct sv text);
/* Does a field's text stand without any sign of its own: prose without a heading. */
bool sign_is_bare(const struct field *field);

#endif
