#include "draft/changes_names.h"

struct sv said_name(enum said said)
{
    static const struct sv names[] = {
        [SAID_PENDING] = {"pending", 7},
        [SAID_ACCEPTED] = {"accepted", 8},
        [SAID_BASED_ON] = {"based-on", 8},
    };
    return names[said];
}

bool rows_keep_ids(const struct form *form, uint32_t table)
{
    return !field_child(form, &form->fields[table], SV("id"));
}

static bool breaks_a_name(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F || c == '%';
}

void name_add(struct str *out, struct sv name)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t done = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (!breaks_a_name(name.ptr[i]))
            continue;
        unsigned char byte = (unsigned char)name.ptr[i];
        char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
        str_add(out, sv_sub(name, done, i));
        str_add(out, sv_make(escaped, sizeof escaped));
        done = i + 1;
    }
    str_add(out, name.len ? sv_from_offset(name, done) : SV("%"));
}

/* The value of a digit as name_add writes it, -1 for anything else. */
static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte behind a "%" at `at`, -1 where there is none. */
static int escaped_byte(struct sv word, size_t at)
{
    if (word.len - at < 3)
        return -1;
    int high = hex_digit(word.ptr[at + 1]), low = hex_digit(word.ptr[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

bool name_read(struct sv word, struct str *out)
{
    str_clear(out);
    if (sv_eq(word, SV("%")))
        return true;
    for (size_t i = 0; i < word.len; i++) {
        int byte = (unsigned char)word.ptr[i];
        if (byte == '%') {
            byte = escaped_byte(word, i);
            i += 2;
        }
        if (byte <= 0)
            return false;
        str_add_byte(out, (char)byte);
    }
    return out->len > 0;
}
