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
#include "office/state.h"

enum ruling { RULING_NONE, RULING_PASS, RULING_DOUBT, RULING_FAIL };
enum { RULINGS = RULING_FAIL + 1 };

/* Who did something, and when. */
struct stamp {
    struct str by; /* name as shown, without control characters */
    struct str time;
};

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

/* 待改 → 已改 or 不改 → 已认可, or asked again, which is 待改 once more. */
enum remark_state { REMARK_OPEN, REMARK_CHANGED, REMARK_KEPT, REMARK_ACCEPTED };

/* One thing said in the talk about a place. */
struct turn {
    enum remark_state to; /* the state it brought: OPEN by the officer who asks, CHANGED or KEPT by
                             the applicant, ACCEPTED by the officer */
    struct str text;      /* may be empty of CHANGED and ACCEPTED */
    struct stamp stamp;
};

/* A remark of the officer, anchored to words of a field: it finds them again after edits. */
struct note {
    uint32_t number;  /* from 1, never given twice: what people call it by */
    struct str field; /* path without row: "enterprises[].name"; empty: of the whole case */
    struct str row;   /* hidden id of the row, empty outside tables */
    struct str quote; /* words of the text; empty: the whole field */
    uint32_t nth;     /* which occurrence of the words, from 1 */
    struct str hash;  /* of the text it was made on, as stale_after keeps it (draft/edit.h) */
    struct str clause;
    struct str label; /* of the place, for eyes */
    enum remark_state state;
    bool sent;              /* it went to the applicant: it can no longer be reworded or dropped */
    VEC(struct turn) turns; /* the first is the remark itself */
};

/* The case moved from one state to another. */
struct move {
    enum case_state from;
    enum case_state to;
    struct str round; /* of SELECTED and UNSELECTED */
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

/* What a reader gave, as given. */
struct score_value {
    struct str column;
    struct str value;
};

struct score {
    struct str reader; /* may be empty */
    struct str round;
    VEC(struct score_value) values;
    struct str opinion;
    struct stamp stamp;
};

struct ledger_entry {
    struct str stage;  /* id, of the form's */
    struct str date;   /* YYYY-MM-DD */
    struct str amount; /* as written; empty: none */
    struct str note;
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
    struct str round; /* of the last selection, or being carried into */
    VEC(struct intake) intakes;
    VEC(struct mark) marks;
    VEC(struct note) notes;
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
void note_release(struct note *n);
void case_head_release(struct case_head *h);
void case_head_copy(struct case_head *to, const struct case_head *from);
/* `to` starts zeroed. */
void note_copy(struct note *to, const struct note *from);
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

/* in files and commands: pass, doubt, fail; open, changed, kept, accepted */
struct sv ruling_name(enum ruling r);
bool ruling_by_name(struct sv name, enum ruling *out);
const char *ruling_label(enum ruling r); /* 通过、存疑、不符；未审 */
struct sv remark_state_name(enum remark_state s);
bool remark_state_by_name(struct sv name, enum remark_state *out);
const char *remark_state_label(enum remark_state s); /* 待改、已改、不改、已认可 */

#endif
