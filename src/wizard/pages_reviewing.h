/*
 * pages_reviewing: the state of the four pages on which a case is looked over, talked about and
 * decided (opened by pages_office.h), as the tui draws it. Scrolls and indexes count from 0.
 */
#ifndef WIZARD_PAGES_REVIEWING_H
#define WIZARD_PAGES_REVIEWING_H

#include "wizard/pages_office.h"

/* ---- the form's review list ---- */

struct marks_page {
    struct page page;
    size_t at;        /* item */
    size_t asked;     /* the item whose note is being written; SIZE_MAX: none */
    uint32_t went;    /* how often Tab led to a place of the item: the next one is another */
    size_t went_from; /* the item */
};

struct page *page_marks_new_at(struct wizard *w, size_t item);
/* Puts the focus on an item. */
void page_marks_focus(struct page *p, size_t item);
/* Its mark, NULL while there is none. */
const struct mark *marks_mark(const struct wizard *w, size_t item);
/* Appends what the item asks, and the officer's note on a line of its own. */
void marks_add_text(struct str *out, const struct wizard *w, size_t item);

/* ---- remarks ---- */

enum notes_row { NOTES_HEAD, NOTES_REMARK, NOTES_MATERIAL };

struct notes_page {
    struct page page;
    size_t at;
    uint32_t skip; /* rows of the focused entry that lie above the body: a long talk */
};

enum { NOTES_TEXT_COL = 4 };

/* The entries: at the applicant's who returned it and why, then the remarks, then the materials
 * that are asked for anew. `index` gets the remark's or the material's. */
size_t notes_entries(const struct wizard *w);
enum notes_row notes_row_at(const struct wizard *w, size_t entry, size_t *index);
/* Appends the entry's lines below its first one; in full for the one in focus. */
void notes_add_text(struct str *out, const struct wizard *w, size_t entry, bool full);
/* Rows an entry takes, its first line among them. */
uint32_t notes_rows(const struct wizard *w, size_t entry, bool full);

/* ---- words ---- */

struct write_page {
    struct page page;
    struct errand *errand; /* what the words are for, its own text not looked at; NULL: */
    uint32_t answers;      /* they are the applicant's, why he keeps what remark N is about */
    struct str title;
    struct str label; /* what is being written, in a word or two */
    struct str about; /* what it is about, to be read beside it */
    struct str about_label;
    struct str before; /* the words as they were at first */
    struct str text;
    uint32_t least; /* 字 a reason needs, 0: none is asked for */
    uint32_t limit; /* 字, 0 for none */
    bool takes;     /* sentences of what it is about can be taken over */
    bool reading;   /* the keys go to what it is about */
    bool waits;     /* sent, not answered yet */
    bool asked;     /* a decision that was agreed to once more */
    struct editor editor;
    struct layout layout;
    struct text_steps steps;
    uint32_t scroll;
    struct editor reader; /* reads only */
    struct layout about_layout;
    uint32_t about_scroll;
    size_t from; /* the sentence that would be taken */
    size_t to;
};

/* Where the two texts stand, in cells; a text without rows is not shown. */
struct write_room {
    bool beside; /* each other, not one above the other */
    uint32_t about_row, about_col, about_rows, about_cols;
    uint32_t row, col, rows, cols;
};

struct write_room write_room(const struct wizard *w, const struct write_page *p);
/* 字 by the form's rule. */
uint32_t write_count(const struct wizard *w, const struct write_page *p);
/* Opens the page for the words of an act; false, said why: the case is held by another, its state
 * or this desk forbids it. No word is written in vain. */
bool page_write_open(struct wizard *w, const struct act *a);
/* Do words stand there that are nowhere else. */
bool write_changed(const struct write_page *p);
/* Why the applicant leaves it as it is. */
struct page *page_write_keep(struct wizard *w, const struct note *n);

/* What an act's words are called, and what they are about: for page_write alone. */
void write_describe(struct wizard *w, const struct act *a, struct write_page *p);
/* Appends what to say when it is done. */
void write_add_told(struct str *out, const struct wizard *w, const struct act *a);

/* ---- the decision ---- */

enum { DECISIONS = 3 };

enum decide_row {
    DECIDE_CHOICE, /* DECISIONS of them */
    DECIDE_MARKS,
    DECIDE_NOTES,
    DECIDE_FINDINGS,
    DECIDE_BRIEF,
    DECIDE_ROWS,
};

struct decide_page {
    struct page page;
    size_t at;            /* line: the choices, then a row each */
    bool sent;            /* a reason is being written, */
    enum case_state to;   /* for this */
    enum case_state from; /* the state it was in when it was opened */
};

enum case_state decide_state(size_t choice);
const char *decide_label(enum case_state to); /* 推荐、退回补正、不予推荐 */
/* Appends why a choice cannot be taken; nothing when it can. */
void decide_add_why_not(struct str *out, const struct wizard *w, enum case_state to);
enum decide_row decide_row_at(size_t line);
/* Appends what the row leads to and how it stands. */
void decide_add_row(struct str *out, const struct wizard *w, enum decide_row row);
/* Is there something left to do in it before a recommendation. */
bool decide_row_waits(const struct wizard *w, enum decide_row row);

#endif
