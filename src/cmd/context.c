#include "cmd/context.h"

#include <time.h>

#include "base/i18n.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

static struct moment moment_of_tm(const struct tm *tm)
{
    return (struct moment){
        .day = {tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday},
        .hour = tm->tm_hour,
        .minute = tm->tm_min,
        .second = tm->tm_sec,
    };
}

struct moment moment_of_stamp(int64_t stamp)
{
    time_t then = (time_t)stamp;
    struct tm tm;
    return localtime_r(&then, &tm) ? moment_of_tm(&tm) : (struct moment){0};
}

struct moment moment_now(void)
{
    time_t now = time(NULL);
    if (now == (time_t)-1)
        return (struct moment){0};
    return moment_of_stamp(now);
}

int64_t moment_seconds(struct moment m)
{
    return date_number(m.day) * DAY_SECONDS + (int64_t)m.hour * 3600 + (int64_t)m.minute * 60 +
           m.second;
}

struct moment moment_from_seconds(int64_t seconds)
{
    time_t then = (time_t)seconds;
    struct tm tm;
    return gmtime_r(&then, &tm) ? moment_of_tm(&tm) : (struct moment){0};
}

void moment_add_words(struct str *out, struct moment m, struct moment now)
{
    if (m.day.year != now.day.year)
        str_add_f(out, _("%d年%d月%d日 "), m.day.year, m.day.month, m.day.day);
    else if (date_cmp(m.day, now.day) != 0)
        str_add_f(out, _("%d月%d日 "), m.day.month, m.day.day);
    str_add_f(out, "%02d:%02d", m.hour, m.minute);
}

void moment_add_stamp(struct str *out, struct moment m)
{
    str_add_f(out, "%04d%02d%02dT%02d%02d%02d", m.day.year, m.day.month, m.day.day, m.hour,
              m.minute, m.second);
}

/* "T09:00"; nothing at all is midnight. */
static bool parse_clock(struct sv text, struct moment *out)
{
    int64_t hour = 0, minute = 0;
    if (text.len != 0 && (text.len != 6 || text.ptr[0] != 'T' || text.ptr[3] != ':' ||
                          !sv_number(sv_sub(text, 1, 3), 0, 23, &hour) ||
                          !sv_number(sv_from_offset(text, 4), 0, 59, &minute)))
        return false;
    out->hour = (int)hour;
    out->minute = (int)minute;
    return true;
}

void moment_add_minute(struct str *out, struct moment m)
{
    date_add_iso(out, m.day);
    str_add_f(out, "T%02d:%02d", m.hour, m.minute);
}

bool moment_parse(struct sv text, struct moment *out, struct err *e)
{
    enum { DAY_BYTES = 10 };
    struct moment moment = {0};
    if (!date_parse(sv_sub(text, 0, DAY_BYTES), &moment.day) || moment.day.day == 0 ||
        !parse_clock(sv_from_offset(text, DAY_BYTES), &moment))
        return err_set(e, ERR_USAGE,
                       _("--now 要写成 2024-06-01T09:00 或 2024-06-01 的样子，不是“%.*s”。"),
                       SV_ARG(text));
    *out = moment;
    return true;
}
