#include "wizard/geometry.h"

struct geometry geometry_of(uint16_t cols, uint16_t rows)
{
    struct geometry g = {.cols = cols, .rows = rows};
    g.too_small = cols < SMALLEST_COLS || rows < SMALLEST_ROWS;
    if (g.too_small)
        return g;
    g.status_row = 1;
    g.body_row = 2;
    g.keys_row = (uint16_t)(rows - 1);
    bool side = cols >= SIDE_FROM_COLS;
    g.side_cols = side ? (uint16_t)(cols / 3) : 0;
    g.body_cols = (uint16_t)(cols - g.side_cols - (side ? 2 : 0));
    g.side_col = (uint16_t)(g.body_cols + 2);
    g.guide_rows = side || rows < 20 ? 1 : 2;
    g.guide_row = (uint16_t)(g.keys_row - g.guide_rows);
    g.body_rows = (uint16_t)(g.guide_row - g.body_row);
    return g;
}
