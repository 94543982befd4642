/*
 * form_load: a definition's YAML to a form, or to the list of its mistakes.
 *
 * Loading and lint are one: what lint reports is exactly what loading refuses. All mistakes are
 * gathered, in file order, each with its line, its column and, where there is one, a hint ("did you
 * mean"). A form is made only from a definition without mistakes, so nobody else has to doubt one.
 */
#ifndef FORM_FORM_LOAD_H
#define FORM_FORM_LOAD_H

#include "base/err.h"
#include "base/vec.h"
#include "form/form.h"

struct form_mistake {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in code points */
    struct str message;
    struct str hint; /* empty if there is none */
};

VEC_TYPE(form_mistakes, struct form_mistake);

void form_mistakes_release(struct form_mistakes *list);
/* Appends "NAME:LINE:COLUMN: message（hint）", without a newline. */
void form_mistake_add_line(struct str *out, const char *name, const struct form_mistake *m);

/*
 * Reads a definition from its bytes; `name` is put before messages. On success *out is the form,
 * to be freed with form_free. Otherwise false: `mistakes` (may be NULL) has them all appended, and
 * `e` (ERR_REFUSED) says the first with its place and how many there are.
 */
bool form_load(struct sv source, const char *name, struct form **out,
               struct form_mistakes *mistakes, struct err *e);

#endif
