#include "out/readers/reading.h"

struct passage *reading_add(struct reading *r, uint32_t number)
{
    struct passage *p = vec_add(&r->passages);
    p->number = number;
    return p;
}

uint32_t reading_add_part(struct reading *r, struct sv title)
{
    str_set(vec_add(&r->parts), title);
    return (uint32_t)r->parts.len;
}

static void add_counts(struct norm_report *sum, const struct norm_report *one)
{
    sum->newlines += one->newlines;
    sum->spaces += one->spaces;
    sum->invisible += one->invisible;
    sum->controls += one->controls;
    sum->composed += one->composed;
}

/* One passage for each line of the text, all else the same. */
static void add_lines(struct passages *out, const struct passage *whole, struct sv text)
{
    size_t at = 0, end;
    do {
        end = sv_find_byte(text, '\n', at);
        struct passage *part = vec_add(out);
        *part = *whole;
        part->text = (struct str){0};
        str_set(&part->text, sv_sub(text, at, end));
        at = end + 1;
    } while (end != SV_NONE);
}

/* 【超出】, where a text passes a limit: the program's, and at most one a paragraph. */
static void take_out_mark(struct reading *r, struct str *text)
{
    struct sv mark = SV("【超出】");
    size_t at = sv_find(str_sv(text), mark, 0);
    if (at == SV_NONE)
        return;
    str_splice(text, at, mark.len, SV(""));
    r->over++;
}

void reading_finish(struct reading *r, struct norm_report *report)
{
    struct passages parts = {0};
    struct str clean = {0};
    for (size_t i = 0; i < r->passages.len; i++) {
        struct passage *whole = &r->passages.ptr[i];
        struct norm_report found = {0};
        if (r->own)
            take_out_mark(r, &whole->text);
        norm_text(str_sv(&whole->text), &clean, &found);
        if (report)
            add_counts(report, &found);
        add_lines(&parts, whole, str_sv(&clean));
        str_release(&whole->text);
    }
    str_release(&clean);
    vec_release(&r->passages);
    r->passages = parts;
}

void reading_release(struct reading *r)
{
    for (size_t i = 0; i < r->passages.len; i++)
        str_release(&r->passages.ptr[i].text);
    for (size_t i = 0; i < r->parts.len; i++)
        str_release(&r->parts.ptr[i]);
    vec_release(&r->parts);
    vec_release(&r->passages);
    *r = (struct reading){0};
}
