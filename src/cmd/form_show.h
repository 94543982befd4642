/*
 * form_show: a form as text: an empty form to read, or the list of its fields for scripts.
 */
#ifndef CMD_FORM_SHOW_H
#define CMD_FORM_SHOW_H

#include "form/form.h"

/* Appends the form as a person reads it: sections with their limits and guidance, every field with
 * room to write, options with boxes to tick. */
void form_show_text(struct str *out, const struct form *form);
/* Appends one line for each field a script can address: its path as `set` takes it (columns as of
 * row 1), kind, label, option ids parted by commas; tabs between. */
void form_show_ids(struct str *out, const struct form *form);

#endif
