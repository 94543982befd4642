/*
 * city_lists: the tables a city makes of its cases: who was selected, for everybody to read and for
 * the counties' desks, the ledger of what followed, and the sheet that readers fill in.
 *
 * Words on paper are for the office that reads it and stay Chinese. Labels are the form's own. A
 * column of a field that the form keeps private is left out of what is published.
 */
#ifndef OFFICE_CITY_LISTS_H
#define OFFICE_CITY_LISTS_H

#include "office/bundle_io.h"
#include "office/desk.h"
#include "office/review.h"
#include "out/table.h"

/* All start with a zeroed table, and count their rows from 1. */

/* Who was selected in a round: no code, no phone, no contact. */
void public_list_begin(struct table *out, const struct form *form, const struct desk *desk,
                       struct sv round);
void public_list_add(struct table *out, const struct form *form, const struct case_head *head);

/* Codes selected so far, as desk_io.h's earlier.csv wants them: code, name, round. */
void earlier_list_begin(struct table *out);
void earlier_list_add(struct table *out, const struct case_head *head, struct sv round);

/*
 * What followed the selection, a row a case. `apart`: date, amount and note of each stage in
 * columns of their own, as spreadsheets want it; else a column a stage, as paper has room for.
 * Several entries of one stage stand under each other.
 */
struct ledger_list {
    struct table *table;
    const struct form *form;
    bool apart;
    uint32_t open;        /* cases with a stage still to come */
    VEC(struct str) sums; /* of the amounts in each stage, exact */
    VEC(uint32_t) done;   /* cases that have been through each stage */
};

void ledger_list_begin(struct ledger_list *list, struct table *table, const struct form *form,
                       const struct desk *desk, bool apart);
void ledger_list_add(struct ledger_list *list, const struct review *r, struct sv round);
/* Adds the row of totals, unless programs are to add up; frees what the list had. */
void ledger_list_end(struct ledger_list *list, bool totals);

/* What readers get: the cases, and with columns to be filled in the sheet that score_sheet.h reads
 * back. */
void readers_list_begin(struct table *out, const struct form *form, struct sv round);
void readers_list_add(struct table *out, const struct form *form, const struct case_head *head,
                      struct sv file);
void readers_sheet_begin(struct table *out, const struct form *form, const struct sv *columns,
                         size_t count);
void readers_sheet_add(struct table *out, const struct form *form, const struct case_head *head);

/* The files of an archive with their digests, and whose they are. */
void archive_index_make(struct table *out, const struct bundle *b);

#endif
