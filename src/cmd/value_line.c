#include "cmd/value_line.h"

#include "cmd/json.h"
#include "text/norm.h"
#include "text/utf8.h"

static bool needs_quotes(struct sv text)
{
    if (sv_starts(text, SV("\"")))
        return true;
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        if (cp < 0x20 || norm_is_hidden(cp))
            return true;
    }
    return false;
}

void value_line_add(struct str *out, struct sv path, struct sv value)
{
    str_add(out, path);
    str_add_byte(out, '=');
    if (needs_quotes(value)) {
        struct json quoted = {0};
        json_text(&quoted, SV(""), value);
        str_add(out, str_sv(&quoted.text));
        str_release(&quoted.text);
    } else {
        str_add(out, value);
    }
    str_add_byte(out, '\n');
}
