#include <string.h>

#include "base/bug.h"
#include "check/check.h"
#include "cmd/capture.h"
#include "cmd/command.h"
#include "cmd/drafts.h"
#include "cmd/gather.h"
#include "cmd/json.h"
#include "cmd/output.h"
#include "cmd/progress_line.h"
#include "cmd/versions.h"
#include "cmd/workers.h"
#include "draft/path.h"

struct checker {
    struct context *c;
    enum gate gate;
    bool all;          /* also notes and what was passed with a reason */
    struct json *json; /* NULL: lines */
    struct str lines;  /* of one draft, kept for its memory */
    struct tally tally;
    size_t drafts;
    size_t failed; /* files that could not be checked */
    int code;      /* of what could not be checked at all */
};

/* ---- what is no finding of a rule, but must not go unseen ---- */

/* The file itself has something to say: a warning of the program's own. */
struct remarked {
    uint32_t line;
    struct sv field;
    struct sv message;
    struct sv code;
};

static void show_remark(struct checker *k, const char *file, const struct remarked *r)
{
    k->tally.warnings++;
    if (!k->json) {
        str_add_f(&k->lines, "%s:%u: %.*s: %.*s: %.*s [%.*s]\n", file, r->line,
                  SV_ARG(severity_name(SEVERITY_WARNING)), SV_ARG(r->field), SV_ARG(r->message),
                  SV_ARG(r->code));
        return;
    }
    json_open(k->json, SV(""), '{');
    json_number(k->json, SV("line"), r->line);
    json_text(k->json, SV("severity"), severity_name(SEVERITY_WARNING));
    json_text(k->json, SV("field"), r->field);
    json_text(k->json, SV("code"), r->code);
    json_text(k->json, SV("message"), r->message);
    json_bool(k->json, SV("accepted"), false);
    json_close(k->json);
}

/* A mistyped key would otherwise look like a field nobody filled in. */
static void show_leftovers(struct checker *k, const char *file, const struct opened *o)
{
    for (size_t i = 0; i < o->kept.len; i++) {
        const struct leftover *kept = &o->kept.ptr[i];
        struct str message = {0};
        struct sv why = str_sv(&kept->why);
        /* Reasons are whole sentences or heads of them. */
        if (sv_ends(why, SV("。")))
            why.len -= sizeof "。" - 1;
        str_add_f(&message, _("%.*s。它原样保留在文件里，不检查也不打印。"), SV_ARG(why));
        show_remark(k, file,
                    &(struct remarked){kept->line, str_sv(&kept->path), str_sv(&message),
                                       SV("draft.unknown")});
        str_release(&message);
    }
}

static void show_version(struct checker *k, const char *file, const struct opened *o)
{
    struct str message = {0};
    if (!o->other_version)
        return;
    str_add_f(&message, _("草稿是按表单第 %lld 版填的，这里按第 %u 版检查。"),
              (long long)o->written_for, o->form->version);
    show_remark(k, file,
                &(struct remarked){1, SV("form_version"), str_sv(&message), SV("draft.version")});
    str_release(&message);
}

/* ---- findings ---- */

static void add_json_finding(struct json *j, const struct draft *d, const struct finding *f)
{
    struct str path = {0};
    const struct form *form = d->form;
    if (f->place.field != NO_FIELD)
        path_add(&path, d, f->place);
    json_open(j, SV(""), '{');
    json_number(j, SV("line"), f->place.field == NO_FIELD ? 1 : draft_line(d, f->place));
    json_text(j, SV("severity"), severity_name(f->severity));
    json_text(j, SV("section"), f->section == NO_FIELD ? SV("") : form->sections[f->section].id);
    json_text(j, SV("field"), str_sv(&path));
    json_text(j, SV("code"), f->rule->code);
    json_text(j, SV("key"), str_sv(&f->key));
    json_text(j, SV("message"), str_sv(&f->message));
    json_text(j, SV("fix"), str_sv(&f->fix));
    json_text(j, SV("clause"), f->rule->clause);
    json_text(j, SV("gate"), gate_name(f->rule->gate));
    json_bool(j, SV("accepted"), f->accepted);
    if (f->accepted)
        json_text(j, SV("reason"), f->reason);
    json_close(j);
    str_release(&path);
}

static void show_finding(struct checker *k, const struct opened *o, const struct finding *f)
{
    if (k->json) {
        add_json_finding(k->json, o->draft, f);
        return;
    }
    if (!k->all && (f->accepted || f->severity == SEVERITY_NOTE))
        return;
    finding_add_line(&k->lines, o->draft, o->file.path.ptr, f);
    str_add_byte(&k->lines, '\n');
}

static void add_tally(struct tally *to, struct tally more)
{
    to->errors += more.errors;
    to->warnings += more.warnings;
    to->accepted += more.accepted;
    to->notes += more.notes;
}

static void check_draft(struct checker *k, const struct opened *o)
{
    struct facts facts = {0};
    struct findings findings = {0};
    gather_facts(o->draft, o->file.path.ptr, &facts);
    if (k->gate >= GATE_FINAL) /* what `final` looks at is looked at here */
        gather_digests(o->file.path.ptr, &facts);
    struct check_input in = {
        .draft = o->draft, .facts = &facts, .today = k->c->now.day, .gate = k->gate};
    check_run(&in, &findings);
    add_tally(&k->tally, findings_tally(&findings));
    show_version(k, o->file.path.ptr, o);
    show_leftovers(k, o->file.path.ptr, o);
    for (size_t i = 0; i < findings.len; i++)
        show_finding(k, o, &findings.ptr[i]);
    findings_release(&findings);
    facts_release(&facts);
}

/* ---- files ---- */

static void note_failure(struct checker *k, const char *path, struct err *e)
{
    if (k->json) {
        json_open(k->json, SV(""), '{');
        json_text(k->json, SV("file"), sv_from(path));
        json_text(k->json, SV("trouble"), str_sv(&e->message));
        json_close(k->json);
    }
    k->failed++;
    int code = fail(k->c, e);
    k->code = code > k->code ? code : k->code;
}

static void check_file(struct checker *k, const struct draft_path *path)
{
    struct opened o = {0};
    struct err e = {0};
    if (!draft_path_open(k->c, path, &o, &e)) {
        note_failure(k, path->path.ptr, &e);
        return;
    }
    if (!o.draft)
        return;
    k->drafts++;
    if (k->json) {
        json_open(k->json, SV(""), '{');
        json_text(k->json, SV("file"), str_sv(&path->path));
        json_text(k->json, SV("form"), o.form->id);
        json_bool(k->json, SV("demo"), o.draft->demo);
        json_open(k->json, SV("findings"), '[');
    }
    check_draft(k, &o);
    if (k->json) {
        json_close(k->json);
        json_close(k->json);
    }
    put(k->c, str_sv(&k->lines));
    str_clear(&k->lines);
    if (path->named)
        versions_tell_unsaved(k->c, &o);
    opened_release(&o);
}

/* What a worker found, beside what it said. */
struct counted {
    struct tally tally;
    size_t drafts;
    size_t failed;
    int code;
};

static void count_in(struct checker *k, const struct counted *more)
{
    add_tally(&k->tally, more->tally);
    k->drafts += more->drafts;
    k->failed += more->failed;
    k->code = more->code > k->code ? more->code : k->code;
}

/* The drafts that are checked, and the checker they are checked for. */
struct job {
    struct checker *k;
    const struct draft_paths *paths;
    struct progress_line progress;
};

/* The answer: what was said on both streams, the numbers, and the JSON. */
static void check_one(void *context, size_t index, struct str *answer)
{
    const struct job *job = context;
    struct json json = {0};
    struct checker one = *job->k;
    struct capture capture;
    one.lines = (struct str){0};
    one.tally = (struct tally){0};
    one.drafts = one.failed = 0;
    one.code = 0;
    one.json = job->k->json ? &json : NULL;
    if (!capture_begin(&capture, one.c, CAPTURE_AS_IT_GOES))
        memory_die();
    check_file(&one, &job->paths->ptr[index]);
    capture_end(&capture, answer);
    struct counted counted = {one.tally, one.drafts, one.failed, one.code};
    str_add(answer, (struct sv){(const char *)&counted, sizeof counted});
    str_add(answer, str_sv(&json.text));
    str_release(&json.text);
    str_release(&one.lines);
}

static void take_one(void *context, size_t index, struct sv answer, bool died)
{
    struct job *job = context;
    struct counted counted;
    struct err e = {0};
    progress_line_next(&job->progress);
    if (answer.len)
        progress_line_hide(&job->progress);
    if (died || !capture_replay(job->k->c, &answer) || answer.len < sizeof counted) {
        const char *path = job->paths->ptr[index].path.ptr;
        err_set(&e, ERR_REFUSED, _("%s：检查它的时候程序出了错，没有检查完。别的照常检查。"), path);
        note_failure(job->k, path, &e);
        return;
    }
    memcpy(&counted, answer.ptr, sizeof counted);
    count_in(job->k, &counted);
    if (job->k->json && answer.len > sizeof counted)
        json_raw(job->k->json, SV(""), sv_from_offset(answer, sizeof counted));
}

/* So few are checked sooner than processes are made. */
enum { WORTH_WORKERS = 16 };

static void check_path(struct checker *k, const char *path)
{
    struct draft_paths found = {0};
    struct err e = {0};
    if (!draft_paths_find(k->c, path, &found, &e))
        note_failure(k, path, &e);
    if (found.len < WORTH_WORKERS) {
        for (size_t i = 0; i < found.len; i++)
            check_file(k, &found.ptr[i]);
    } else {
        struct job job = {.k = k, .paths = &found};
        progress_line_begin(&job.progress, k->c, _("已检查"), found.len);
        workers_run(&(struct work){found.len, check_one, take_one, &job}, workers_usual());
        progress_line_hide(&job.progress);
    }
    draft_paths_release(&found);
}

/* ---- the end ---- */

static void summarise(struct checker *k)
{
    const struct tally *t = &k->tally;
    struct str text = {0};
    if (k->drafts == 0 && k->failed == 0) {
        say(k->c, "%s", _("这里没有找到草稿。"));
        return;
    }
    str_add_f(&text, _("共检查 %zu 份草稿：错误 %u 处，提醒 %u 处。"), k->drafts, t->errors,
              t->warnings);
    if (t->accepted)
        str_add_f(&text, _("另有 %u 处提醒已写明理由。"), t->accepted);
    if (t->notes && !k->all)
        str_add_f(&text, _("另有 %u 处要请人看（--all 列出）。"), t->notes);
    if (k->failed)
        str_add_f(&text, _("有 %zu 个文件没能检查。"), k->failed);
    say(k->c, "%s", text.ptr);
    str_release(&text);
}

static void finish_json(struct checker *k)
{
    struct json *j = k->json;
    json_close(j);
    json_open(j, SV("summary"), '{');
    json_number(j, SV("drafts"), (int64_t)k->drafts);
    json_number(j, SV("failed"), (int64_t)k->failed);
    json_number(j, SV("errors"), k->tally.errors);
    json_number(j, SV("warnings"), k->tally.warnings);
    json_number(j, SV("accepted"), k->tally.accepted);
    json_number(j, SV("notes"), k->tally.notes);
    json_close(j);
    json_close(j);
    str_add_byte(&j->text, '\n');
    put(k->c, str_sv(&j->text));
    str_release(&j->text);
}

static int exit_code(const struct checker *k, bool strict)
{
    bool found = k->tally.errors || (strict && k->tally.warnings);
    return k->code ? k->code : found ? ERR_FOUND : 0;
}

int cmd_check(struct context *c, const struct args *args)
{
    struct checker k = {.c = c, .gate = GATE_FINAL, .all = args_given(args, OPT_ALL)};
    struct json json = {0};
    struct err e = {0};
    const char *gate = args->values[OPT_FOR];
    if (gate && !gate_by_name(sv_from(gate), &k.gate)) {
        err_set(&e, ERR_USAGE,
                _("--for 可选 draft（草稿）、final（定稿）、pack（送审）、county（汇总）、city（报"
                  "市），不是“%s”。"),
                gate);
        return fail(c, &e);
    }
    if (args_given(args, OPT_JSON)) {
        k.json = &json;
        json_open(&json, SV(""), '{');
        json_text(&json, SV("for"), gate_name(k.gate));
        json_open(&json, SV("files"), '[');
    }
    for (size_t i = 0; i < args->operands.len; i++)
        check_path(&k, args->operands.ptr[i]);
    if (k.json)
        finish_json(&k);
    summarise(&k);
    str_release(&k.lines);
    return exit_code(&k, args_given(args, OPT_STRICT));
}
