/*
 * review: all that officers wrote about one case, and nothing of what the applicant wrote.
 *
 * What came in lies beside it untouched; the record only grows by acts (act.h), each with who and
 * when. Texts are UTF-8, times YYYY-MM-DDTHH:MM by the clock on the wall. The record owns its
 * texts.
 */
#ifndef OFFICE_REVIEW_H
#define OFFICE_REVIEW_H

#include "base/vec.h"
#include "form/form.h"
#include "office/ledger.h"
#include "office/note.h"
#include "office/state.h"

enum ruling { RULING_NONE, RULING_PASS, RULING_DOUBT, RULING_FAIL };
enum { RULINGS = RULING_FAIL + 1 };

/* One delivery of the case, kept in the folder of its number. */
struct intake {
    uint32_t number;   /* from 1 */
    struct str digest; /* SHA-256 of the package as it came, hexadecimal */
    struct str draft;  /* SHA-256 of the draft in it */
    struct str file;   /* its name when it came, for eyes */
    uint32_t revision; /* 稿次 */
    struct str code;   /* check code; empty: it was not final */
    bool bare;         /* a draft without a package */
    uint32_t errors;   /* found at the county's gate when it came */
    uint32_t warnings;
    struct stamp stamp;
};

/* What the officer said of one item of the form's review list. */
struct mark {
    struct str item; /* review_item_key */
    enum ruling ruling;
    struct str note;
    struct stamp stamp;
};

/* The case moved from one state to another. */
struct move {
    enum case_state from;
    enum case_state to;
    struct str round; /* of SENT, SELECTED and UNSELECTED; empty: the desk had none */
    struct str why;
    struct stamp stamp;
};

/* Something done that is no move: for the log, in words of the program's names. */
struct deed {
    struct str what; /* "mark 二(一)", "remark 3", "brief" */
    struct stamp stamp;
};

/* An error that the office lets pass with a reason (settled 4: the county may accept less). */
struct allowance {
    struct str key; /* of the finding */
    struct str reason;
    struct stamp stamp;
};

/* A material the officer saw with his own eyes: 已核. */
struct sighting {
    struct str what; /* path of the material, "enterprises[e3].proof" with the row's id */
    struct stamp stamp;
};

/* A paper copy whose code was typed from it. */
struct paper_copy {
    uint32_t number; /* from 1 */
    struct str code;
    struct stamp stamp;
};

/* What is shown of a case in lists; taken from the last delivery. No phone, no contact. */
struct case_head {
    struct str id; /* draft_id, hexadecimal digits: the name of its folder */
    struct str form;
    int64_t form_version;
    struct str name;  /* of the applicant */
    struct str code;  /* credit code, folded */
    struct str title; /* of the case */
    struct str group; /* label of the chosen one */
    struct str county;
};

struct review {
    struct case_head head;
    enum case_state state;
    struct str round; /* of the last sending or selection, or being carried into */
    VEC(struct intake) intakes;
    VEC(struct mark) marks;
    struct notes notes;
    VEC(struct allowance) allowances;
    VEC(struct sighting) sightings;
    VEC(struct paper_copy) copies;
    struct str brief;      /* the officer's own version; empty: the applicant's stands */
    struct str brief_of;   /* hash of the applicant's words it was made from */
    struct str experience; /* typical practice worth telling (六(三)) */
    VEC(struct score) scores;
    VEC(struct ledger_entry) ledger;
    VEC(struct move) moves; /* the oldest first; the first is the receipt */
    VEC(struct deed) deeds;
    uint32_t next_note; /* number the next remark gets */
};

void review_release(struct review *r);
void case_head_release(struct case_head *h);
void intake_release(struct intake *i);
/* `to` starts zeroed, here and below. */
void case_head_copy(struct case_head *to, const struct case_head *from);
void intake_copy(struct intake *to, const struct intake *from);
void review_copy(struct review *to, const struct review *from);

/* Sets `out` to what marks call an item of the review list by: its clause, with "/2" for the second
 * item of the same clause. `index` < form->review_count. */
void review_item_key(const struct form *form, uint32_t index, struct str *out);
/* NULL: not marked. */
const struct mark *review_find_mark(const struct review *r, struct sv item);
const struct note *review_find_note(const struct review *r, uint32_t number);
const struct allowance *review_find_allowance(const struct review *r, struct sv key);
/* The last delivery, NULL before there is one. */
const struct intake *review_last_intake(const struct review *r);
/* The last move into a state, NULL: it never was in it. */
const struct move *review_last_move(const struct review *r, enum case_state to);

struct review_tally {
    uint32_t items; /* of the form's review list */
    uint32_t passed;
    uint32_t doubted;
    uint32_t failed;
    uint32_t open;     /* remarks 待改 */
    uint32_t answered; /* 已改 or 不改, waiting for the officer */
    uint32_t accepted;
};

struct review_tally review_tally(const struct review *r, const struct form *form);

/* Different paper copies whose code is that of the last delivery: of an older one they are no
 * longer it. */
uint32_t review_good_copies(const struct review *r);

/* in files and commands: pass, doubt, fail; of RULING_NONE "none" */
struct sv ruling_name(enum ruling r);
bool ruling_by_name(struct sv name, enum ruling *out);
const char *ruling_label(enum ruling r); /* 通过、存疑、不符；未审 */

#endif
