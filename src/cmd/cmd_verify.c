#include "cmd/gather.h"
#include "cmd/output.h"
#include "cmd/verify.h"
#include "cmd/versions.h"
#include "office/bundle_io.h"
#include "office/package_io.h"
#include "store/file.h"

static void judge(struct verifying *v, const char *typed)
{
    struct facts facts = {0};
    gather_facts(v->o.draft, v->path, &facts);
    gather_digests(v->path, &facts);
    code_add_of_draft(&v->now, v->o.draft, &facts);
    verify_judge(v, typed, &facts);
    facts_release(&facts);
}

static void show(struct context *c, const struct verifying *v, const struct args *args)
{
    bool typed = args->operands.len > 1;
    struct json j = {0};
    if (!args_given(args, OPT_JSON)) {
        verify_put(c, v, typed);
        return;
    }
    json_open(&j, SV(""), '{');
    json_text(&j, SV("file"), sv_from(v->path));
    verify_add_json(&j, v, typed);
    json_close(&j);
    str_add_byte(&j.text, '\n');
    put(c, str_sv(&j.text));
    str_release(&j.text);
    if (v->verdict == VERDICT_MISTYPED)
        verify_say_mistyped(c, v);
}

static int verify_draft(struct context *c, const struct args *args)
{
    struct verifying v = {.path = args->operands.ptr[0]};
    struct err e = {0};
    if (!draft_open(c, v.path, &v.o, &e))
        return fail(c, &e);
    opened_tell_version(c, &v.o);
    versions_tell_unsaved(c, &v.o);
    judge(&v, args->operands.len > 1 ? args->operands.ptr[1] : NULL);
    show(c, &v, args);
    int code = verdict_exit(v.verdict);
    verifying_release(&v);
    return code;
}

static bool is_archive(const char *path)
{
    struct str head = {0};
    bool archive = !sv_eq(sv_from(path), SV("-")) && file_read_head(path, 4, &head, NULL) &&
                   package_looks_like(str_sv(&head));
    str_release(&head);
    return archive;
}

int cmd_verify(struct context *c, const struct args *args)
{
    const char *path = args->operands.ptr[0];
    if (!sv_eq(sv_from(path), SV("-")) && bundle_is_here(path))
        return verify_bundle(c, args);
    return (is_archive(path) ? verify_package : verify_draft)(c, args);
}
