#include "cmd/progress_line.h"

#include "cmd/output.h"

/* Fewer are over before anybody has read a number. */
enum { WORTH_SHOWING = 50, STEPS = 100 };

void progress_line_begin(struct progress_line *p, struct context *c, const char *what, size_t total)
{
    *p = (struct progress_line){.c = c, .what = what, .total = total};
    p->step = total / STEPS ? total / STEPS : 1;
}

void progress_line_hide(struct progress_line *p)
{
    if (!p->shown)
        return;
    talk_over(p->c, SV(""));
    p->shown = false;
}

static void show(struct progress_line *p)
{
    struct str line = {0};
    str_add_f(&line, "%s %zu / %zu", p->what, p->done, p->total);
    talk_over(p->c, str_sv(&line));
    str_release(&line);
    p->shown = true;
}

void progress_line_next(struct progress_line *p)
{
    p->done++;
    if (p->c->talk.terminal && p->total >= WORTH_SHOWING && p->done % p->step == 0)
        show(p);
}
