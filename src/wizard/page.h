/*
 * page: one screenful of the wizard, and how it answers.
 *
 * A kind of page is one row of functions. Its state begins with `struct page`, is allocated by its
 * own open function and freed by `free`. `apply` answers an action with reaction flags, or
 * PAGE_PASSES to let the wizard's common keys (save, help, review, leave …) have it. `resume` is
 * called when the page comes to the top again, `event` for answers of the world. Pages know nothing
 * of how they are drawn.
 */
#ifndef WIZARD_PAGE_H
#define WIZARD_PAGE_H

#include "wizard/wizard.h"

enum page_kind {
    PAGE_START,
    PAGE_TASKS,
    PAGE_SECTION, /* a section, a material, a row of a table */
    PAGE_COMPARE, /* options side by side */
    PAGE_PICK,    /* words of a text, for a tie */
    PAGE_REVIEW,
    PAGE_PREVIEW,
    PAGE_EXPORT,
    PAGE_FILES, /* a folder, to choose from */
    PAGE_HELP,
    PAGE_MENU,      /* a few choices */
    PAGE_PROMPT,    /* one line to type */
    PAGE_OFFER,     /* another version of the draft, place by place */
    PAGE_STATES,    /* earlier states to choose from */
    PAGE_LEFTOVERS, /* what has no place in the form */
    PAGE_BEYOND,    /* characters that old programs cannot show */
    PAGE_QUEUE,     /* the cases of a desk */
    PAGE_CASE,      /* one case: what there is to read and to do */
    PAGE_MARKS,     /* the form's review list */
    PAGE_NOTES,     /* remarks, the officer's or those that were returned */
    PAGE_WRITE,     /* words of several lines, with a count, beside those they are about */
    PAGE_DECIDE,    /* what becomes of the case, and why */
    PAGE_REPORT,    /* lines to be read */
    PAGE_KINDS,
};

enum { PAGE_PASSES = 1 << 15 };

/* A typed blank, of either width, chooses where there is nothing to write. */
static inline bool page_is_blank(struct sv text)
{
    return sv_eq(text, SV(" ")) || sv_eq(text, SV("　"));
}

struct page_class {
    enum page_kind kind;
    unsigned (*apply)(struct wizard *w, struct page *p, enum action action, struct sv text);
    unsigned (*event)(struct wizard *w, struct page *p, const struct event *event);
    void (*resume)(struct wizard *w, struct page *p);
    void (*free)(struct page *p);
    /* The place the page is about, for help and for "next problem". */
    struct place (*place)(const struct wizard *w, const struct page *p);
    /* Left for good, perhaps with other pages above it; false when what it was about went away with
     * that. */
    bool (*leave)(struct wizard *w, struct page *p);
    /* What F1 says of the page itself: a heading, then paragraphs, a line each; translated. */
    void (*help)(const struct wizard *w, const struct page *p, struct str *out);
    /* Words that stand on the page and nowhere else yet, for the journal of a desk: what they are
     * for, act.text the words; views that hold until the next action. False when there are none. */
    bool (*typing)(const struct page *p, struct act *out);
};

struct page {
    const struct page_class *class;
};

/* Goes back to a page of this kind where one is open below, so that they do not pile up. */
bool wizard_back_to(struct wizard *w, enum page_kind kind);
/* Leads to what a finding is about, and says it. The finding may be gone afterwards. */
void wizard_open_finding(struct wizard *w, const struct finding *f);
/* A step of the history was done or undone at a place (NO_FIELD: at several): the page shows it. */
void wizard_show_change(struct wizard *w, struct place where, size_t caret);

#endif
