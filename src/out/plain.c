#include "out/plain.h"

bool plain_write(const struct sheets *sheets, enum encoding encoding, struct str *out,
                 struct unshowables *outside, struct err *e)
{
    struct str text = {0};
    sheets_add_text(&text, sheets);
    bool ok = encoding_encode(str_sv(&text), encoding, out, outside, e);
    str_release(&text);
    return ok;
}
