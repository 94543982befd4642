#include "draft/finals.h"

#include "base/date.h"

enum { TIME_LEN = 16 };

void final_release(struct final *f)
{
    str_release(&f->code);
    str_release(&f->time);
    str_release(&f->pictures);
    f->revision = 0;
}

void finals_release(struct finals *list)
{
    for (size_t i = 0; i < list->len; i++)
        final_release(&list->ptr[i]);
    vec_release(list);
}

void final_copy(struct final *to, const struct final *from)
{
    to->revision = from->revision;
    str_set(&to->code, str_sv(&from->code));
    str_set(&to->time, str_sv(&from->time));
    str_set(&to->pictures, str_sv(&from->pictures));
}

bool final_eq(const struct final *a, const struct final *b)
{
    return a->revision == b->revision && sv_eq(str_sv(&a->code), str_sv(&b->code)) &&
           sv_eq(str_sv(&a->time), str_sv(&b->time)) &&
           sv_eq(str_sv(&a->pictures), str_sv(&b->pictures));
}

/* ---- is it sound ---- */

static bool is_code(struct sv code)
{
    for (size_t i = 0; i < code.len; i++) {
        char c = code.ptr[i];
        if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '-')
            return false;
    }
    return code.len > 0 && code.len <= FINAL_MOST_CODE;
}

static bool digits_within(struct sv time, size_t from, size_t to, int64_t least, int64_t most)
{
    int64_t number;
    return sv_byte(time, from) != '-' && sv_number(sv_sub(time, from, to), least, most, &number);
}

/* YYYY-MM-DDTHH:MM */
static bool is_time(struct sv time)
{
    struct date day;
    return time.len == TIME_LEN && time.ptr[10] == 'T' && time.ptr[13] == ':' &&
           date_parse(sv_sub(time, 0, 10), &day) && digits_within(time, 11, 13, 0, 23) &&
           digits_within(time, 14, 16, 0, 59);
}

/* One that could not be read at 定稿 is a hyphen. */
static bool is_picture(struct sv hash)
{
    if (sv_eq(hash, SV("-")))
        return true;
    for (size_t i = 0; i < hash.len; i++) {
        char c = hash.ptr[i];
        if ((c < '0' || c > '9') && (c < 'a' || c > 'f'))
            return false;
    }
    return hash.len == FINAL_PICTURE_DIGITS;
}

bool final_is_sound(const struct final *f)
{
    struct sv rest = str_sv(&f->pictures), hash;
    size_t count = 0;
    bool ok = true, any = rest.len > 0;
    while (ok && any && sv_next(&rest, '\n', &hash))
        ok = is_picture(hash) && ++count <= FINAL_MOST_PICTURES;
    return ok && f->revision >= 1 && f->revision <= FINAL_MOST_REVISION &&
           is_code(str_sv(&f->code)) && is_time(str_sv(&f->time));
}

/* ---- the log ---- */

const struct final *finals_last(const struct draft *d)
{
    return d->finals.len ? &d->finals.ptr[d->finals.len - 1] : NULL;
}

const struct final *finals_find(const struct draft *d, struct sv code)
{
    for (size_t i = d->finals.len; i-- > 0;)
        if (sv_eq(str_sv(&d->finals.ptr[i].code), code))
            return &d->finals.ptr[i];
    return NULL;
}

bool finals_has(const struct draft *d, const struct final *f)
{
    for (size_t i = 0; i < d->finals.len; i++)
        if (final_eq(&d->finals.ptr[i], f))
            return true;
    return false;
}

enum final_state final_state(const struct draft *d, struct sv code)
{
    const struct final *last = finals_last(d);
    if (!last)
        return FINAL_NEVER;
    return sv_eq(str_sv(&last->code), code) ? FINAL_NOW : FINAL_CHANGED;
}

uint32_t final_next_revision(const struct draft *d)
{
    uint32_t largest = d->revision;
    for (size_t i = 0; i < d->finals.len; i++)
        if (d->finals.ptr[i].revision > largest)
            largest = d->finals.ptr[i].revision;
    return largest < FINAL_MOST_REVISION && d->finals.len < FINALS_MOST ? largest + 1 : 0;
}

size_t finals_place(const struct draft *d, const struct final *f)
{
    size_t at = d->finals.len;
    while (at > 0) {
        const struct final *before = &d->finals.ptr[at - 1];
        int order = sv_cmp(str_sv(&before->time), str_sv(&f->time));
        if (before->revision < f->revision || (before->revision == f->revision && order <= 0))
            break;
        at--;
    }
    return at;
}
