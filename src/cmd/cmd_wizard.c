#include <stdlib.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "cmd/command.h"
#include "cmd/desk/at_desk_wizard.h"
#include "cmd/output.h"
#include "cmd/pulse.h"
#include "cmd/replay.h"
#include "cmd/session_desk.h"
#include "cmd/wizard_keys.h"
#include "office/desk_io.h"
#include "store/file.h"
#include "tui/term.h"

/* ---- on a terminal ---- */

/* Nothing may be allocated here: what is said is put together from what there is. */
static void die_tidily(void *context, enum fatal why)
{
    struct session *s = context;
    term_restore(s->term);
    guard_die(s, why);
}

/* What could not go where it belongs is in the journal. Where there is none, or where the file is
 * no draft any more that it could be offered with, it gets a file of its own. */
static void keep_elsewhere(struct session *s)
{
    struct str path = {0};
    if (guard_holds_all(s) && !s->file.changed) {
        say(s->c, "%s",
            _("草稿没能存回原来的文件；填的内容都记下来了，下次打开这份草稿时可以找回。"));
        return;
    }
    session_rescue(s, &path);
    if (path.len)
        say(s->c, _("草稿没能存回原来的文件，内容已另存在 %s。"), path.ptr);
    str_release(&path);
}

/* The terminal is gone, or we were told to end: nobody can be asked any more. */
static void end_now(struct session *s)
{
    bool saved = session_save(s);
    if (!saved)
        session_carry_out(s); /* what somebody else saved may merge without a question */
    /* The last word is for the screen that stays. */
    term_restore(s->term);
    if (!saved && history_changed(&s->w->history))
        keep_elsewhere(s);
    else if (s->desk && session_desk_holds_words(s))
        say(s->c, "%s", _("正在写、还没有确定的话记下来了，下次打开这一件时可以找回。"));
    else if (s->guard.typing && guard_holds_all(s))
        say(s->c, "%s",
            _("草稿已保存；正在输入、还没有确认的文字也记下来了，下次打开时可以找回。"));
    s->quit = true;
}

static int run_terminal(struct session *s)
{
    struct pulse pulse = {0};
    struct canvas canvas;
    canvas_init(&canvas);
    s->canvas = &canvas;
    uint16_t cols, rows;
    term_size(s->term, &cols, &rows);
    session_event(s, &(struct event){.kind = EVENT_RESIZE, .cols = cols, .rows = rows});
    session_carry_out(s);
    while (!s->quit) {
        struct key key;
        /* Keys that are here already are heard before anything is drawn: a fast typist or a slow
         * line never waits. */
        if (s->reaction && !term_has_input(s->term))
            session_show(s);
        switch (term_read(s->term, pulse_wait(&pulse, s), &key)) {
        case TERM_KEY:
            wizard_key(s, &key);
            pulse_key(&pulse, s);
            break;
        case TERM_TIMEOUT:
            break;
        case TERM_STOP:
            session_suspend(s);
            break;
        case TERM_CONTINUED:
            s->reaction |= REACTION_REDRAW | REACTION_CLEAR;
            break;
        case TERM_GONE:
            end_now(s);
            break;
        }
        if (!s->quit)
            pulse_run(&pulse, s);
    }
    s->canvas = NULL;
    canvas_release(&canvas);
    return 0;
}

/* The Linux console has no Chinese glyphs: whoever sits there reads only ASCII, so no translation.
 */
static void warn_console(struct session *s)
{
    const char *type = getenv("TERM");
    if (type && sv_eq(sv_from(type), SV("linux")))
        session_event(s, &(struct event){.kind = EVENT_TOLD,
                                         .text = SV("This console cannot show Chinese. Use PuTTY, "
                                                    "xterm or fbterm; --lang en helps a little.")});
}

/* What is opened at the start: a draft, the start page (NULL), or a desk. */
struct opening {
    const char *path;
    bool desk;
    const char *meant; /* a case of the desk; NULL: none */
    const char *by;    /* NULL: the user */
};

static bool start(struct session *s, const struct opening *o, struct err *e)
{
    return o->desk ? session_desk_start(s, o->path, o->meant, o->by, e)
                   : session_start(s, o->path, e);
}

static int run_interactive(struct session *s, const struct opening *o)
{
    struct err e = {0};
    const char *no_colour = getenv("NO_COLOR");
    struct term_options options = {.mono = no_colour && no_colour[0]};
    /* The draft first: what cannot be opened is told on a terminal that is still the shell's. */
    if (!start(s, o, &e))
        return fail(s->c, &e);
    s->term = term_open(&options, &e);
    if (!s->term)
        return fail(s->c, &e);
    bug_set_hook(die_tidily, s);
    warn_console(s);
    int code = run_terminal(s);
    bug_set_hook(main_die, NULL);
    term_close(s->term);
    s->term = NULL;
    if (s->w->draft && history_changed(&s->w->history) && s->w->message.len)
        say(s->c, "%s", s->w->message.ptr);
    return code;
}

/* ---- without one ---- */

static bool parse_size(const char *text, struct replay_options *o, struct err *e)
{
    int64_t cols = 80, rows = 24;
    struct sv size = sv_from(text ? text : "80x24");
    size_t x = sv_find_byte(size, 'x', 0);
    if (x == SV_NONE || !sv_number(sv_sub(size, 0, x), 1, SCREEN_MAX, &cols) ||
        !sv_number(sv_from_offset(size, x + 1), 1, SCREEN_MAX, &rows))
        return err_set(e, ERR_USAGE, _("--size 要写成“列x行”，如 80x24，最大 %dx%d。"), SCREEN_MAX,
                       SCREEN_MAX);
    o->cols = (uint16_t)cols;
    o->rows = (uint16_t)rows;
    return true;
}

static int run_script(struct session *s, const struct args *args, const struct opening *o)
{
    struct replay_options options = {.dump = args_given(args, OPT_DUMP_SCREEN),
                                     .styles = args_given(args, OPT_STYLES)};
    struct str script = {0};
    struct steps steps = {0};
    struct err e = {0};
    const char *name = args->values[OPT_KEYS];
    s->writes = args_given(args, OPT_SAVE);
    bool ok = parse_size(args->values[OPT_SIZE], &options, &e) &&
              file_read(name, SCRIPT_MAX_BYTES, &script, &e) &&
              script_parse(str_sv(&script), name, &steps, &e) && start(s, o, &e);
    int code = ok ? replay_run(s, &steps, &options) : fail(s->c, &e);
    vec_release(&steps);
    str_release(&script);
    return code;
}

/* The options that only make sense with a script. */
static bool check_options(const struct args *args, struct err *e)
{
    static const enum option_id with_keys[] = {OPT_DUMP_SCREEN, OPT_SIZE, OPT_STYLES, OPT_SAVE};
    struct str name = {0};
    for (size_t i = 0; i < sizeof with_keys / sizeof with_keys[0]; i++) {
        if (args_given(args, OPT_KEYS) || !args_given(args, with_keys[i]))
            continue;
        option_add_name(&name, with_keys[i]);
        err_set(e, ERR_USAGE, _("选项 %s 要和 --keys 一起用。"), name.ptr);
        str_release(&name);
        return false;
    }
    return true;
}

static int run(struct context *c, const struct args *args, const struct opening *o)
{
    struct session s;
    struct err e = {0};
    if (!check_options(args, &e))
        return fail(c, &e);
    session_init(&s, c);
    s.fixed_clock = args_given(args, OPT_NOW);
    int code = args_given(args, OPT_KEYS) ? run_script(&s, args, o) : run_interactive(&s, o);
    session_release(&s);
    return code;
}

int wizard_at_desk(struct context *c, const struct args *args, const char *folder,
                   const char *meant)
{
    return run(c, args, &(struct opening){folder, true, meant, args->values[OPT_BY]});
}

int cmd_wizard(struct context *c, const struct args *args)
{
    const char *path = args->operands.len ? args->operands.ptr[0] : NULL;
    struct err e = {0};
    if (path && sv_eq(sv_from(path), SV("-"))) {
        err_set(&e, ERR_USAGE, "%s", _("填表要有一个文件，不能从标准输入读草稿。"));
        return fail(c, &e);
    }
    if (path && desk_is_here(path))
        return wizard_at_desk(c, args, path, NULL);
    if (args_given(args, OPT_BY)) {
        err_set(&e, ERR_USAGE, "%s", _("选项 --by 只用于办公夹。"));
        return fail(c, &e);
    }
    return run(c, args, &(struct opening){.path = path});
}
