/*
 * changes: in what a delivery differs from the one before, and which of it was asked for.
 *
 * A change is asked for where a remark of the last return stands: at its field, a part of it, the
 * same text, the same row; or, of a case carried into a later round, at a material that is asked
 * for anew. A remark about the whole case asks for nothing in particular. Answers, remarks of the
 * applicant (待补, reasons) and the bytes of the files that are named are looked at; which sections
 * are called done, and the log of 定稿, are no changes.
 */
#ifndef OFFICE_CHANGES_H
#define OFFICE_CHANGES_H

#include "draft/draft.h"
#include "office/review.h"

/* A difference between a delivery and the one before. */
struct change {
    struct str label; /* of the place */
    struct str was;
    struct str now;
    struct place place; /* in the newer draft; NO_FIELD: it is gone, or of the whole */
    uint32_t section;   /* NO_FIELD: of the whole */
    bool asked;         /* a remark stood there */
    bool private;       /* the form keeps the place from what is published: tell its label alone */
};

VEC_TYPE(changes_seen, struct change);

/* A file of a delivery, by the name the draft gives it. */
struct delivered_file {
    struct str name;
    struct str digest; /* SHA-256, hexadecimal */
};

VEC_TYPE(delivered_files, struct delivered_file);

struct two_deliveries {
    const struct draft *was; /* both of one form and version */
    const struct draft *now;
    const struct delivered_files *files_was; /* NULL: nobody looked */
    const struct delivered_files *files_now;
    const struct review *review; /* whose remarks may have asked; NULL: none */
    struct sv renewed;           /* the round for which materials are asked for anew; empty: none */
};

/* Appends the changes, in the order of the form, those of files behind the others. */
void changes_make(const struct two_deliveries *two, struct changes_seen *out);
size_t changes_unasked(const struct changes_seen *list);
void changes_seen_release(struct changes_seen *list);
void delivered_files_release(struct delivered_files *list);

/* Does a remark ask for something at the last return: it was sent, and not accepted by then. */
bool note_asks(const struct note *n, const struct review *r);
/* Is something asked for anew in this round that nothing was changed at: appends the names of such
 * materials, "、" between them. */
bool renewals_add_missed(struct str *out, const struct changes_seen *list, const struct form *form,
                         struct sv round);

#endif
