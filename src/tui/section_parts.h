/* section_parts: how each control of a section page looks. */
#ifndef TUI_SECTION_PARTS_H
#define TUI_SECTION_PARTS_H

#include "tui/draw.h"
#include "wizard/pages.h"

/* One control, where it goes. Rows may lie above the body's first or past its last: those are not
 * drawn. */
struct part {
    const struct wizard *w;
    const struct section_page *p;
    const struct control *control;
    bool focused;
    struct area body;
    struct canvas *canvas;
    int64_t row; /* of the control's first row */
    uint32_t col;
};

void part_draw(const struct part *part);

/* ---- shared between its files ---- */

/* Is this row of the control on the screen; *row gets it. */
bool part_row(const struct part *part, uint32_t offset, uint32_t *row);
/* The text of a LINE or TEXT control with selection, surplus and caret. */
void part_draw_text(const struct part *part);
/* A row of a table, or its headings, in columns. */
void part_draw_row(const struct part *part);

#endif
