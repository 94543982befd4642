/*
 * papers: what of a form can be printed, as a list to choose from: the application, each other
 * paper by its title, all of them, and what the form binds in its order. A form without other
 * papers has the application alone.
 */
#ifndef WIZARD_PAPERS_H
#define WIZARD_PAPERS_H

#include "form/form.h"

/* At least one. */
size_t papers_count(const struct form *form);
/* As `export --paper` takes it; static or the form's. `i` is less than papers_count. */
struct sv papers_name(const struct form *form, size_t i);
/* Appends what it is called. */
void papers_add_title(struct str *out, const struct form *form, size_t i);

#endif
