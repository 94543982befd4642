/*
 * wizarding: a wizard with a draft open, without files, for tests of its pages and of their
 * screens.
 */
#ifndef TESTS_WIZARDING_H
#define TESTS_WIZARDING_H

#include "checking.h"
#include "wizard/dialogs.h"
#include "wizard/page_start.h"
#include "wizard/pages.h"
#include "wizard/pages_versions.h"

#define WIZARDING_FIELDS \
    "  - {id: name, kind: line, label: 名称}\n" \
    "  - {id: day, kind: date, label: 日期}\n" \
    "  - {id: body, kind: text, label: 正文, limit: 300}\n" \
    "  - {id: mode, kind: choice, label: 模式, options: [{id: x, label: 戌}, {id: y, label: " \
    "亥}]}\n" \
    "  - {id: who, kind: table, label: 企业, columns: [{id: n, kind: line, label: 名}, " \
    "{id: k, kind: choices, label: 类, other: yes, options: [{id: p, label: 甲类}]}]}\n"

struct bench {
    struct form *form;
    struct wizard *w;
};

static inline void bench_open_as(struct bench *b, const char *answers, bool read_only,
                                 const char *holder)
{
    struct start_list none = {0};
    b->form = form_of(WIZARDING_FIELDS, NULL);
    b->w = wizard_new();
    wizard_start(b->w, &none);
    wizard_event(b->w, &(struct event){.kind = EVENT_OPENED,
                                       .form = b->form,
                                       .draft = draft_of(b->form, answers, NULL),
                                       .path = SV("草稿.yaml"),
                                       .read_only = read_only,
                                       .text = sv_from(holder)});
}

static inline void bench_open(struct bench *b, const char *answers)
{
    bench_open_as(b, answers, false, "");
}

static inline void bench_close(struct bench *b)
{
    wizard_free(b->w);
    form_free(b->form);
}

static inline void bench_resize(struct bench *b, uint16_t cols, uint16_t rows)
{
    wizard_event(b->w, &(struct event){.kind = EVENT_RESIZE, .cols = cols, .rows = rows});
}

/* Another version of the draft is offered; `base` may be NULL. */
static inline void bench_offer(struct bench *b, enum offer_kind kind, const char *base,
                               const char *other, const char *typing)
{
    struct offer offer = {.kind = kind, .other = draft_of(b->form, other, NULL)};
    if (base)
        offer.base = draft_of(b->form, base, NULL);
    str_set(&offer.told, SV("草稿保存于 6月1日 14:02，此后到 14:07 又填了这些内容。"));
    str_set(&offer.typing, sv_from(typing));
    wizard_event(b->w, &(struct event){.kind = EVENT_OFFER, .offer = &offer});
    assert_null(offer.other);
}

static inline unsigned act(struct bench *b, enum action action)
{
    return wizard_apply(b->w, action, SV(""));
}

static inline unsigned type(struct bench *b, const char *text)
{
    return wizard_apply(b->w, ACTION_TYPE, sv_from(text));
}

static inline enum page_kind top(const struct bench *b)
{
    return wizard_page(b->w)->class->kind;
}

static inline struct place at(const struct bench *b, const char *path)
{
    return (struct place){form_field(b->form, sv_from(path))->index, 0};
}

static inline struct sv text_at(const struct bench *b, const char *path)
{
    return draft_text(b->w->draft, at(b, path));
}

/* Takes the requests so far out of the wizard: "SAVE", "ANSWERED 1+" (taken) … */
static inline void take_requests(struct bench *b, struct str *out)
{
    for (size_t i = 0; i < b->w->requests.len; i++) {
        struct request *r = &b->w->requests.ptr[i];
        if (r->kind == REQUEST_ANSWERED)
            str_add_f(out, "ANSWERED %d%s ", (int)r->offer, r->replace ? "+" : "-");
        else if (r->kind != REQUEST_FACTS)
            str_add_f(out, "%d%.*s ", (int)r->kind, SV_ARG(str_sv(&r->path)));
        request_release(r);
    }
    vec_clear(&b->w->requests);
}

static inline void check_requests(struct bench *b, const char *want, const char *file, int line)
{
    struct str got = {0};
    take_requests(b, &got);
    check_text_(str_sv(&got), want, file, line);
    str_release(&got);
}

#define assert_requests(b, want) check_requests((b), (want), __FILE__, __LINE__)

/* Something of what is said to the reader. */
#define assert_said(b, words) \
    do { \
        if (!sv_contains(str_sv(&(b)->w->message), SV(words))) \
            fail_msg("said: [%.*s]", SV_ARG(str_sv(&(b)->w->message))); \
    } while (0)

#endif
