#include "out/align.h"

#include "text/width.h"

void add_at_column(struct str *out, size_t column, struct sv text)
{
    size_t used = width_text(str_sv(out), WIDTH_PAPER);
    if (text.len == 0)
        return;
    if (used < column)
        str_add_bytes(out, ' ', column - used);
    str_add(out, text);
}

void add_centred(struct str *out, size_t width, struct sv text)
{
    size_t cells = width_text(text, WIDTH_PAPER);
    add_at_column(out, cells < width ? (width - cells) / 2 : 0, text);
}
