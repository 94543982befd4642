#include "wizard/measure.h"

#include "text/wrap.h"

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
    uint32_t screen = room > 1 ? room - 1 : 1;
    switch (action) {
    case ACTION_UP:
        *to = scroll ? scroll - 1 : 0;
        return true;
    case ACTION_DOWN:
        *to = scroll + 1;
        return true;
    case ACTION_PAGE_UP:
        *to = scroll > screen ? scroll - screen : 0;
        return true;
    case ACTION_PAGE_DOWN:
        *to = scroll + screen;
        return true;
    case ACTION_TEXT_START:
    case ACTION_LINE_START:
        *to = 0;
        return true;
    case ACTION_TEXT_END:
    case ACTION_LINE_END:
        *to = UINT32_MAX;
        return true;
    default:
        return false;
    }
}
