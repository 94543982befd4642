#include "office/stamp.h"

#include "base/date.h"
#include "text/utf8.h"

enum { DAY_BYTES = 10, TIME_BYTES = 16 };

void stamp_release(struct stamp *s)
{
    str_release(&s->by);
    str_release(&s->time);
}

void stamp_set(struct stamp *s, struct sv by, struct sv time)
{
    str_set(&s->by, by);
    str_set(&s->time, time);
}

void stamp_copy(struct stamp *to, const struct stamp *from)
{
    stamp_set(to, str_sv(&from->by), str_sv(&from->time));
}

bool stamp_time_is_sound(struct sv time)
{
    struct date day;
    int64_t number;
    return time.len == TIME_BYTES && date_parse(sv_sub(time, 0, DAY_BYTES), &day) &&
           time.ptr[10] == 'T' && time.ptr[13] == ':' &&
           sv_number(sv_sub(time, 11, 13), 0, 23, &number) &&
           sv_number(sv_sub(time, 14, TIME_BYTES), 0, 59, &number);
}

static bool is_control(char32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

static bool is_sound(struct sv text, size_t most, bool lines)
{
    if (text.len > most || !utf8_valid(text, NULL))
        return false;
    for (size_t at = 0; at < text.len;) {
        char32_t cp;
        at += utf8_decode(text, at, &cp);
        if (is_control(cp) && !(lines && (cp == '\n' || cp == '\t')))
            return false;
    }
    return true;
}

bool text_is_line(struct sv text, size_t most)
{
    return is_sound(text, most, false);
}

bool text_is_prose(struct sv text)
{
    return is_sound(text, MOST_PROSE, true);
}
