#include "cmd/context.h"

#include <time.h>

#include "base/i18n.h"

struct moment moment_now(void)
{
    time_t now = time(NULL);
    struct tm tm;
    if (now == (time_t)-1 || !localtime_r(&now, &tm))
        return (struct moment){0};
    return (struct moment){
        .day = {tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday},
        .hour = tm.tm_hour,
        .minute = tm.tm_min,
    };
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
