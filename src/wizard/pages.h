/*
 * pages: the pages about a draft, and how each is opened.
 *
 * The caller pushes a new page; the wizard owns it from then on. The state is open to the tui,
 * which draws it from const pointers. Scrolls and indexes count from 0.
 */
#ifndef WIZARD_PAGES_H
#define WIZARD_PAGES_H

#include "out/sheet.h"
#include "wizard/controls.h"
#include "wizard/editor.h"
#include "wizard/page.h"
#include "wizard/pages_paper.h"

/* ---- the task list ---- */

struct tasks_page {
    struct page page;
    size_t at; /* line */
    size_t scroll;
};

/* The lines of the list: a section each, then what there is of these. */
enum task {
    TASK_SECTION,
    TASK_RETURNED,
    TASK_LEFTOVERS,
    TASK_CARRY,
    TASK_REVIEW,
    TASK_PREVIEW,
    TASK_EXPORT,
    TASKS
};

size_t tasks_count(const struct wizard *w);
enum task task_at(const struct wizard *w, size_t line);
struct page *page_tasks_new(struct wizard *w);

/* ---- a section, a material, a row ---- */

struct section_page {
    struct page page;
    struct scope scope;
    struct control_list controls;
    size_t focus; /* index of a control */
    uint32_t scroll;
    struct editor editor; /* of the focused text control */
    bool editing;         /* there is one */
    uint64_t built;       /* the draft's version the controls show */
    uint32_t fresh_row;   /* a row added by this page's caller: goes away again if it stays empty */
};

struct page *page_section_new(struct wizard *w, struct scope scope);
struct scope page_section_scope(const struct page *p);
/* Where the caret stands in the text being written, SIZE_MAX when there is none (or another kind of
 * page). */
size_t page_section_caret(const struct page *p);
/* Puts the focus on a place, opening a row's or material's own page if it lies in one; false if it
 * is not here. */
bool page_section_focus(struct wizard *w, struct page *p, struct place at, size_t caret);

/* ---- choosing ---- */

struct compare_page {
    struct page page;
    struct place place; /* the choice */
    size_t at;          /* option */
    uint32_t scroll;    /* rows, of the text under it */
};

/* Which options stand side by side, each in how many cells. */
struct compare_window {
    uint32_t first;
    uint32_t count;
    uint32_t cells;
};

struct compare_window compare_window(const struct wizard *w, const struct compare_page *p);
/* The words under an option: the notice's own, then its elements, those already tied with a mark.
 */
void compare_text(const struct wizard *w, const struct compare_page *p, uint32_t option,
                  struct str *out);
struct page *page_compare_new(struct wizard *w, struct place place);

struct pick_page {
    struct page page;
    uint32_t elements;    /* the field of elements */
    uint32_t option;      /* the element */
    uint32_t text;        /* which of the texts ties may point into */
    struct editor editor; /* reads only */
    struct layout layout;
    size_t from; /* what Enter would take */
    size_t to;
    uint32_t scroll;
};

enum { PICK_MARGIN = 2 };

struct page *page_pick_new(struct wizard *w, uint32_t elements, uint32_t option);

/* ---- looking the whole over ---- */

struct review_page {
    struct page page;
    size_t at;     /* finding: one that is shown; findings.len when none is, and on the last row */
    bool notes;    /* what a person must look at is listed too */
    bool on_final; /* on the last row, behind all findings: 定稿 */
    bool handing;  /* opened to see what is missing for handing in: at the gate 送审 (handing.h) */
};

/* Is a finding listed: notes only when asked for. */
bool review_shows(const struct review_page *p, const struct finding *f);

struct page *page_review_new(struct wizard *w);

#endif
