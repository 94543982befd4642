#include "wizard/measure.h"

#include "text/wrap.h"
#include "wizard/list_keys.h"

uint32_t measure_rows(struct sv text, uint32_t cols)
{
    struct wrap_style style = {.width = cols < 2 ? 2 : cols, .policy = WIDTH_SCREEN};
    struct lines lines = {0};
    struct sv rest = text, paragraph;
    uint32_t rows = 0;
    while (sv_next(&rest, '\n', &paragraph)) {
        vec_clear(&lines);
        wrap_paragraph(paragraph, &style, &lines);
        rows += (uint32_t)lines.len;
    }
    vec_release(&lines);
    return rows;
}

uint32_t measure_scroll(uint32_t scroll, uint32_t rows, uint32_t room)
{
    uint32_t last = rows > room ? rows - room : 0;
    return scroll < last ? scroll : last;
}

bool measure_key(enum action action, uint32_t scroll, uint32_t room, uint32_t *to)
{
    size_t row;
    if (!list_key(action, scroll, UINT32_MAX, room > 1 ? room - 1 : 1, &row))
        return false;
    *to = (uint32_t)row;
    return true;
}
