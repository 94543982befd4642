/*
 * yaml_style: how one wanted value is written, for yaml_write and yaml_merge alone.
 *
 * Values are appended as they stand behind "key:" or "-": with the blank or the line break in front
 * and no newline at the end. Line breaks are LF.
 */
#ifndef STORE_YAML_STYLE_H
#define STORE_YAML_STYLE_H

#include "store/yaml_write.h"

enum { YAML_STEP = 2 }; /* blanks by which what is inside is indented */

/* Is there anything to write: not absent, and no optional map without keys. */
bool yaml_want_there(const struct yaml_want *want);
/* The value stands on one line: flow, or a scalar that is no literal block. */
bool yaml_want_one_line(const struct yaml_want *want, bool in_flow);
/* Will this scalar be a literal block, outside of braces? */
bool yaml_want_literal(const struct yaml_want *want);

/* "key", quoted where it must be. */
void yaml_add_key(struct str *out, struct sv key, bool in_flow);
/* A scalar on one line. */
void yaml_add_line(struct str *out, const struct yaml_want *scalar, bool in_flow);
/* "|", with the marks that `text` needs when its lines are `deeper` blanks inside their parent. */
void yaml_add_literal_head(struct str *out, struct sv text, uint32_t deeper);
/* The lines of a literal block, each with its line break in front. */
void yaml_add_literal_lines(struct str *out, struct sv text, uint32_t indent);
/* Everything between and with its braces, on one line. */
void yaml_add_flow(struct str *out, const struct yaml_want *want);
/* A value behind "key:" (of a key indented by `indent`) or, `item`, behind the "-" of a list
 * indented so. */
void yaml_add_value(struct str *out, const struct yaml_want *want, uint32_t indent, bool item);
/* The keys of a map, or items of a list, each on lines of its own, the first without its
 * indentation; they are indented by `indent`. */
void yaml_add_children(struct str *out, const struct yaml_want *want, uint32_t indent);

#endif
