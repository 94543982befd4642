/*
 * load: what the parts of the loader share. Private to form_load.c and load_*.c.
 *
 * Loading goes through the definition twice. First the sections and the tree of their fields are
 * made, so that every name is known; then everything that refers to a name is read: conditions,
 * rules, limits, print. Each place of a definition has a table of the keys it knows (struct key),
 * and one function reads a map by such a table. Whatever is wrong is noted with load_mistake and
 * reading goes on with what is left; only a definition without mistakes becomes a form.
 *
 * Nodes are the YAML tree's and live until loading ends; texts that go into the form are copied
 * into its arena by load_text.
 */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

#include <uchar.h>

#include "form/form_load.h"
#include "store/yaml_read.h"

/* Ceilings: far above any form, low enough that a hostile file costs little. */
enum {
    LOAD_MAX_MISTAKES = 1000,
    LOAD_MAX_GUESSES = 50, /* mistakes for which thousands of names are compared */
    LOAD_MAX_FIELDS = 4000,
    LOAD_MAX_RULES = 20000,
    LOAD_MAX_LIST = 200,
    LOAD_MAX_CLAUSES = 1000,
    LOAD_MAX_FORMERS = 8000, /* former whole paths, those of parts of what was renamed among them */
    LOAD_MAX_PATH = 120,     /* bytes of a field's whole name */
    LOAD_MAX_LIMIT = 1000000, /* 字 */
    LOAD_MAX_ROWS = 10000,
    LOAD_MAX_NUMBER = 1000000000,
};

/* A rule with its place in form order: field, then as written. */
struct loaded_rule {
    uint64_t order;
    const struct yaml_node *node; /* for messages */
    struct rule rule;
};

/* What is known of a field beside what the form keeps. */
struct origin {
    const struct yaml_node *map;      /* in the definition; NULL for a part the loader made */
    const struct yaml_node *required; /* yes, no or warning; NULL: no */
    bool broken; /* of no known kind: named, so that what refers to it is no second mistake */
    bool hidden; /* kept by the program itself: no rules are made for it */
};

/* Options whose conditions and references wait until all fields are known. */
struct loaded_options {
    uint32_t field;
    struct option *ptr;           /* as many as `list` has items, broken ones zeroed */
    const struct yaml_node *list; /* in the definition */
};

VEC_TYPE(loaded_fields, struct field);
VEC_TYPE(loaded_rules, struct loaded_rule);
VEC_TYPE(loaded_limits, struct limit);
VEC_TYPE(loaded_sections, struct section);
VEC_TYPE(loaded_origins, struct origin);
VEC_TYPE(loaded_option_lists, struct loaded_options);
VEC_TYPE(loaded_nodes, const struct yaml_node *);

struct key;

struct loader {
    struct form *form;    /* texts go into its arena; arrays are set as they are finished */
    struct arena scratch; /* words of messages */
    struct form_mistakes mistakes;
    struct loaded_sections sections;
    struct loaded_nodes section_maps;
    struct loaded_fields fields;   /* form->fields points here until loading ends */
    struct loaded_origins origins; /* by field */
    struct loaded_option_lists options;
    struct loaded_rules rules;
    uint32_t columns; /* leaves so far of the table being made */
    struct loaded_limits limits;
    struct loaded_nodes limit_maps;
    VEC(const struct key *) typos; /* keys the map read last seems to mean by unknown ones */
    bool full;                     /* too many fields: said once */
    bool many_rules;               /* likewise */
};

/* ---- mistakes ---- */

/* Notes a mistake at a node (NULL: the top of the file) and returns it for load_hint; NULL when
 * there are too many already. */
struct form_mistake *load_mistake(struct loader *l, const struct yaml_node *at, const char *format,
                                  ...) __attribute__((format(printf, 3, 4)));
/* Adds advice to a mistake; a NULL mistake is passed over. */
void load_hint(struct form_mistake *m, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A text as a message may show it: short, without control characters. */
struct sv load_shown(struct loader *l, struct sv text);
/* Control and invisible formatting characters, a newline among them: no text of a form has them. */
bool load_is_control(char32_t cp);
/* By line and column, those of one place in the order they were noted. */
void load_sort_mistakes(struct form_mistakes *list);

/* The nearest of many words to a mistyped one. */
struct guess {
    struct sv word;
    char32_t points[64];
    size_t length;
    struct sv best;
    uint32_t distance; /* a candidate must be nearer than this */
};

void guess_start(struct guess *g, struct sv word);
void guess_try(struct guess *g, struct sv candidate);
/* "你是不是想写“…”？" if a word is near enough. */
void guess_hint(struct form_mistake *m, const struct guess *g);

#endif
