/*
 * score_sheet: the table in which the marks of a city's readers come back.
 *
 * The first row that names a case by one of its columns (编号, the code, the name, by the form's
 * own labels or by a few words people use) is the head. Of the others 专家 and 意见 are known, and
 * what only helps the eye (序号, the case's title, group and county) is passed over; every other
 * column is a mark of the city's own, taken as it is given. A row without marks and opinion was not
 * filled in, and is counted.
 *
 * Nothing is guessed: a row of a case that is not here or could be several, whose columns speak of
 * different cases, or that comes twice for one reader, is a trouble with its line.
 */
#ifndef OFFICE_SCORE_SHEET_H
#define OFFICE_SCORE_SHEET_H

#include "office/queue.h"
#include "text/csv.h"

struct sheet_score {
    uint32_t line;      /* of the file */
    uint32_t row;       /* of the queue */
    struct score score; /* reader, values, opinion */
};

struct sheet_trouble {
    uint32_t line;
    struct str text; /* a sentence */
};

struct score_sheet {
    VEC(struct sheet_score) scores; /* in the order of the file */
    VEC(struct sheet_trouble) troubles;
    VEC(struct str) columns; /* those taken as marks, as they are called */
    uint32_t unfilled;       /* rows */
};

/* `out` starts zeroed. */
void score_sheet_read(const struct csv *t, const struct queue *q, const struct form *form,
                      struct score_sheet *out);
void score_sheet_release(struct score_sheet *s);

#endif
