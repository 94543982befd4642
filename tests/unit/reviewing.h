/*
 * reviewing: a case open at a county's desk, without files: acts are done at once to the record the
 * wizard shows, as the command does them. For tests of the officer's pages and of their screens.
 */
#ifndef TESTS_REVIEWING_H
#define TESTS_REVIEWING_H

#include "base/xalloc.h"
#include "office/returned.h"
#include "wizard/pages_reviewing.h"
#include "wizarding.h"

#define REVIEWING_FORM \
    "tianbiao_form: 1\nid: t\nversion: 1\ntitle: 测试表\nissuer: 测试局\ndate: 2024-04-25\n" \
    "language: zh-CN\ncount: word\n" \
    "clauses: {一: 总则条文, 二: 条件条文, 二(一): 注册条文, 二(二): 经营条文, 三: 材料条文, " \
    "附1.一: 简介条文}\n" \
    "sections:\n" \
    "- id: s\n  title: 简介\n  clause: 附1.一\n  fields:\n" \
    "  - {id: name, kind: line, label: 企业名称, clause: 二(一)}\n" \
    "  - {id: code, kind: line, label: 代码}\n" \
    "  - {id: body, kind: text, label: 简述, limit: 250}\n" \
    "  - {id: short, kind: text, label: 短简述, limit: 20, rules: [{code: s1, stale_after: body, " \
    "message: 短简述要重看}]}\n" \
    "- id: q\n  title: 条件\n  clause: 二\n  fields:\n" \
    "  - {id: kind, kind: choice, label: 类别, clause: 二(二), options: [{id: x, label: 甲类}], " \
    "rules: [{code: k1, required: yes}]}\n" \
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}, " \
    "{id: proof, kind: material, label: 证明}]}\n" \
    "- id: m\n  title: 材料\n  fields:\n" \
    "  - {id: papers, kind: materials, label: 材料清单, clause: 三, items: [{id: licence, label: " \
    "营业执照}]}\n" \
    "summary: {title: 汇总, columns: [{label: 简述, width: 20, from: [short, body], limit: " \
    "20}]}\n" \
    "review:\n" \
    "- {clause: 一, text: 范围对不对}\n" \
    "- {clause: 二(一), text: 在本市注册}\n" \
    "- {clause: 二(二), text: 经营良好}\n" \
    "- {clause: 二(二), text: 类别选得对}\n" \
    "- {clause: 三, text: 材料齐}\n" \
    "desk: {name: name, code: code, title: body, brief: short, reason_min: 8, empty_reasons: " \
    "[情况属实情况属实]}\n"

#define REVIEWING_ANSWERS \
    "  name: 演示甲公司\n  code: c1\n" \
    "  body: 我们带动了十家企业。成本降了两成。效率提高很多，效率提高明显。\n" \
    "  short: 带动十家企业。\n  kind: x\n" \
    "  who: [{id: w1, n: 一}, {id: w2, n: 二}]\n"

struct case_bench {
    struct bench b;
    struct str refused; /* what the last act was refused with; empty: it was not */
};

static inline void give_record(struct case_bench *k, struct review *take)
{
    struct wizard *w = k->b.w;
    struct office_case now = {.review = *take};
    str_set(&now.holder, str_sv(&w->office->now.holder));
    struct act_world world = {.desk = &w->office->desk,
                              .form = k->b.form,
                              .draft = w->draft,
                              .findings = &w->findings,
                              .by = SV("王某"),
                              .time = SV("2024-06-03T10:20")};
    review_hindrances(&now.review, &world, &now.hindrances);
    wizard_event(
        w, &(struct event){.kind = EVENT_RECORD, .request = REQUEST_ACT, .office_case = &now});
    office_case_release(&now);
}

static inline void do_act(struct case_bench *k, const struct act *a)
{
    struct wizard *w = k->b.w;
    struct review r = {0};
    struct err e = {0};
    struct act_world world = {.desk = &w->office->desk,
                              .form = k->b.form,
                              .draft = w->draft,
                              .findings = &w->findings,
                              .by = SV("王某"),
                              .time = SV("2024-06-03T10:20")};
    review_copy(&r, &w->office->now.review);
    if (review_act(&r, a, &world, &e)) {
        give_record(k, &r);
        return;
    }
    str_set(&k->refused, str_sv(&e.message));
    wizard_event(
        w, &(struct event){
               .kind = EVENT_FAILED, .request = REQUEST_ACT, .text = str_sv(&e.message), .act = a});
    review_release(&r);
    err_clear(&e);
}

static inline void answer_it(struct case_bench *k, const struct request *q)
{
    struct wizard *w = k->b.w;
    struct returned r = {0};
    struct err e = {0};
    returned_copy(&r, w->returned);
    struct reply reply = {q->number, q->answer, str_sv(&q->text), SV("2024-06-04T09:00")};
    if (returned_answer(&r, &reply, k->b.form, &e)) {
        wizard_event(
            w, &(struct event){.kind = EVENT_RETURNED, .request = REQUEST_ANSWER, .returned = &r});
    } else {
        str_set(&k->refused, str_sv(&e.message));
        wizard_event(w, &(struct event){.kind = EVENT_FAILED,
                                        .request = REQUEST_ANSWER,
                                        .text = str_sv(&e.message)});
    }
    returned_release(&r);
    err_clear(&e);
}

/* Does what the wizard asked for; how many acts and answers that were. */
static inline size_t carry_out(struct case_bench *k)
{
    size_t done = 0;
    str_clear(&k->refused);
    for (size_t i = 0; i < k->b.w->requests.len; i++) {
        struct request r = k->b.w->requests.ptr[i];
        if (r.kind == REQUEST_ACT)
            do_act(k, &r.errand->act);
        else if (r.kind == REQUEST_ANSWER)
            answer_it(k, &r);
        done += r.kind == REQUEST_ACT || r.kind == REQUEST_ANSWER;
        request_release(&r);
    }
    vec_clear(&k->b.w->requests);
    return done;
}

static inline void case_open(struct case_bench *k, const char *answers)
{
    struct start_list none = {0};
    *k = (struct case_bench){.b = {.form = form_from(REVIEWING_FORM), .w = wizard_new()}};
    struct wizard *w = k->b.w;
    wizard_start(w, &none);
    struct office_view *desk = xcalloc(1, sizeof *desk);
    desk->desk.role = ROLE_COUNTY;
    desk->form = k->b.form;
    str_set(&desk->by, SV("王某"));
    struct office_case now = {.review = {.state = CASE_RECEIVED, .next_note = 1}};
    str_set(&now.review.head.id, SV("0123456789abcdef"));
    str_set(&now.review.head.name, SV("演示甲公司"));
    str_set(&now.review.head.title, SV("演示案例"));
    w->office = desk;
    wizard_event(w, &(struct event){.kind = EVENT_CASE,
                                    .form = k->b.form,
                                    .draft = draft_of(k->b.form, answers, NULL),
                                    .path = SV("案卷"),
                                    .read_only = true,
                                    .office_case = &now});
    office_case_release(&now);
    carry_out(k);
}

static inline void case_close(struct case_bench *k)
{
    str_release(&k->refused);
    bench_close(&k->b);
}

/* A key, and what comes of it. */
static inline void key(struct case_bench *k, enum action action)
{
    act(&k->b, action);
    carry_out(k);
}

static inline void words(struct case_bench *k, const char *text)
{
    wizard_apply(k->b.w, ACTION_PASTE, sv_from(text));
}

static inline void digit(struct case_bench *k, const char *text)
{
    type(&k->b, text);
    carry_out(k);
}

static inline struct review *record(const struct case_bench *k)
{
    return &k->b.w->office->now.review;
}

static inline void open_page(struct case_bench *k, struct page *(*open)(struct wizard *w))
{
    wizard_push(k->b.w, open(k->b.w));
}

#endif
