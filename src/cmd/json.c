#include "cmd/json.h"

#include <inttypes.h>

#include "base/bug.h"
#include "text/norm.h"
#include "text/utf8.h"

enum { DEEPEST = 60 };

static void add_escape(struct str *out, unsigned char c)
{
    static const char short_names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; i + 1 < sizeof short_names; i += 2) {
        if ((unsigned char)short_names[i] != c)
            continue;
        str_add_byte(out, '\\');
        str_add_byte(out, short_names[i + 1]);
        return;
    }
    str_add_f(out, "\\u%04x", c);
}

/* As UTF-16 has it (RFC 8259, 7). */
static void add_wide_escape(struct str *out, char32_t cp)
{
    if (cp < 0x10000)
        str_add_f(out, "\\u%04x", (unsigned)cp);
    else
        str_add_f(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (cp >> 10)),
                  (unsigned)(0xDC00 | (cp & 0x3FF)));
}

/* Valid text is copied run by run. Beside what JSON demands, all that a terminal would obey or
 * nobody would see is escaped: a reader of JSON gets it back unharmed. */
static void add_escaped(struct str *out, struct sv text)
{
    size_t from = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        unsigned char c = (unsigned char)text.ptr[at];
        char32_t cp = c;
        len = c < 0x80 ? 1 : utf8_decode(text, at, &cp);
        bool must = cp < 0x20 || cp == '"' || cp == '\\' || cp == 0x7f;
        if (!must && (cp < 0x80 || !norm_is_hidden(cp)))
            continue;
        str_add(out, sv_sub(text, from, at));
        if (cp < 0x80)
            add_escape(out, c);
        else
            add_wide_escape(out, cp);
        from = at + len;
    }
    str_add(out, sv_from_offset(text, from));
}

static void add_string(struct str *out, struct sv text)
{
    struct str mended = {0};
    text = utf8_mended(text, &mended);
    str_add_byte(out, '"');
    add_escaped(out, text);
    str_add_byte(out, '"');
    str_release(&mended);
}

/* The comma before a value, and its key. */
static void begin(struct json *j, struct sv key)
{
    uint64_t here = UINT64_C(1) << j->depth;
    if (j->depth && (j->filled & here))
        str_add_byte(&j->text, ',');
    j->filled |= here;
    if (j->depth && !(j->lists & here)) {
        add_string(&j->text, key);
        str_add_byte(&j->text, ':');
    }
}

void json_open(struct json *j, struct sv key, char bracket)
{
    begin(j, key);
    BUG_ON(++j->depth > DEEPEST);
    uint64_t here = UINT64_C(1) << j->depth;
    j->filled &= ~here;
    j->lists = bracket == '[' ? j->lists | here : j->lists & ~here;
    str_add_byte(&j->text, bracket);
}

void json_close(struct json *j)
{
    BUG_ON(j->depth == 0);
    str_add_byte(&j->text, j->lists >> j->depth & 1 ? ']' : '}');
    j->depth--;
}

void json_text(struct json *j, struct sv key, struct sv value)
{
    begin(j, key);
    add_string(&j->text, value);
}

void json_number(struct json *j, struct sv key, int64_t value)
{
    begin(j, key);
    str_add_f(&j->text, "%" PRId64, value);
}

void json_bool(struct json *j, struct sv key, bool value)
{
    begin(j, key);
    str_add(&j->text, value ? SV("true") : SV("false"));
}

void json_raw(struct json *j, struct sv key, struct sv value)
{
    begin(j, key);
    str_add(&j->text, value);
}
