/*
 * pages_versions: the pages about other versions of the open draft: one that is offered, compared
 * place by place, and the list of earlier states.
 *
 * An offered version is decided on before anything else is done: its page goes away by an answer
 * only, and says so to the command (REQUEST_ANSWERED), which keeps what was left. Leaving the
 * program is no answer. The page is a column of lines, made here so that what the keys scroll
 * through is what is drawn, and below it, always seen, the answers.
 */
#ifndef WIZARD_PAGES_VERSIONS_H
#define WIZARD_PAGES_VERSIONS_H

#include "draft/difference.h"
#include "text/diff.h"
#include "wizard/page.h"

struct offer_page {
    struct page page;
    struct offer offer;
    struct differences list;
    uint64_t built;  /* the draft's version the list was made for */
    size_t at;       /* the item in focus */
    uint32_t scroll; /* rows of the column */
    bool reading;    /* the whole of both texts of the difference in focus, instead of the list */
    uint32_t read_scroll;
    bool warned; /* Esc was pressed once: the next one leaves */
};

struct page *page_offer_new(struct wizard *w, struct offer *take_offer);
/* Opens the page of an offer, or answers at once where there is nothing to decide, or says why
 * nothing can be taken now. Takes the offer. */
void offer_open(struct wizard *w, struct offer *take_offer);

/* What can have the focus: the differences, what was being typed, the answers. */
enum offer_item { OFFER_DIFFERENCE, OFFER_TYPING, OFFER_TAKE, OFFER_LEAVE };

size_t offer_items(const struct wizard *w, const struct offer_page *p);
enum offer_item offer_item(const struct wizard *w, const struct offer_page *p, size_t index);
/* Can it be taken: there are differences, and the draft may be changed. */
bool offer_may_take(const struct wizard *w, const struct offer_page *p);
/* And place by place; a draft is carried over to another version as a whole. */
bool offer_may_tick(const struct wizard *w, const struct offer_page *p);
/* Differences that are ticked. */
size_t offer_ticked(const struct offer_page *p);

enum offer_part {
    OFFER_HEAD,
    OFFER_TOLD,
    OFFER_LABEL, /* of a difference */
    OFFER_MINE,  /* what stands now: the marked parts would go */
    OFFER_OTHER, /* what is offered: the marked parts would come */
    OFFER_BASE,  /* what both came from */
    OFFER_GAP,
};

struct offer_line {
    enum offer_part part;
    size_t item;             /* what it belongs to, SIZE_MAX: nothing that can have the focus */
    uint32_t indent;         /* cells left of the text, the lead among them */
    struct sv lead;          /* static: "现在：" */
    struct str text;         /* with 〔〕 around what is marked */
    struct diff_marks marks; /* in order */
};

VEC_TYPE(offer_lines, struct offer_line);

/* What F1 says of the page. */
void offer_add_help(struct str *out, enum offer_kind kind);
/* Appends the column as it is now: the list, or the two texts being read. */
void offer_lines_make(const struct wizard *w, const struct offer_page *p, struct offer_lines *out);
void offer_lines_release(struct offer_lines *lines);
/* Rows a line takes, and those the column has on the screen. */
uint32_t offer_line_rows(const struct wizard *w, const struct offer_line *line);
uint32_t offer_room(const struct wizard *w, const struct offer_page *p);

/* What of the file has no place in the form: a list, and each text to be read whole and copied. */
struct leftovers_page {
    struct page page;
    size_t at;
    size_t scroll;
    bool reading; /* the one in focus, instead of the list */
    uint32_t read_scroll;
};

struct page *page_leftovers_new(struct wizard *w);
/* What is read: its path and line, why it has no place, and its text. */
void leftover_add_text(struct str *out, const struct leftover *left);

struct states_page {
    struct page page;
    struct listed_states states;
    size_t at;
    size_t scroll;
};

struct page *page_states_new(struct wizard *w, struct listed_states *take_states);

#endif
