/* section_remarks: what the section page does with remarks, and where an officer reads it. */
#ifndef WIZARD_SECTION_REMARKS_H
#define WIZARD_SECTION_REMARKS_H

#include "wizard/section.h"

/* Selects words of the text being written or read; nothing where from == to, or on another page. */
void page_section_select(struct wizard *w, struct page *p, size_t from, size_t to);
/* The keys that mean something else to an officer: remarks, the review list, materials seen.
 * PAGE_PASSES for all others. */
unsigned section_review(struct wizard *w, struct section_page *p, enum action action,
                        struct sv text);

#endif
