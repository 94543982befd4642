/*
 * compose: what the composers of the application and of the other papers share. Private to
 * compose*.c.
 *
 * A composer is opened on a draft and an empty document, which gets the running head and the mark
 * of its foot; blocks are added; then it is closed. All texts go into the document's arena, cleaned
 * of controls.
 */
#ifndef OUT_COMPOSE_H
#define OUT_COMPOSE_H

#include "out/anchor.h"
#include "out/doc.h"

/* Words on the paper are for the office that reads it, not for the reader of the screen: they stay
 * Chinese whatever language the program speaks, and are therefore not marked for translation. */
#define MARK_BLANK "（未填）"
#define MARK_DRAFT "草稿"

struct composer {
    const struct draft *draft;
    const struct form *form;
    const struct facts *facts; /* NULL: nobody looked at the files */
    struct doc *doc;
    struct anchors anchors;
};

void compose_open(struct composer *c, const struct draft *d, const struct facts *facts,
                  struct doc *out);
void compose_close(struct composer *c);
/* The cover and the sections, behind what the document holds already. */
void compose_add_application(struct composer *c);

/* A copy in which nothing opens a line: byte for byte as long, so that offsets stay good. */
struct sv compose_line(struct composer *c, struct sv text);
/* The same with its newlines kept. */
struct sv compose_lines(struct composer *c, struct sv text);
/* Adds a block with its text, of no place; the pointer is good until the next one. */
struct block *compose_block(struct composer *c, enum block_kind kind, struct sv text);
/* Must there be an answer: a rule demands one of the field, of one of its parts, or of what it is
 * computed from. A table without rows has no columns to be filled. */
bool compose_wanted(const struct composer *c, struct place place);

#endif
