/* section: what the files of the section page share. */
#ifndef WIZARD_SECTION_H
#define WIZARD_SECTION_H

#include "wizard/pages.h"

enum { SECTION_GUTTER = 2 }; /* cells left of the controls, for marks */

/* The control with the focus, NULL when there is none. */
struct control *section_control(struct section_page *p);
/* The next control that can have the focus, SIZE_MAX at the end; from SIZE_MAX: the first or last
 * one. */
size_t section_step(const struct section_page *p, size_t from, bool forwards);
void section_set_focus(struct wizard *w, struct section_page *p, size_t index, size_t caret);
/* Brings the caret or the focused control into view. */
void section_scroll(struct wizard *w, struct section_page *p);
/* Makes the controls anew for the draft as it is, the focus staying where it was. */
void section_rebuild(struct wizard *w, struct section_page *p);

/* What the focused control does with a key that is no text editing: ticks, opens, adds, removes,
 * moves. */
unsigned section_act(struct wizard *w, struct section_page *p, enum action action, struct sv text);
unsigned section_event(struct wizard *w, struct section_page *p, const struct event *event);
/* A row added and left empty goes away again: true when it did. */
bool section_drop_empty_row(struct wizard *w, struct section_page *p);

/* The menu of what can be done with a whole text: files, another editor, 待补. */
unsigned section_text_file(struct wizard *w, struct section_page *p);

/* Rows from a spreadsheet: columns by tabs, headings recognised; one step of Undo. */
unsigned section_paste_rows(struct wizard *w, struct section_page *p, uint32_t table,
                            struct sv text);

#endif
