/*
 * geometry: which part of the screen is for what, from its size alone.
 *
 * One frame for all pages: a title bar, a line of counts, the body, lines of guidance, a bar of
 * keys. The counts stand above the text so that a terminal drawn from top to bottom ends at the
 * caret: a typed character then costs one move of the cursor, not two. From 100 columns on the
 * guidance stands beside the body. Below 40 x 12 there is only a request for room.
 */
#ifndef WIZARD_GEOMETRY_H
#define WIZARD_GEOMETRY_H

#include <stdbool.h>
#include <stdint.h>

enum { SMALLEST_COLS = 40, SMALLEST_ROWS = 12, SIDE_FROM_COLS = 100 };

struct geometry {
    uint16_t cols;
    uint16_t rows;
    bool too_small;
    uint16_t body_row; /* the body is body_rows x body_cols from (body_row, 0) */
    uint16_t body_rows;
    uint16_t body_cols;
    uint16_t side_col; /* the guidance beside it; side_cols 0: below instead */
    uint16_t side_cols;
    uint16_t guide_row; /* guidance and messages below the body */
    uint16_t guide_rows;
    uint16_t status_row;
    uint16_t keys_row;
};

struct geometry geometry_of(uint16_t cols, uint16_t rows);

#endif
