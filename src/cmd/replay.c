#include "cmd/replay.h"

#include "base/i18n.h"
#include "cmd/output.h"
#include "cmd/wizard_keys.h"
#include "store/file.h"
#include "tui/draw.h"

struct replay {
    struct session *s;
    const struct replay_options *options;
    struct canvas canvas;
    bool shot; /* one was taken */
};

/* A script has no pauses: whoever looks at the screen sees it settled, and finds on the disk what a
 * pause brings there. */
static void settle(struct replay *r)
{
    session_event(r->s, &(struct event){.kind = EVENT_SETTLE});
    session_carry_out(r->s);
    guard_sync(r->s);
    draw_wizard(r->s->w, &r->canvas);
}

static void take_shot(struct replay *r, struct sv name)
{
    struct str text = {0};
    settle(r);
    r->shot = true;
    if (!r->options->dump)
        return;
    str_add_f(&text, "-- %.*s %ux%u caret %u,%u --\n", SV_ARG(name), r->canvas.cols, r->canvas.rows,
              r->canvas.caret_row, r->canvas.caret_col);
    canvas_dump(&r->canvas, r->options->styles, &text);
    put(r->s->c, str_sv(&text));
    str_release(&text);
}

static bool expect(struct replay *r, const struct step *step)
{
    struct str text = {0};
    settle(r);
    canvas_dump(&r->canvas, false, &text);
    bool found = sv_contains(str_sv(&text), step->text);
    if (!found)
        say(r->s->c, _("脚本第 %u 行：屏幕上没有“%.*s”。"), step->line, SV_ARG(step->text));
    str_release(&text);
    return found;
}

static bool paste_file(struct replay *r, const struct step *step, struct err *e)
{
    struct str path = {0}, text = {0};
    str_set(&path, step->text);
    bool ok = file_read(path.ptr, FILE_MAX_BYTES, &text, e);
    if (ok) {
        struct key key = {.code = K_PASTE, .text = str_sv(&text)};
        wizard_key(r->s, &key);
    }
    str_release(&path);
    str_release(&text);
    return ok;
}

/* 0 to go on, else the exit code and the end. */
static int play(struct replay *r, const struct step *step)
{
    struct err e = {0};
    switch (step->kind) {
    case STEP_KEY:
        wizard_key(r->s, &step->key);
        break;
    case STEP_PASTE_FILE:
        if (!paste_file(r, step, &e))
            return fail(r->s->c, &e);
        break;
    case STEP_RESIZE:
        session_event(
            r->s,
            &(struct event){.kind = EVENT_RESIZE, .cols = step->key.cols, .rows = step->key.rows});
        break;
    case STEP_SHOT:
        take_shot(r, step->text);
        break;
    case STEP_EXPECT:
        return expect(r, step) ? 0 : ERR_FOUND;
    default:
        break; /* for real terminals only */
    }
    return 0;
}

int replay_run(struct session *s, const struct steps *steps, const struct replay_options *options)
{
    struct replay r = {.s = s, .options = options};
    int code = 0;
    session_event(
        s, &(struct event){.kind = EVENT_RESIZE, .cols = options->cols, .rows = options->rows});
    session_carry_out(s);
    for (size_t i = 0; i < steps->len && code == 0 && !s->quit; i++)
        code = play(&r, &steps->ptr[i]);
    if (!r.shot && code == 0 && !s->quit)
        take_shot(&r, SV("end"));
    canvas_release(&r.canvas);
    return code;
}
