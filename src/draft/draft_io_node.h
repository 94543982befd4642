/*
 * draft_io_node: a draft's file as a tree, and what its nodes say. Private to draft_io.
 *
 * A tree can be changed before it is read (draft_io_carry): what was moved to another place has a
 * key that has a key of its own, whose text is the whole path under which it stands in the file.
 */
#ifndef DRAFT_DRAFT_IO_NODE_H
#define DRAFT_DRAFT_IO_NODE_H

#include "draft/draft.h"
#include "draft/leftovers.h"
#include "store/yaml_read.h"
#include "store/yaml_write.h"

/* The text to store for a leaf. False (ERR_REFUSED) where the node is no value at all or one of the
 * wrong kind; a node without a value gives the empty text. */
bool node_value(const struct field *field, const struct yaml_node *node, struct str *out,
                struct err *e);
/* Appends everything a node says, for eyes: a text as it is, several values a line each. */
void node_add_text(struct str *out, const struct yaml_node *node);
/* There is a key or a dash, and nothing behind it; or not even that (NULL). */
bool node_says_nothing(const struct yaml_node *node);
/* What stands in the file, to be written as it stands, there or elsewhere; it borrows from the
 * tree. */
struct yaml_want *node_copy(struct arena *a, const struct yaml_node *node);
/* Adds such a copy to a map, under the key it has, or to a list. */
void node_add_copy(struct arena *a, struct yaml_want *parent, const struct yaml_node *node);

/* A draft's file as a tree. Refuses (ERR_REFUSED) what is no draft, or one of another format, with
 * nothing to release. */
bool draft_read_yaml(struct sv source, const char *name, struct yaml_doc *out, struct err *e);
/* The version of the form a draft was written for, 1 where it does not say. */
int64_t draft_version_of(const struct yaml_node *root);
/* Everything but the answers and what is said about them: id, version, revision, demonstration. */
void draft_read_identity(struct draft *d, const struct yaml_node *root);
/* What the writer said: what waits, reasons, what is done; what is none of it goes to `kept` (may
 * be NULL). */
void draft_read_said(struct draft *d, const struct yaml_node *root, struct leftovers *kept);
/* The draft a tree holds; `carried`: it was changed to what `form` expects. */
struct draft *draft_read_tree(const struct form *form, const struct yaml_node *root, bool carried,
                              struct leftovers *kept);

#endif
