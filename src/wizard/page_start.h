/*
 * page_start: what there is to open: drafts, forms to begin one, samples, another file.
 *
 * The drafts come first and are many sooner or later: only so many are listed that a new one can be
 * begun without scrolling, the rest behind a line that unfolds them.
 */
#ifndef WIZARD_PAGE_START_H
#define WIZARD_PAGE_START_H

#include "wizard/page.h"

struct start_page {
    struct page page;
    size_t at;     /* entry; as many as there are: "open another file"; START_MORE */
    bool unfolded; /* all drafts are listed, however many */
};

/* The line that unfolds the drafts for which there was no room: beginning a new one is never pushed
 * off the screen by those there are. */
#define START_MORE SIZE_MAX

/* Lines that can have the focus, and what stands in each, as in `at`. */
size_t start_lines(const struct wizard *w, const struct start_page *p);
size_t start_entry(const struct wizard *w, const struct start_page *p, size_t line);
/* Drafts that are folded away. */
size_t start_hidden(const struct wizard *w, const struct start_page *p);

struct page *page_start_new(struct wizard *w);
/* Puts the focus on the draft just left, where it is listed. */
void page_start_focus(const struct wizard *w, struct page *p, struct sv path);

#endif
