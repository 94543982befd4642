#include "form/when.h"

#include "text/number.h"

static bool has_entry(struct sv list, struct sv word)
{
    struct sv entry;
    while (sv_next(&list, '\n', &entry))
        if (sv_eq(entry, word))
            return true;
    return false;
}

/* Whole numbers as they are mostly typed need no memory; "1,280" and "3.5" do. */
static bool number_reaches(struct sv text, int64_t least)
{
    int64_t whole;
    if (sv_number(text, INT64_MIN, INT64_MAX, &whole))
        return whole >= least;
    struct str value = {0}, bound = {0};
    bool reaches = false;
    if (number_canonical(text, &value)) {
        str_add_f(&bound, "%lld", (long long)least);
        reaches = number_cmp(str_sv(&value), str_sv(&bound)) >= 0;
    }
    str_release(&value);
    str_release(&bound);
    return reaches;
}

/* A field has a text or rows, never both. What is empty reaches nothing, not even zero. */
static bool reaches(const struct cond *c, const struct cond_reader *reader)
{
    struct sv text = reader->value(reader->context, c->field);
    if (text.len)
        return number_reaches(text, c->number);
    uint32_t rows = reader->rows(reader->context, c->field);
    return rows > 0 && rows >= c->number;
}

static bool any_holds(const struct cond *c, const struct cond_reader *reader)
{
    for (uint32_t i = 0; i < c->part_count; i++)
        if (cond_holds(c->parts[i], reader))
            return true;
    return false;
}

static bool all_hold(const struct cond *c, const struct cond_reader *reader)
{
    for (uint32_t i = 0; i < c->part_count; i++)
        if (!cond_holds(c->parts[i], reader))
            return false;
    return true;
}

bool cond_holds(const struct cond *c, const struct cond_reader *reader)
{
    if (!c)
        return true;
    switch (c->kind) {
    case COND_ALL:
        return all_hold(c, reader);
    case COND_ANY:
        return any_holds(c, reader);
    case COND_NOT:
        return !all_hold(c, reader);
    case COND_IS:
        return sv_eq(reader->value(reader->context, c->field), c->word);
    case COND_HAS:
        return has_entry(reader->value(reader->context, c->field), c->word);
    case COND_FILLED:
        return reader->value(reader->context, c->field).len > 0 ||
               reader->rows(reader->context, c->field) > 0;
    case COND_AT_LEAST:
        return reaches(c, reader);
    }
    return true;
}
