/*
 * load_map: reading maps of a definition by tables of the keys they know. Private to the loader.
 */
#ifndef FORM_LOAD_MAP_H
#define FORM_LOAD_MAP_H

#include "form/load.h"

enum key_type {
    KEY_TEXT,   /* one line -> struct sv at `offset` */
    KEY_PROSE,  /* many lines -> struct sv */
    KEY_YES,    /* yes or no -> bool */
    KEY_NUM,    /* a whole number in [min, max] -> uint32_t */
    KEY_SCALAR, /* what follows are nodes for the caller, their shape checked */
    KEY_LIST,
    KEY_MAP,
    KEY_MANY, /* one scalar or a list of them */
    KEY_ANY,
};

enum key_flag {
    KEY_MUST = 1,  /* must be there */
    KEY_BLANK = 2, /* may be empty */
};

struct key {
    struct sv name;
    enum key_type type;
    unsigned flags;
    size_t offset;
    uint32_t min;
    uint32_t max;
    uint32_t kinds;  /* of fields: bits of the kinds that know the key; 0: all */
    uint32_t places; /* of fields: bits of enum load_place; 0: all */
};

struct key_table {
    const char *what; /* what the map is, as messages call it */
    const struct key *keys;
    uint32_t count;
    uint32_t kind;  /* bit of the field's kind, 0 where there is none */
    uint32_t place; /* bit of the place, 0 where there is none */
};

#define LOAD_KEY(text, ...) \
    { \
        .name = {text, sizeof(text) - 1}, __VA_ARGS__ \
    }

/* Reads a map by its table into `target`; got[i] gets the node of key i if it is there and of the
 * right shape. False when the node is no map at all. */
bool load_map(struct loader *l, const struct yaml_node *map, const struct key_table *table,
              void *target, const struct yaml_node **got);
/* Right after load_map: was one of these keys mistyped? Then its lack is no second mistake. */
bool load_mistyped(const struct loader *l, const struct key *keys, uint32_t count);
/* A scalar's text, copied into the form; empty after a mistake. `lines` allows newlines. */
struct sv load_text(struct loader *l, const struct yaml_node *node, bool lines);
bool load_yes(struct loader *l, const struct yaml_node *node, bool *out);
bool load_number(struct loader *l, const struct yaml_node *node, int64_t min, int64_t max,
                 int64_t *out);
/* Says so and gives false when a list is empty or too long. NULL is no list: false, silently. */
bool load_list(struct loader *l, const struct yaml_node *list, uint32_t most);
/* Texts of a list (or of one scalar). */
struct words load_words(struct loader *l, const struct yaml_node *node);
/* Lower-case letters, digits, _ and -, opening with a letter (or digit if `digit`); with dots
 * between parts if `dots`. */
bool load_is_id(struct sv id, bool dots, bool digit);

#endif
