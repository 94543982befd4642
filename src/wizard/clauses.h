/*
 * clauses: from a place of the application to the item of the review list it belongs to, and back;
 * from a place to the material an officer wants to have seen.
 */
#ifndef WIZARD_CLAUSES_H
#define WIZARD_CLAUSES_H

#include "wizard/wizard.h"

/* Does a citation, "附1.一(一)、二(四)", name the clause. */
bool clause_cited(struct sv citation, struct sv clause);
/* The item of the review list a place belongs to: that of its own clause or of those above it,
 * review_count when there is none. */
uint32_t clause_item(const struct wizard *w, struct place at);
/* The n-th place whose clause is the item's, or lies below it, going round; false: there is none.
 * `section` is set in any case where it is true. */
bool clause_place(const struct wizard *w, uint32_t item, uint32_t n, struct place *at,
                  uint32_t *section);

/* ---- materials ---- */

/* The material a place is or lies in, NO_FIELD when it lies in none. */
struct place material_of(const struct wizard *w, struct place at);
/* Appends what a sighting calls it: "materials.licence", "enterprises[e3].proof". */
void material_add_path(struct str *out, const struct draft *d, struct place material);
/* NULL: not seen yet. */
const struct sighting *material_seen(const struct wizard *w, struct place material);

#endif
