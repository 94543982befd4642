/*
 * queue: the cases of a desk as a list: filtered, sorted, counted.
 */
#ifndef OFFICE_QUEUE_H
#define OFFICE_QUEUE_H

#include "base/err.h"
#include "office/desk.h"
#include "office/review.h"

struct queue_row {
    struct case_head head;
    enum case_state state;
    struct str round;
    uint32_t intakes;
    uint32_t revision; /* 稿次 of the last delivery */
    struct str check_code;
    struct str digest; /* of the last package */
    bool bare;
    uint32_t errors; /* of the last delivery, when it came */
    uint32_t warnings;
    struct review_tally tally; /* `items` 0: the form was not at hand */
    struct str received;       /* time of the last delivery */
    struct str touched;        /* of the last thing done, and by whom */
    struct str by;
    struct str path;    /* of the case's folder */
    bool broken;        /* the record cannot be read: */
    struct str trouble; /* why, a sentence; the head has the id alone */
    uint32_t same_code; /* other cases with this credit code */
};

VEC_TYPE(queue, struct queue_row);

void queue_row_release(struct queue_row *row);
void queue_release(struct queue *q);
/* Fills all but path and the last three. */
void queue_row_make(struct queue_row *row, const struct review *r, const struct form *form);
/* Fills `same_code` of all. */
void queue_count_codes(struct queue *q);

enum queue_sort { SORT_RECEIVED, SORT_NAME, SORT_CODE, SORT_STATE, SORT_PROBLEMS, SORT_TOUCHED };

struct queue_filter {
    bool by_state;
    enum case_state state;
    struct sv county; /* empty: all */
    struct sv text;   /* part of name, code, title or id, whatever the width and case; empty: all */
    bool problems;    /* with errors, failed or doubted items, open or answered remarks */
    enum queue_sort sort;
};

VEC_TYPE(queue_shown, uint32_t);

/* Sets `out` to the indexes of the rows that pass, in the order asked for; equal ones by id. */
void queue_show(const struct queue *q, const struct queue_filter *f, struct queue_shown *out);
/* Is there something for an officer to look at. */
bool queue_row_has_problem(const struct queue_row *row);

/* The case somebody means by (the start of) an id, a credit code, or a whole applicant's name.
 * Fails (ERR_REFUSED) when it is none or several, and names them. */
bool case_find(const struct queue *q, struct sv meant, const struct queue_row **out, struct err *e);

struct queue_counts {
    uint32_t by_state[CASE_STATES];
    uint32_t broken;
    uint32_t problems;
};

struct queue_counts queue_count(const struct queue *q);
struct sv queue_sort_name(enum queue_sort s);
bool queue_sort_by_name(struct sv name, enum queue_sort *out);

#endif
