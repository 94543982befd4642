/*
 * compose_papers: the papers beside the application, and all of them bound.
 *
 * What a paper holds, and in which order papers are bound, is the form's data (form/print.h). A
 * bound document has one part for each paper and page numbers that run through; a cell that says on
 * which pages a part stands is filled once they are known, so plain text is laid out until the
 * numbers stand still (bind_sheets).
 */
#ifndef OUT_COMPOSE_PAPERS_H
#define OUT_COMPOSE_PAPERS_H

#include "out/replace.h"
#include "out/sheet.h"

/* Is it a paper of the form: PAPER_APPLICATION, the id of one, "all" (the application, then every
 * paper) or "bound" (those and in that order the form binds). */
bool paper_is_known(const struct form *form, struct sv paper);

/*
 * The paper, `out` starting zeroed. The application alone has no parts and is what
 * compose_application makes. `pages` (NULL: not known) are those of a former layout of the same
 * draft and paper, for the cells that name them; such cells are empty without it. `paper` must be
 * known.
 */
void compose_paper(const struct draft *d, const struct facts *facts, struct sv paper,
                   const struct sheet_parts *pages, struct doc *out);

/* Composes and lays out, as often as it takes for the page numbers in the text to be those of the
 * pages. `doc` and `sheets` start zeroed. */
void bind_sheets(const struct draft *d, const struct facts *facts, struct sv paper,
                 const struct sheet_profile *profile, struct doc *doc, struct sheets *sheets);

/* The same for old programs: what they cannot show is replaced (replace.h) before the pages are
 * laid out; `done` gets what was. */
struct binding {
    const struct draft *draft;
    const struct facts *facts;
    struct sv paper;
    const struct sheet_profile *profile;
    struct replacements *done; /* NULL: nothing is replaced */
};

void bind_sheets_with(const struct binding *b, struct doc *doc, struct sheets *sheets);

#endif
