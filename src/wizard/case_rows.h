/* case_rows: what the page of a case lists and says of itself, for it and its drawing. */
#ifndef WIZARD_CASE_ROWS_H
#define WIZARD_CASE_ROWS_H

#include "wizard/pages_office.h"

/* The head of the page: whose it is, where it stands, what to know beforehand; a line each. */
enum case_top_kind { CASE_TOP_PLAIN, CASE_TOP_DIM, CASE_TOP_WARN };

struct case_top_line {
    enum case_top_kind kind;
    struct str text;
};

VEC_TYPE(case_top_lines, struct case_top_line);

void case_top_make(const struct wizard *w, struct case_top_lines *out);
void case_top_lines_release(struct case_top_lines *lines);
/* Rows it takes on the screen, the blank one behind it among them. */
enum { CASE_MARGIN = 2 }; /* cells left of it */
uint32_t case_top_rows(const struct wizard *w);

/* The section a line is about; NO_FIELD: it is one of the rows below the sections. */
uint32_t case_line_section(const struct wizard *w, size_t line);
/* Appends what a row says: its name, and how far it is. */
void case_row_add_text(struct str *out, const struct wizard *w, const struct case_page *p,
                       enum case_row row);

/* A material an officer can look at: its path as ACT_SEEN takes it, and its name. */
struct case_material {
    struct str path;
    struct str label;
    bool seen;
};

VEC_TYPE(case_materials, struct case_material);

/* Appends the materials the applicant brings, those of rows one by one. */
void case_materials_make(const struct wizard *w, struct case_materials *out);
void case_materials_release(struct case_materials *list);

/* Appends a report (a title, then lines): all that was done to the case, the oldest first; in what
 * the last delivery differs from the one before. */
void case_add_log(struct str *out, const struct review *r);
void case_add_changes(struct str *out, const struct changes_seen *changes);
/* Changes nobody asked for. */
size_t case_unasked(const struct changes_seen *changes);
/* The typed code of a paper copy; NULL: not yet. */
const struct paper_copy *case_copy(const struct review *r, uint32_t number);

#endif
