#include "cmd/session_desk_files.h"

#include "base/i18n.h"
#include "cmd/capture.h"
#include "cmd/session_desk_case.h"
#include "cmd/session_files.h"
#include "office/desk_io.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"

/* What is asked for on the page is what a command does: the command does it, and what it would say
 * on a terminal is heard here and shown as a report. */

/* ---- the commands ---- */

struct desk_command {
    enum request_kind kind;
    int (*run)(struct context *c, const struct args *args);
    const char *done; /* titles of the report; N_() */
    const char *failed;
    bool results; /* the results are part of it, not only the talk: */
    bool missing; /* where it was not done */
    bool changes; /* the list is another one afterwards */
};

static const struct desk_command commands_here[] = {
    {REQUEST_RECEIVE, cmd_desk_receive, N_("收件"), N_("收件：有没收下的"), false, false, true},
    {REQUEST_RETURN, cmd_desk_return, N_("退回文件写好了"), N_("退回文件没有写成"), true, true,
     false},
    {REQUEST_SUMMARY, cmd_desk_summary, N_("汇总表写好了"), N_("汇总表：有要处理的"), false, false,
     false},
    {REQUEST_BUNDLE, cmd_desk_bundle, N_("报送件做好了"), N_("报送件：有要处理的"), false, true,
     true},
};

enum { COMMANDS_HERE = sizeof commands_here / sizeof commands_here[0] };

static void report(struct session *s, const struct desk_command *command,
                   const struct capture *said, bool ok)
{
    struct str text = {0};
    str_add(&text, sv_from(_(ok ? command->done : command->failed)));
    str_add_byte(&text, '\n');
    if (ok ? command->results : command->missing)
        str_add(&text, capture_results(said));
    str_add(&text, capture_talk(said));
    str_replace_all(&text, SV("\ntianbiao: "), SV("\n"));
    session_event(
        s, &(struct event){.kind = EVENT_REPORT, .request = command->kind, .text = str_sv(&text)});
    str_release(&text);
}

static void run(struct session *s, const struct desk_command *command, const struct args *args)
{
    struct capture said;
    struct err e = {0};
    /* It may take a while: what is going on stands on the screen. */
    session_show(s);
    if (!capture_begin(&said, s->c, CAPTURE_PLAIN)) {
        err_set(&e, ERR_IO, "%s", _("内存不够，没有做。"));
        session_fail(s, command->kind, &e);
        return;
    }
    session_now(s);
    int code = command->run(s->c, args);
    capture_stop(&said);
    report(s, command, &said, code == 0);
    capture_release(&said);
    if (command->changes)
        desk_list(s, REQUEST_DESK);
}

/* ---- what each is given ---- */

enum { MOST_NAMES = 1000 };

/* DESK/summaries/汇总表-DAY.xlsx, or -2 behind the day where that is there. */
static bool summary_path(struct session *s, struct sv format, struct str *out, struct err *e)
{
    struct str folder = {0}, name = {0};
    struct sv ending = sv_eq(format, SV("text")) ? SV("txt") : format;
    path_join(&folder, str_sv(&s->desk->folder), SV("summaries"));
    bool ok = folder_make_shared(folder.ptr, DESK_FOLDER_MODE, e);
    desk_set_time(s);
    for (int n = 1; ok && (n == 1 || (n < MOST_NAMES && file_exists(out->ptr))); n++) {
        str_clear(&name);
        str_add_f(&name, _("汇总表-%.*s"), 10, s->desk->at.time.ptr);
        if (n > 1)
            str_add_f(&name, "-%d", n);
        str_add_f(&name, ".%.*s", SV_ARG(ending));
        path_join(out, str_sv(&folder), str_sv(&name));
    }
    str_release(&folder);
    str_release(&name);
    return ok;
}

static void give(struct session *s, const struct desk_command *command, const struct request *r)
{
    struct args args = {0};
    struct str path = {0}, format = {0};
    struct err e = {0};
    bool ok = true;
    vec_push(&args.operands, s->desk->folder.ptr);
    args.values[OPT_BY] = s->desk->at.by.ptr;
    if (command->kind == REQUEST_RECEIVE) {
        session_path(s, str_sv(&r->path), &path);
        vec_push(&args.operands, path.ptr);
    } else if (command->kind == REQUEST_RETURN) {
        vec_push(&args.operands, r->text.ptr);
    } else if (command->kind == REQUEST_SUMMARY) {
        str_set(&format, r->wish.format);
        args.values[OPT_FORMAT] = format.ptr;
        ok = summary_path(s, r->wish.format, &path, &e);
        args.values[OPT_OUTPUT] = path.ptr;
    }
    if (ok)
        run(s, command, &args);
    else
        session_fail(s, command->kind, &e);
    vec_release(&args.operands);
    str_release(&path);
    str_release(&format);
}

bool session_desk_file_request(struct session *s, const struct request *r)
{
    const struct desk_command *command = NULL;
    struct err e = {0};
    for (size_t i = 0; i < COMMANDS_HERE; i++)
        if (commands_here[i].kind == r->kind)
            command = &commands_here[i];
    if (!command)
        return false;
    if (s->writes) {
        give(s, command, r);
    } else {
        err_set(&e, ERR_REFUSED, "%s", _("脚本没有 --save，不收件，也不写文件。"));
        session_fail(s, r->kind, &e);
    }
    return true;
}
