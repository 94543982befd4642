/*
 * dialogs: pages that ask one thing and go away: a menu, a line to type, a folder to choose from,
 * help.
 *
 * The page that opens one gives it a context and a function; the dialogue is off the stack again
 * when the function is called, so that it may push or change whatever it likes.
 */
#ifndef WIZARD_DIALOGS_H
#define WIZARD_DIALOGS_H

#include "wizard/editor.h"
#include "wizard/page.h"

/* What a menu or prompt calls when the reader has chosen; `context` is the caller's, by value. */
struct answer_context {
    struct place place;
    uint32_t index;
    struct str text; /* owned by the page */
};

struct menu_item {
    struct str text;
    int choice;
};

struct menu_page {
    struct page page;
    struct str title;
    struct str note; /* below the choices: what there is to know before choosing */
    VEC(struct menu_item) items;
    size_t at;
    /* It came up in the midst of typing: what is typed on is kept in context.text, and no digit and
     * no blank of it chooses. */
    bool keeps_typing;
    struct answer_context context;
    /* The menu is off the stack when this is called. */
    unsigned (*chosen)(struct wizard *w, int choice, const struct answer_context *context);
};

struct menu_page *page_menu_new(const char *title);
void menu_add(struct menu_page *m, int choice, const char *text);
struct page *page_leave_new(struct wizard *w);
/* When saving failed on the way out: nothing is lost without being asked. */
struct page *page_unsaved_new(void);

struct prompt_page {
    struct page page;
    struct str title;
    struct str hint;
    struct str value;
    struct layout layout;
    struct editor editor;
    struct answer_context context;
    /* Called with what was typed, the prompt off the stack; false puts the prompt back (it has said
     * why). */
    bool (*answered)(struct wizard *w, struct sv value, const struct answer_context *context);
};

struct prompt_page *page_prompt_new(struct wizard *w, const char *title, struct sv value);

enum file_purpose { FILES_OPEN, FILES_ADD, FILES_INSERT, FILES_FOLDER, FILES_RECEIVE };

struct files_page {
    struct page page;
    enum file_purpose purpose;
    struct str folder;
    struct listing entries;
    size_t at;
    size_t scroll;
    struct answer_context context;
    bool (*chosen)(struct wizard *w, struct sv path, const struct answer_context *context);
};

struct page *page_files_new(struct wizard *w, enum file_purpose purpose, struct sv folder);

/* ---- help ---- */

enum help_style { HELP_TITLE, HELP_HEAD, HELP_TEXT, HELP_QUOTE, HELP_KEY };

struct help_line {
    enum help_style style;
    enum action action;
    struct str text;
};

struct help_page {
    struct page page;
    VEC(struct help_line) lines;
    uint32_t scroll;
};

/* Cells left of a line's text (the keys stand there), and the rows it takes with its blank row:
 * what is scrolled through is what is drawn. */
enum { HELP_KEY_CELLS = 26 };
uint32_t help_indent(enum help_style style);
uint32_t help_rows(const struct help_line *line, uint32_t cols);

struct page *page_help_new(struct wizard *w);

#endif
