/*
 * draw: from the wizard's state to a canvas, a whole frame each time.
 *
 * The frame (title bar, counts, guidance, key bar) is the same everywhere; a screen draws the body
 * and says which keys the bar shows. Drawing takes const pointers, touches no disk and no clock,
 * and can be called for any state.
 */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "tui/canvas.h"
#include "wizard/page.h"

/* Draws all of it at the wizard's size. */
void draw_wizard(const struct wizard *w, struct canvas *c);

/* ---- for screens ---- */

/* A key in the bar at the bottom, most important first; the bar shows as many as it has room for.
 */
struct hint {
    enum action action; /* ACTION_NONE: `key` is written as it is */
    const char *key;
    const char *text; /* N_() */
};

struct screen {
    enum page_kind kind;
    void (*draw)(const struct wizard *w, const struct page *p, struct canvas *c);
    /* Appends what stands in the title bar behind the program's name. */
    void (*title)(const struct wizard *w, const struct page *p, struct str *out);
    /* The line of counts; NULL: the whole case's. */
    void (*status)(const struct wizard *w, const struct page *p, struct canvas *c);
    /* Appends guidance for where the focus is; may be NULL. */
    void (*guide)(const struct wizard *w, const struct page *p, struct str *out);
    /* Ends with a row without text. */
    const struct hint *(*hints)(const struct wizard *w, const struct page *p);
};

extern const struct screen screen_start, screen_tasks, screen_section, screen_compare, screen_pick,
    screen_review, screen_preview, screen_export, screen_files, screen_help, screen_menu,
    screen_prompt, screen_offer, screen_states, screen_leftovers, screen_beyond, screen_queue,
    screen_case, screen_report, screen_marks, screen_notes, screen_write, screen_decide;

/* Where and how a piece of text goes. */
struct area {
    uint32_t row;
    uint32_t col;
    uint32_t end_row; /* first row not to be drawn on */
    uint32_t end_col;
};

struct area draw_body(const struct wizard *w);
/* Writes text of several lines wrapped by the Chinese rules, leaving out the first `skip` rows; the
 * rows it takes. */
uint32_t draw_wrapped(struct canvas *c, struct area area, uint32_t skip, struct sv text,
                      enum style style);
/* Something lies above or below: said in the last column, where no text stands. */
void draw_more(struct canvas *c, struct area area, bool above, bool below);
/* Appends 1,234. */
void draw_add_number(struct str *out, uint32_t number);
/* "1,015/1,800 字", "5/8 家", "6/6 项". */
void draw_add_progress(struct str *out, const struct progress *progress);
/* Right-aligned in `width` cells, so that a changing number moves nothing. */
void draw_number(struct canvas *c, uint32_t row, uint32_t col, uint32_t width, uint32_t number,
                 enum style style);
/* A text in at most `cells` cells, its end replaced by … when it is longer. */
void draw_add_fitted(struct str *out, struct sv text, uint32_t cells);

#endif
