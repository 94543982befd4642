/* review_json: a record for programs. */
#ifndef CMD_DESK_REVIEW_JSON_H
#define CMD_DESK_REVIEW_JSON_H

#include "cmd/desk/at_desk.h"

/* Appends the record as one JSON object and a newline, with what stands in the way of a
 * recommendation. */
void review_add_json(struct str *out, const struct at_case *k);

#endif
