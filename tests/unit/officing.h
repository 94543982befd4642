/*
 * officing: a desk and one case at it, without files: for tests of what officers do.
 */
#ifndef TESTS_OFFICING_H
#define TESTS_OFFICING_H

#include "checking.h"
#include "office/act.h"
#include "office/review_io.h"
#include "out/code.h"

#define OFFICE_ID "00000000000000aa"

static const char office_fields[] =
    "  - {id: name, kind: line, label: 企业全称, clause: 一}\n"
    "  - {id: code, kind: credit_code, label: 信用代码}\n"
    "  - {id: body, kind: text, label: 正文, limit: 300}\n"
    "  - {id: short, kind: text, label: 短简述, limit: 20}\n"
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}, "
    "{id: proof, kind: material, label: 证明}]}\n"
    "  - {id: papers, kind: materials, label: 材料, items: [{id: tax, label: 纳税证明}]}\n";

static const char office_after[] =
    "copies: 3\n"
    "rounds:\n- {id: r1, label: 第1轮, month: 2024-08}\n- {id: r2, label: 第2轮, month: 2025-05}\n"
    "- {id: r3, label: 第3轮, month: 2025-11}\n"
    "summary: {title: 汇总, columns: [{label: 简述, width: 20, from: short, limit: 20}]}\n"
    "review:\n- {clause: 一, text: 条件}\n- {clause: 一, text: 名称}\n"
    "desk:\n  name: name\n  code: code\n  title: name\n  brief: short\n  reason_min: 6\n"
    "  empty_reasons: [核实无误, 同意, 情况属实]\n"
    "  stages: [{id: paid, label: 资金拨付, clause: 一}]\n";

static const char office_answers[] =
    "  name: 演示药业\n  body: |\n    开放接口给伙伴。\n    再次开放接口。\n  short: 开放接口\n"
    "  who:\n    - {id: e1, n: 甲}\n    - {id: e2, n: 乙}\n";

struct office {
    struct form *form;
    struct draft *draft;
    struct desk desk;
    struct review review;
    struct findings findings;
    struct act_world world;
    struct str code; /* check code of the draft */
    struct err e;    /* why the last act was refused */
};

static inline void office_receive(struct office *o)
{
    struct case_head head = {.form_version = 1};
    struct intake intake = {.revision = 1};
    str_set(&head.id, SV(OFFICE_ID));
    str_set(&head.form, SV("t"));
    str_set(&head.name, SV("演示药业"));
    str_set(&head.code, SV("91130100DEM000014U"));
    str_set(&intake.code, str_sv(&o->code));
    if (!review_receive(&o->review, &head, &intake, &o->world, &o->e))
        fail_msg("%s", o->e.message.ptr);
    case_head_release(&head);
    str_release(&intake.code);
}

static inline void office_open(struct office *o, enum desk_role role)
{
    *o = (struct office){.form = form_of(office_fields, office_after)};
    o->draft = draft_of(o->form, office_answers, NULL);
    code_add_of_draft(&o->code, o->draft, NULL);
    o->desk.role = role;
    str_set(&o->desk.name, SV("演示县"));
    o->world = (struct act_world){.desk = &o->desk,
                                  .form = o->form,
                                  .draft = o->draft,
                                  .findings = &o->findings,
                                  .by = SV("演示审核员"),
                                  .time = SV("2024-06-01T09:00")};
    office_receive(o);
}

static inline void office_close(struct office *o)
{
    review_release(&o->review);
    findings_release(&o->findings);
    desk_release(&o->desk);
    draft_free(o->draft);
    form_free(o->form);
    str_release(&o->code);
    err_clear(&o->e);
}

static inline bool office_do(struct office *o, struct act a)
{
    err_clear(&o->e);
    return review_act(&o->review, &a, &o->world, &o->e);
}

static inline void office_must(struct office *o, struct act a)
{
    if (!office_do(o, a))
        fail_msg("%s", o->e.message.ptr);
}

/* Is refused, with this in the sentence. */
static inline void office_refuses(struct office *o, struct act a, const char *why)
{
    assert_false(office_do(o, a));
    assert_int_equal(o->e.class, ERR_REFUSED);
    if (!sv_contains(str_sv(&o->e.message), sv_from(why)))
        fail_msg("%s\nhas not: %s", o->e.message.ptr, why);
}

/* As if it had come there; the way is not asked for. */
static inline void office_put(struct office *o, enum case_state state, struct sv round)
{
    struct move *m = vec_add(&o->review.moves);
    m->from = o->review.state;
    m->to = o->review.state = state;
    str_set(&m->round, round);
    str_set(&m->stamp.by, o->world.by);
    str_set(&m->stamp.time, o->world.time);
    if (round.len)
        str_set(&o->review.round, round);
}

static inline void office_add_error(struct office *o, const char *key)
{
    struct finding *f = vec_add(&o->findings);
    f->severity = SEVERITY_ERROR;
    str_set(&f->key, sv_from(key));
    str_set(&f->message, SV("只有七家。"));
}

static inline void office_bytes(const struct office *o, struct str *out)
{
    if (!review_compose(&o->review, SV(""), out, NULL))
        fail_msg("no record");
}

#endif
