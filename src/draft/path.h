/*
 * path: how people and scripts name a place: "brief.name", "enterprises[3].credit_code",
 * "materials.licence.state". Rows count from 1. `form show --ids` prints exactly these.
 */
#ifndef DRAFT_PATH_H
#define DRAFT_PATH_H

#include "base/err.h"
#include "draft/draft.h"

/* Finds any field, leaf or compound; fails (ERR_USAGE) with the nearest name as a hint, or that the
 * row is not there. */
bool path_find(const struct draft *d, struct sv path, struct place *out, struct err *e);
void path_add(struct str *out, const struct draft *d, struct place p);
/* The nearest of the form's paths to a mistyped one, empty if none is near. */
struct sv path_nearest(const struct form *form, struct sv path);

#endif
