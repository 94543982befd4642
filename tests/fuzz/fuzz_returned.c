/*
 * Returns: a refusal, or a return that can be written and read again, and answered.
 *
 * The input is the bytes of a NAME.returned.yaml.
 */
#include "fuzz.h"
#include "office/returned_io.h"

static void check_texts(const struct returned *r)
{
    HOLDS(text_is_line(str_sv(&r->head.name), MOST_LINE));
    HOLDS(text_is_line(str_sv(&r->office), MOST_LINE));
    HOLDS(text_is_prose(str_sv(&r->reason)));
    for (size_t i = 0; i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        HOLDS(n->turns.len > 0 && n->turns.ptr[n->turns.len - 1].to == n->state);
        HOLDS(returned_find_note(r, n->number) == n);
        HOLDS(n->state != REMARK_OPEN || returned_asks(r, n->number));
        HOLDS(text_is_prose(str_sv(&n->turns.ptr[0].text)));
        HOLDS(text_is_line(str_sv(&n->label), MOST_LINE));
    }
}

static void compose(const struct returned *r, struct sv source, struct str *out)
{
    struct err e = {0};
    if (!returned_compose(r, source, out, &e))
        fuzz_broken("what was read can be written", &e);
}

static void read_again(struct sv bytes, struct returned *out)
{
    struct err e = {0};
    if (!returned_parse(bytes, "returned.yaml", out, &e))
        fuzz_broken("what was written can be read", &e);
}

/* Into the file it came from, and into a new one: both say the same. */
static void write_again(const struct returned *r, struct sv source)
{
    struct str over = {0}, anew = {0}, back = {0};
    struct returned read = {0};
    compose(r, source, &over);
    compose(r, SV(""), &anew);
    read_again(str_sv(&over), &read);
    compose(&read, SV(""), &back);
    HOLDS(sv_eq(str_sv(&back), str_sv(&anew)));
    returned_release(&read);
    str_release(&over);
    str_release(&anew);
    str_release(&back);
}

static void answer(struct returned *r, struct sv source)
{
    struct err e = {0};
    for (size_t i = 0; i < r->asked.len; i++) {
        struct reply reply = {r->asked.ptr[i], REMARK_CHANGED, SV(""), SV("2024-06-01T09:00")};
        bool full = returned_find_note(r, reply.number)->turns.len >= MOST_TURNS;
        bool answered = returned_answer(r, &reply, NULL, &e);
        if (!answered && !full)
            fuzz_broken("what is asked can be answered", &e);
        HOLDS(!answered || returned_find_note(r, reply.number)->state == REMARK_CHANGED);
        err_clear(&e);
    }
    write_again(r, source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sv source = fuzz_input(data, size);
    struct returned r = {0};
    struct err e = {0};
    if (!returned_parse(source, "returned.yaml", &r, &e)) {
        fuzz_refused(&e);
        HOLDS(r.notes.len == 0 && r.head.id.ptr == NULL);
        return 0;
    }
    check_texts(&r);
    write_again(&r, source);
    answer(&r, source);
    returned_release(&r);
    return 0;
}
