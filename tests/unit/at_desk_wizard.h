/*
 * at_desk_wizard: a wizard at a desk with cases made up in memory, for tests of the officers'
 * pages.
 */
#ifndef TESTS_AT_DESK_WIZARD_H
#define TESTS_AT_DESK_WIZARD_H

#include "base/xalloc.h"
#include "wizard/pages_office.h"
#include "wizarding.h"

static const char *const desk_ids[] = {"aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"};

static inline void add_row(struct queue *q, const char *id, const char *name, enum case_state state)
{
    struct queue_row *row = vec_add(q);
    str_set(&row->head.id, sv_from(id));
    str_set(&row->head.name, sv_from(name));
    str_set(&row->head.title, SV("演示案例"));
    str_set(&row->received, SV("2024-05-30T10:00"));
    row->state = state;
    row->intakes = 1;
    row->tally.items = 2;
}

/* 甲 and 丙 wait, 乙 is returned, 丁 waits and has errors. */
static inline struct queue desk_queue(void)
{
    struct queue q = {0};
    add_row(&q, desk_ids[0], "演示甲", CASE_RECEIVED);
    add_row(&q, desk_ids[1], "演示乙", CASE_RETURNED);
    add_row(&q, desk_ids[2], "演示丙", CASE_RECEIVED);
    add_row(&q, desk_ids[3], "演示丁", CASE_RECEIVED);
    q.ptr[3].errors = 2;
    return q;
}

static inline void desk_open(struct bench *b)
{
    struct office_view *v = xcalloc(1, sizeof *v);
    struct queue q = desk_queue();
    b->form = form_of(WIZARDING_FIELDS, NULL);
    b->w = wizard_new();
    v->desk.role = ROLE_COUNTY;
    v->form = b->form;
    str_set(&v->desk.name, SV("演示县"));
    str_set(&v->by, SV("王芳"));
    wizard_event(b->w, &(struct event){.kind = EVENT_DESK, .desk = v});
    wizard_event(b->w, &(struct event){.kind = EVENT_QUEUE, .request = REQUEST_DESK, .queue = &q});
    assert_null(q.ptr);
}

/* A record in a state, as the command makes it. */
static inline void desk_case(struct office_case *c, const char *id, enum case_state state)
{
    *c = (struct office_case){0};
    str_set(&c->review.head.id, sv_from(id));
    str_set(&c->review.head.name, SV("演示甲"));
    c->review.state = state;
    struct intake *in = vec_add(&c->review.intakes);
    in->number = 1;
}

static inline void case_open(struct bench *b, const char *id, enum case_state state)
{
    struct office_case c;
    desk_case(&c, id, state);
    wizard_event(b->w, &(struct event){.kind = EVENT_CASE,
                                       .form = b->form,
                                       .draft = draft_of(b->form, "  name: 甲\n", NULL),
                                       .path = SV("演示甲.yaml"),
                                       .read_only = true,
                                       .office_case = &c});
    office_case_release(&c);
}

static inline void case_becomes(struct bench *b, const char *id, enum case_state state)
{
    struct office_case c;
    desk_case(&c, id, state);
    wizard_event(b->w,
                 &(struct event){.kind = EVENT_RECORD, .request = REQUEST_ACT, .office_case = &c});
    office_case_release(&c);
}

static inline void queue_comes(struct bench *b, enum request_kind why)
{
    struct queue q = desk_queue();
    wizard_event(b->w, &(struct event){.kind = EVENT_QUEUE, .request = why, .queue = &q});
}

#endif
