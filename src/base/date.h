/*
 * date: civil days of the Gregorian calendar, as forms know them.
 *
 * A date is stored as YYYY-MM-DD (GB/T 7408) and printed 2024年4月25日 without leading zeros (GB/T
 * 9704). Years run from 1900 to 2199: anything else in a form is a typing mistake. Months alone are
 * YYYY-MM. There is no clock here: the day of today comes in from the command.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

struct date {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31; 0 in a month alone */
};

/* True for a day that exists, in the years allowed. */
bool date_valid(struct date d);
/* Reads exactly YYYY-MM-DD, or YYYY-MM as a month alone (day 0). */
bool date_parse(struct sv text, struct date *out);
/* Days since 1970-01-01, negative before. A month alone counts as its first day. */
int64_t date_number(struct date d);
int date_cmp(struct date a, struct date b);
/* Appends YYYY-MM-DD, or YYYY-MM for a month alone. */
void date_add_iso(struct str *out, struct date d);
/* Appends 2024年4月25日, or 2024年4月 for a month alone. */
void date_add_chinese(struct str *out, struct date d);

#endif
