/*
 * checking: small forms and drafts for tests of the layers that read both.
 */
#ifndef TESTS_CHECKING_H
#define TESTS_CHECKING_H

#include "check/check.h"
#include "draft/draft_io.h"
#include "form/form_load.h"
#include "unit.h"

#define FORM_HEAD \
    "tianbiao_form: 1\nid: t\nversion: 1\ntitle: 测试表\nissuer: 测试局\ndate: 2024-04-25\n" \
    "language: zh-CN\ncount: word\nclauses: {一: 条文}\n"

static inline struct form *form_from(const char *yaml)
{
    struct form *form = NULL;
    struct form_mistakes mistakes = {0};
    struct err e = {0};
    if (!form_load(sv_from(yaml), "form.yaml", &form, &mistakes, &e)) {
        for (size_t i = 0; i < mistakes.len; i++)
            print_error("form.yaml:%u: %s\n", mistakes.ptr[i].line, mistakes.ptr[i].message.ptr);
        fail_msg("%s\n%s", e.message.ptr, yaml);
    }
    form_mistakes_release(&mistakes);
    return form;
}

/* A form of one section “部分” with the fields given (a YAML list), and what comes after. */
static inline struct form *form_of(const char *fields, const char *after)
{
    struct str yaml = {0};
    str_add_f(&yaml, FORM_HEAD "sections:\n- id: s\n  title: 部分\n  fields:\n%s\n%s", fields,
              after ? after : "");
    struct form *form = form_from(yaml.ptr);
    str_release(&yaml);
    return form;
}

static inline struct draft *draft_from(const struct form *form, const char *yaml)
{
    struct draft *draft = NULL;
    struct leftovers kept = {0};
    struct err e = {0};
    if (!draft_parse(form, sv_from(yaml), "draft.yaml", &draft, &kept, &e))
        fail_msg("%s\n%s", e.message.ptr, yaml);
    if (kept.len)
        fail_msg("%u: %s: %s\n%s", kept.ptr[0].line, kept.ptr[0].path.ptr, kept.ptr[0].why.ptr,
                 yaml);
    leftovers_release(&kept);
    return draft;
}

/* A draft whose answers are given (YAML indented by two blanks), and what comes after. */
static inline struct draft *draft_of(const struct form *form, const char *answers,
                                     const char *after)
{
    struct str yaml = {0};
    str_add_f(&yaml, "tianbiao: 1\nform: t\nform_version: 1\nrevision: 0\nanswers:\n%s\n%s",
              answers, after ? after : "");
    struct draft *draft = draft_from(form, yaml.ptr);
    str_release(&yaml);
    return draft;
}

#endif
