#include <stdlib.h>
#include <time.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/replay.h"
#include "cmd/wizard_keys.h"
#include "store/file.h"
#include "tui/draw.h"
#include "tui/term.h"

enum {
    SETTLE_MS = 400,    /* a pause after which everything on the screen is brought up to date */
    AUTOSAVE_MS = 3000, /* and one after which the draft is saved */
    LATEST_MS = 10000,  /* saved after this even when the keys never pause */
};

/* ---- on a terminal ---- */

static void die_tidily(void *context, enum fatal why)
{
    (void)why;
    term_restore(context);
}

static void show(struct session *s, struct canvas *canvas)
{
    if (s->reaction & REACTION_CLEAR)
        term_forget(s->term);
    if (s->reaction & REACTION_BELL)
        term_bell(s->term);
    s->reaction = REACTION_NONE;
    draw_wizard(s->w, canvas);
    term_blit(s->term, canvas);
}

/* Nothing came for a while. */
static void paused(struct session *s)
{
    if (!s->w->settled) {
        session_event(s, &(struct event){.kind = EVENT_SETTLE});
        session_carry_out(s);
        return;
    }
    s->refused = !session_save(s);
    s->reaction |= REACTION_REDRAW;
}

static bool is_unsaved(const struct session *s)
{
    return s->w->draft && !s->w->read_only && history_changed(&s->w->history);
}

static int patience(const struct session *s)
{
    if (!s->w->settled)
        return SETTLE_MS;
    return is_unsaved(s) && !s->refused ? AUTOSAVE_MS : -1;
}

static int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Who types without a pause is saved all the same. `since`: when the first unsaved change was seen,
 * 0 for none. */
static void save_in_time(struct session *s, int64_t *since)
{
    if (!is_unsaved(s)) {
        *since = 0;
        return;
    }
    int64_t now = monotonic_ms();
    if (*since == 0)
        *since = now;
    if (now - *since < LATEST_MS)
        return;
    *since = now;
    s->refused = !session_save(s);
    s->reaction |= REACTION_REDRAW;
}

/* The terminal is gone, or we were told to end: nobody can be asked any more. */
static void end_now(struct session *s)
{
    struct str path = {0};
    s->quit = true;
    if (!session_save(s)) {
        session_rescue(s, &path);
        if (path.len)
            say(s->c, _("草稿没能存回原来的文件，内容已另存在 %s。"), path.ptr);
    }
    str_release(&path);
}

static int run_terminal(struct session *s)
{
    int64_t unsaved_since = 0;
    struct canvas canvas;
    canvas_init(&canvas);
    uint16_t cols, rows;
    term_size(s->term, &cols, &rows);
    session_event(s, &(struct event){.kind = EVENT_RESIZE, .cols = cols, .rows = rows});
    session_carry_out(s);
    while (!s->quit) {
        struct key key;
        /* Keys that are here already are heard before anything is drawn: a fast typist or a slow
         * line never waits. */
        if (s->reaction && !term_has_input(s->term))
            show(s, &canvas);
        switch (term_read(s->term, patience(s), &key)) {
        case TERM_KEY:
            s->refused = false;
            wizard_key(s, &key);
            save_in_time(s, &unsaved_since);
            break;
        case TERM_TIMEOUT:
            paused(s);
            break;
        case TERM_CONTINUED:
            s->reaction |= REACTION_REDRAW | REACTION_CLEAR;
            break;
        case TERM_GONE:
            end_now(s);
            break;
        }
    }
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

static int run_interactive(struct session *s, const char *path)
{
    struct err e = {0};
    struct term_options options = {.mono = getenv("NO_COLOR") && getenv("NO_COLOR")[0]};
    /* The draft first: what cannot be opened is told on a terminal that is still the shell's. */
    if (!session_start(s, path, &e))
        return fail(s->c, &e);
    s->term = term_open(&options, &e);
    if (!s->term)
        return fail(s->c, &e);
    bug_set_hook(die_tidily, s->term);
    warn_console(s);
    int code = run_terminal(s);
    bug_set_hook(NULL, NULL);
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
    if (x == SV_NONE || !sv_number(sv_sub(size, 0, x), 1, 1000, &cols) ||
        !sv_number(sv_from_offset(size, x + 1), 1, 1000, &rows))
        return err_set(e, ERR_USAGE, _("--size 要写成“列x行”，如 80x24，最大 1000x1000。"));
    o->cols = (uint16_t)cols;
    o->rows = (uint16_t)rows;
    return true;
}

static int run_script(struct session *s, const struct args *args, const char *path)
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
              script_parse(str_sv(&script), name, &steps, &e) && session_start(s, path, &e);
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

int cmd_wizard(struct context *c, const struct args *args)
{
    struct session s;
    struct err e = {0};
    const char *path = args->operands.len ? args->operands.ptr[0] : NULL;
    bool ok = check_options(args, &e);
    if (ok && path && sv_eq(sv_from(path), SV("-")))
        ok = err_set(&e, ERR_USAGE, "%s", _("填表要有一个文件，不能从标准输入读草稿。"));
    if (!ok)
        return fail(c, &e);
    session_init(&s, c);
    s.fixed_clock = args_given(args, OPT_NOW);
    int code = args_given(args, OPT_KEYS) ? run_script(&s, args, path) : run_interactive(&s, path);
    session_release(&s);
    return code;
}
