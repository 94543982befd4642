#include "store/lock_text.h"

#include <inttypes.h>

#include "store/path.h"

enum { MOST_VALUE = 255 }; /* bytes */

#define FIRST_LINE SV("tianbiao-lock 1\n")

void lock_owner_release(struct lock_owner *o)
{
    str_release(&o->user);
    str_release(&o->host);
    str_release(&o->boot);
    str_release(&o->token);
    o->process = o->started = o->since = 0;
}

/* A name of the system or of its user may hold anything, even line breaks; one that got too long to
 * be read again ends before the character that does not fit. */
static void add_name(struct str *out, const char *key, const struct str *name)
{
    str_add(out, sv_from(key));
    size_t start = out->len;
    path_add_shown(out, str_sv(name));
    if (out->len - start > MOST_VALUE) {
        size_t end = start + MOST_VALUE;
        while (end > start && ((unsigned char)out->ptr[end] & 0xC0) == 0x80)
            end--;
        str_truncate(out, end);
    }
    str_add_byte(out, '\n');
}

void lock_text_add(struct str *out, const struct lock_owner *o)
{
    str_add(out, FIRST_LINE);
    add_name(out, "user ", &o->user);
    add_name(out, "host ", &o->host);
    add_name(out, "boot ", &o->boot);
    str_add_f(out, "process %" PRId64 "\nstarted %" PRId64 "\nsince %" PRId64 "\n", o->process,
              o->started, o->since);
    add_name(out, "token ", &o->token);
}

/* Takes "KEY VALUE\n" off `rest`. */
static bool take_value(struct sv *rest, struct sv key, struct sv *value)
{
    size_t end = sv_find_byte(*rest, '\n', 0);
    if (end == SV_NONE || !sv_starts(*rest, key) || end < key.len || end - key.len > MOST_VALUE)
        return false;
    *value = sv_sub(*rest, key.len, end);
    *rest = sv_from_offset(*rest, end + 1);
    return true;
}

static bool take_name(struct sv *rest, struct sv key, struct str *out)
{
    struct sv value;
    if (!take_value(rest, key, &value))
        return false;
    path_add_shown(out, value);
    return true;
}

static bool take_number(struct sv *rest, struct sv key, int64_t min, int64_t *out)
{
    struct sv value;
    return take_value(rest, key, &value) && sv_number(value, min, INT64_MAX, out);
}

static bool is_token(struct sv token)
{
    for (size_t i = 0; i < token.len; i++)
        if (sv_find_byte(SV("0123456789abcdef"), token.ptr[i], 0) == SV_NONE)
            return false;
    return token.len == LOCK_TOKEN_DIGITS;
}

static bool read_values(struct sv text, struct lock_owner *o)
{
    if (!sv_starts(text, FIRST_LINE))
        return false;
    struct sv rest = sv_from_offset(text, FIRST_LINE.len);
    return take_name(&rest, SV("user "), &o->user) && take_name(&rest, SV("host "), &o->host) &&
           take_name(&rest, SV("boot "), &o->boot) &&
           take_number(&rest, SV("process "), 1, &o->process) && o->process <= INT32_MAX &&
           take_number(&rest, SV("started "), 0, &o->started) &&
           take_number(&rest, SV("since "), INT64_MIN, &o->since) &&
           take_name(&rest, SV("token "), &o->token) && is_token(str_sv(&o->token)) &&
           rest.len == 0;
}

bool lock_text_read(struct sv text, struct lock_owner *o)
{
    lock_owner_release(o);
    if (read_values(text, o))
        return true;
    lock_owner_release(o);
    return false;
}
