/*
 * pages_office: the pages of an officer's desk, and how each is opened.
 *
 * The queue lies at the bottom of the stack, the page of the open case above it, everything else
 * above that. What a page says about the case goes out by office_act; the record as it is then is
 * in w->office->now before the page on top gets EVENT_RECORD, or EVENT_FAILED (request ACT) says
 * why not. Pages below take it up when they are resumed. Scrolls and indexes count from 0.
 */
#ifndef WIZARD_PAGES_OFFICE_H
#define WIZARD_PAGES_OFFICE_H

#include "wizard/editor.h"
#include "wizard/page.h"

/* ---- the queue ---- */

struct queue_page {
    struct page page;
    struct queue_filter filter; /* its texts are `text` and `county` */
    struct str text;
    struct str county;
    struct queue_shown shown;   /* made when the filter or the queue changes, not by each key */
    struct queue_counts counts; /* of the whole queue */
    size_t at;                  /* of `shown` */
    size_t scroll;
    struct str id;          /* the case in focus, found again when the list changes */
    struct listing holders; /* who has a case open: name, and the case's id as the path */
};

struct page *page_queue_new(struct wizard *w);
/* Rows the list has room for, its heading not among them. */
size_t queue_room(const struct wizard *w);
/* NULL when nothing is listed. */
const struct queue_row *queue_focus(const struct wizard *w, const struct queue_page *p);
/* Who else has a case of the list open, as of the last look; empty: nobody. */
struct sv queue_holder(const struct queue_page *p, const struct queue_row *row);
bool queue_filtered(const struct queue_page *p);
const char *queue_sort_label(enum queue_sort sort);
/* The queue was read anew: the focus stays on its case. */
void page_queue_renew(struct wizard *w, struct page *p);
/* Copies who has which case open. */
void page_queue_hold(struct page *p, const struct listing *holders);
/* Puts the focus on a case, where it is listed. */
void page_queue_focus(struct wizard *w, struct page *p, struct sv id);

/* ---- a case ---- */

/* The rows of the page: a section of the application each, then what there is to read and do. */
enum case_row {
    CASE_ROW_SECTION,
    CASE_ROW_FINDINGS,
    CASE_ROW_PREVIEW,
    CASE_ROW_CHANGES,
    CASE_ROW_MARKS,
    CASE_ROW_NOTES,
    CASE_ROW_BRIEF,
    CASE_ROW_EXPERIENCE,
    CASE_ROW_SEEN,
    CASE_ROW_COPIES,
    CASE_ROW_DECIDE,
    CASE_ROW_SCORES, /* of a city, to CASE_ROW_ARCHIVE (case_city.h) */
    CASE_ROW_RESULT,
    CASE_ROW_CARRY,
    CASE_ROW_LEDGER,
    CASE_ROW_ARCHIVE,
    CASE_ROW_WITHDRAW,
    CASE_ROW_RETURN,
    CASE_ROW_LOG,
    CASE_ROWS,
};

/* What stands in a section of the form and waits for somebody. */
struct case_section {
    uint32_t errors;
    uint32_t warnings;
    uint32_t notes;
};

struct case_page {
    struct page page;
    size_t at;     /* line */
    size_t scroll; /* rows of the column: the head, then the lines */
    uint32_t head_rows;
    /* counted when the page comes back or the record does, not by each key: */
    VEC(struct case_section) sections;
    struct review_tally tally;
    size_t materials;    /* the applicant brings, */
    size_t seen;         /* and of them the officer saw */
    enum case_row again; /* the list that comes back with the record; SECTION: none */
    size_t again_at;
};

struct page *page_case_new(struct wizard *w);
/* Nothing is left to do at this desk: the key for the next problem leads to the next case then. */
bool case_is_done(const struct wizard *w);
size_t case_lines(const struct wizard *w);
enum case_row case_row_at(const struct wizard *w, size_t line);
/* Appends why a row can only be looked at now; nothing when it can be used. */
void case_row_add_why_not(struct str *out, const struct wizard *w, enum case_row row);

/* ---- lines to be read ---- */

/* Bytes of the text that stand in a row. */
struct report_row {
    size_t from;
    size_t to;
};

struct report_page {
    struct page page;
    struct str title;
    struct str text;
    VEC(struct report_row) rows; /* wrapped to `cols` cells */
    uint32_t cols;
    uint32_t scroll;
};

/* The first line of the text is the title. */
struct page *page_report_new(struct wizard *w, struct sv text);
enum { REPORT_MARGIN = 2 }; /* cells left and right of the text */

/* ---- looking it over, talking about it, deciding ---- */

/* The form's review list; the applicant's draft stands behind it. */
struct page *page_marks_new(struct wizard *w);
/* Remarks: of the open case, or at the applicant's those of w->returned. */
struct page *page_notes_new(struct wizard *w);
/* Words of several lines for an act: a->text stands there to begin with. They stay until the act is
 * done (EVENT_RECORD) or they are dropped knowingly, and are told by page_class.typing meanwhile;
 * what the journal kept of them comes back by this function, of a decision too. */
struct page *page_write_new(struct wizard *w, const struct act *a);
struct page *page_decide_new(struct wizard *w);

#endif
