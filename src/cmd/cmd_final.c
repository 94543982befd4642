#include "check/check.h"
#include "cmd/command.h"
#include "cmd/draft_lock.h"
#include "cmd/drafts.h"
#include "cmd/gather.h"
#include "cmd/output.h"
#include "cmd/versions.h"
#include "draft/history_states.h"
#include "out/finalise.h"

/* Prints what stands in the way, a line each as `check` does; how much there is. */
static uint32_t put_errors(struct context *c, const struct opened *o, const struct facts *facts)
{
    struct findings findings = {0};
    struct str lines = {0};
    struct check_input in = {
        .draft = o->draft, .facts = facts, .today = c->now.day, .gate = GATE_FINAL};
    check_run(&in, &findings);
    for (size_t i = 0; i < findings.len; i++) {
        if (findings.ptr[i].severity != SEVERITY_ERROR)
            continue;
        finding_add_line(&lines, o->draft, o->file.path.ptr, &findings.ptr[i]);
        str_add_byte(&lines, '\n');
    }
    put(c, str_sv(&lines));
    uint32_t errors = findings_tally(&findings).errors;
    findings_release(&findings);
    str_release(&lines);
    return errors;
}

/* The file as it is now, for as long as there is a history: it is what lies printed somewhere. */
static void keep_state(struct context *c, const struct opened *o)
{
    struct str stamp = {0};
    struct err e = {0};
    moment_add_stamp(&stamp, c->now);
    if (!states_keep(o->file.path.ptr, str_sv(&o->file.source), stamp.ptr, KEPT_FINAL, &e))
        say(c, _("定稿已存好，只是这一稿没能另留一份在历史里：%s"), e.message.ptr);
    err_clear(&e);
    str_release(&stamp);
}

static void tell(struct context *c, const struct opened *o, bool fresh)
{
    const struct final *last = finals_last(o->draft);
    struct str line = {0};
    str_add_f(&line, "%u\t%s\n", last->revision, last->code.ptr);
    put(c, str_sv(&line));
    if (fresh)
        say(c,
            _("%s：第 %u 稿已定稿。从现在起打印的每一页都带这个校验码；内容再改动，就要重新定稿、"
              "重新打印盖章。"),
            o->file.path.ptr, last->revision);
    else
        say(c, _("%s：内容和第 %u 稿定稿时一样，没有另记一稿。"), o->file.path.ptr, last->revision);
    str_release(&line);
}

/* The draft is open and locked. */
static bool make_final(struct context *c, struct opened *o, struct sv time, struct err *e)
{
    struct facts facts = {0};
    bool ok = true, fresh = false;
    gather_facts(o->draft, o->file.path.ptr, &facts);
    gather_digests(o->file.path.ptr, &facts);
    uint32_t errors = put_errors(c, o, &facts);
    if (errors)
        ok = err_set(e, ERR_FOUND, _("%s：还有错误 %u 处，不能定稿。改好以后再来。"),
                     o->file.path.ptr, errors);
    if (ok) {
        fresh = finalise(o->draft, NULL, &facts, time);
        ok = draft_save(o->draft, &o->file, e);
    }
    if (ok && fresh)
        keep_state(c, o);
    if (ok)
        tell(c, o, fresh);
    facts_release(&facts);
    return ok;
}

/* What is made final is what the writer saw last. */
static bool nothing_unsaved(const struct opened *o, struct err *e)
{
    return !versions_unsaved(o) ||
           err_set(e, ERR_REFUSED,
                   _("%s：还有填了没有保存的内容，没有定稿。请先打开这份草稿，恢复或者放下它。"),
                   o->file.path.ptr);
}

int cmd_final(struct context *c, const struct args *args)
{
    const char *path = args->operands.ptr[0];
    struct opened o = {0};
    struct lock *lock = NULL;
    struct str time = {0};
    struct err e = {0};
    moment_add_minute(&time, c->now);
    bool ok = (!sv_eq(sv_from(path), SV("-")) ||
               err_set(&e, ERR_USAGE, "%s", _("final 要记在草稿里，不能用标准输入。"))) &&
              draft_lock(c, path, &lock, &e) && draft_open(c, path, &o, &e) &&
              opened_may_change(&o, &e) && nothing_unsaved(&o, &e) &&
              final_allowed(o.draft, str_sv(&time), &e) && make_final(c, &o, str_sv(&time), &e);
    int code = ok ? 0 : fail(c, &e);
    lock_release(lock);
    str_release(&time);
    opened_release(&o);
    return code;
}
