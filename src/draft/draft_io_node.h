/*
 * draft_io_node: what a node of a draft's file says as an answer. Private to draft_io.
 */
#ifndef DRAFT_DRAFT_IO_NODE_H
#define DRAFT_DRAFT_IO_NODE_H

#include "draft/draft.h"
#include "store/yaml_read.h"

/* The text to store for a leaf. False (ERR_REFUSED) where the node is no value at all or one of the
 * wrong kind; a node without a value gives the empty text. */
bool node_value(const struct field *field, const struct yaml_node *node, struct str *out,
                struct err *e);

#endif
