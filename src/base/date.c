#include "base/date.h"

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
    return d.year >= 1900 && d.year <= 2199 && d.month >= 1 && d.month <= 12 && d.day >= 0 &&
           d.day <= month_days(d.year, d.month);
}

bool date_parse(struct sv text, struct date *out)
{
    int64_t year = 0, month = 0, day = 0;
    bool whole = text.len == 10;
    if ((!whole && text.len != 7) || text.ptr[4] != '-' || (whole && text.ptr[7] != '-'))
        return false;
    if (!sv_number(sv_sub(text, 0, 4), 1900, 2199, &year) ||
        !sv_number(sv_sub(text, 5, 7), 1, 12, &month))
        return false;
    if (whole && !sv_number(sv_sub(text, 8, 10), 1, 31, &day))
        return false;
    struct date d = {(int)year, (int)month, (int)day};
    if (!date_valid(d))
        return false;
    *out = d;
    return true;
}

int64_t date_number(struct date d)
{
    /* Counts from 0000-03-01, so that the leap day is the last of its year. */
    int64_t year = d.month > 2 ? d.year : d.year - 1;
    int64_t month = (d.month + 9) % 12;
    int64_t day = d.day ? d.day : 1;
    int64_t days =
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1;
    return days - 719468;
}

int date_cmp(struct date a, struct date b)
{
    int64_t x = date_number(a), y = date_number(b);
    return (x > y) - (x < y);
}

void date_add_iso(struct str *out, struct date d)
{
    str_add_f(out, "%04d-%02d", d.year, d.month);
    if (d.day)
        str_add_f(out, "-%02d", d.day);
}

void date_add_chinese(struct str *out, struct date d)
{
    str_add_f(out, "%d年%d月", d.year, d.month);
    if (d.day)
        str_add_f(out, "%d日", d.day);
}
