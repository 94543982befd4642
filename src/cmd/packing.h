/*
 * packing: a draft and all that goes with it into a package, for `pack` and for the wizard.
 *
 *   packing_begin    is it to be packed at all: a form with a desk, no demonstration, 定稿
 *   packing_judge    is all there that 送审 asks for: stamps, proofs, files, answers to a return
 *   packing_fill     the documents, the files, the archive
 *   packing_deliver  into its file
 *
 * Each fails with a sentence that says what to do: ERR_FOUND for what the applicant has to see to,
 * ERR_REFUSED for what cannot be handed in, ERR_IO. The draft itself is not touched.
 */
#ifndef CMD_PACKING_H
#define CMD_PACKING_H

#include "check/finding.h"
#include "cmd/context.h"
#include "draft/facts.h"
#include "office/package_io.h"
#include "office/returned_io.h"

enum packing_result {
    PACKING_NEW,
    PACKING_REPLACED, /* an older package of this draft */
    PACKING_SAME,     /* that one says the same: it was left, with its own time */
};

struct packing {
    /* Set by the caller, borrowed: */
    const struct draft *draft;
    struct sv source; /* the draft's file, byte for byte */
    const char *path; /* of that file: its folder is where the others are looked for */
    struct moment now;
    /* What came of it: */
    struct facts facts;
    struct str code; /* check code of what the draft says */
    struct findings findings;
    struct returned_file back;
    VEC(struct str *) held; /* bytes of documents and files */
    struct package package;
    struct str bytes; /* the archive */
    enum packing_result result;
};

bool packing_begin(struct packing *p, struct err *e);
bool packing_judge(struct packing *p, struct err *e);
bool packing_fill(struct packing *p, struct err *e);
/* Writes it to `to`, where nothing but an older package of this draft is replaced. */
bool packing_deliver(struct packing *p, const char *to, struct err *e);
void packing_release(struct packing *p);

/* Appends where the package of a draft goes if nobody says: beside it, under its name. */
void packing_add_target(struct str *out, struct sv draft);
/* Appends what is in the package and what is to be done with it, a sentence a line. */
void packing_add_told(struct str *out, const struct packing *p, const char *to);
/* Appends that the month of the round has gone by, if it has. */
void packing_add_late(struct str *out, const struct draft *d, struct date today);

#endif
