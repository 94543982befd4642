/* measure: rows of wrapped text, for pages that scroll through words rather than fields. */
#ifndef WIZARD_MEASURE_H
#define WIZARD_MEASURE_H

#include "base/str.h"
#include "wizard/action.h"

/* Rows a text of several lines takes at a width in cells. */
uint32_t measure_rows(struct sv text, uint32_t cols);
/* A scroll that leaves no empty screen below `rows` rows seen through `room`. */
uint32_t measure_scroll(uint32_t scroll, uint32_t rows, uint32_t room);
/* Where a key for scrolling leads, to be clipped by measure_scroll; false for any other key. */
bool measure_key(enum action action, uint32_t scroll, uint32_t room, uint32_t *to);

#endif
