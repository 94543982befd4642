/*
 * pages_paper: the pages about what is printed: the preview, the export, and what old programs
 * cannot show of it.
 */
#ifndef WIZARD_PAGES_PAPER_H
#define WIZARD_PAGES_PAPER_H

#include "out/beyond.h"
#include "wizard/editor.h"
#include "wizard/page.h"

/* ---- preview ---- */

/* A finding about something that a page shows, with the first line that shows it. */
struct shown_finding {
    size_t index; /* in w->findings */
    uint32_t line;
};

struct preview_page {
    struct page page;
    struct sheets paper;
    size_t which; /* paper (papers.h) */
    size_t at;    /* sheet */
    uint32_t line;
    uint32_t scroll;
    uint32_t pan; /* cells left out at the left, on a screen that is narrower than the page */
    bool dense;
    /* Of the sheet, those about the line in focus first, then as they stand on the page. */
    VEC(struct shown_finding) findings;
    size_t focused; /* how many of them are about that line */
};

struct page *page_preview_new(struct wizard *w);
/* The same of one paper; and for a page that is open. */
struct page *page_preview_new_of(struct wizard *w, size_t which, bool dense);
void page_preview_choose(struct page *page, size_t which, bool dense);

/* ---- export ---- */

/* The rows of the page, from the top. The choices come first. */
enum export_row {
    EXPORT_PAPER,
    EXPORT_FORMAT,
    EXPORT_ENCODING,
    EXPORT_SUBSTITUTE,
    EXPORT_PROFILE,
    EXPORT_CHOICES,
    EXPORT_PATH = EXPORT_CHOICES,
    EXPORT_FOLDER,      /* to choose one */
    EXPORT_LAST_FOLDER, /* to take the one that was used last */
    EXPORT_GO,
    EXPORT_PRINT,
    EXPORT_SET_PRINT,
    EXPORT_BEYOND, /* to look at what the last export said about characters */
    EXPORT_FINAL,
    EXPORT_ROWS,
};

struct export_page {
    struct page page;
    enum export_row at;
    size_t chosen[EXPORT_CHOICES];
    struct str path;
    bool named; /* the reader has written the path himself */
    struct layout layout;
    struct editor editor;
    struct str print_command; /* empty: none is set */
    struct str last_folder;   /* empty: none to be offered */
    struct str report;        /* what the last export had to tell, several lines */
    struct beyonds beyond;    /* and what it said about characters */
};

struct page *page_export_new(struct wizard *w);
/* The same with the paper and profile that are looked at; and for a page that is open. */
struct page *page_export_new_of(struct wizard *w, size_t paper, bool dense);
void page_export_choose(struct wizard *w, struct page *page, size_t paper, bool dense);

/* Where what is chosen stands: the path being written has to know its room. */
enum { EXPORT_VALUE_COL = 16 };

/* What is chosen in a row; NULL for rows without a label. */
const char *export_row_label(enum export_row row);
/* Does a row apply to what is chosen. */
bool export_shows(const struct wizard *w, const struct export_page *p, enum export_row row);
bool export_is_text(const struct export_page *p);
bool export_is_docx(const struct export_page *p);
/* All that is handed in, as one file. */
bool export_is_package(const struct export_page *p);
/* Is it text that paps prints. */
bool export_for_linux(const struct export_page *p);
/* How many there are to choose from, and what one is called. */
size_t export_choices(const struct wizard *w, enum export_row row);
void export_add_choice(struct str *out, const struct wizard *w, enum export_row row, size_t i);
/* What a request for it says. */
struct export_wish export_wish(const struct wizard *w, const struct export_page *p);
/* A path that fits what is chosen, in the folder of the present one; what the reader wrote himself
 * gets the ending of the format at most. */
void export_name(const struct wizard *w, struct export_page *p);
void export_set_folder(struct export_page *p, struct sv folder);
/* A command that prints the plain pages, for a machine with CUPS and paps. */
#define EXPORT_PRINT_COMMAND "paps --font=\"Noto Sans Mono CJK SC {points}\" | lp"
/* In points, for pages that fill A4. */
const char *export_points(bool dense);

/* ---- characters ---- */

struct beyond_page {
    struct page page;
    struct beyonds list;
    size_t at;
    size_t scroll;
};

/* Copies the list. */
struct page *page_beyond_new(struct wizard *w, const struct beyonds *list);

#endif
