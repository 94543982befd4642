/*
 * drive: runs a program in a real pseudo-terminal, presses the keys of a script, looks at the
 * screen.
 *
 *   drive [--size CxR] [--term NAME] [--code N] [--bytes] [--quiet MS] [--raw FILE]
 *         [--meet FOLDER] --keys FILE -- COMMAND ...
 *
 * The script is that of tui/script.h. Keys are written at once; <Expect:text> waits until the text
 * is on the screen (and fails after a long while), so that no test depends on how fast a machine
 * is. <Signal:HUP|TERM|INT|QUIT|PIPE|KILL|TSTP|CONT> goes to the program, <Signal:CLOSE> closes its
 * terminal, <Resize:CxR> resizes it,
 * <Shot:name> prints the screen. With --bytes each key waits for silence, and the bytes sent back
 * are reported by <Mark:name>: keys, median, largest. With --raw all that the terminal was sent
 * goes to a file. Those that run side by side meet in a folder: with --meet <Mark:name> leaves a
 * file of that name there, and <Await:name> waits until another has left one. Exit code: 0, 1 when
 * an expectation failed or the program ended otherwise than
 * --code says, 2 for wrong use.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"
#include "tui/script.h"

enum { MEET_MS = 20 /* between looks whether another has come */ };

enum { ESC_PATIENCE = 200 }; /* milliseconds */

struct drive {
    struct terminal t;
    int quiet; /* milliseconds of silence that end a key's answer */
    bool measure;
    VEC(size_t) counts;
    struct sv mark;
    const char *meet; /* NULL: nobody else is there */
};

static void print_screen(struct drive *d, struct sv name, FILE *to)
{
    struct str text = {0};
    terminal_text(&d->t, &text);
    fprintf(to, "-- %.*s %dx%d --\n%s", SV_ARG(name), d->t.cols, d->t.rows,
            text.ptr ? text.ptr : "");
    str_release(&text);
}

static void press(struct drive *d, const struct key *k)
{
    d->t.bytes = 0;
    terminal_press(&d->t, k);
    if (!d->measure)
        return;
    /* The program waits after an Esc whether more of a sequence comes: on a busy machine the next
     * key must not become that. */
    terminal_settle(&d->t, k->code == K_ESC ? d->quiet + ESC_PATIENCE : d->quiet);
    vec_push(&d->counts, d->t.bytes);
}

/* ---- measures ---- */

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

static void report(struct drive *d)
{
    if (d->measure && d->counts.len && d->mark.len) {
        qsort(d->counts.ptr, d->counts.len, sizeof *d->counts.ptr, by_size);
        size_t sum = 0;
        for (size_t i = 0; i < d->counts.len; i++)
            sum += d->counts.ptr[i];
        printf("%.*s: %zu keys, bytes a key: mean %.1f, median %zu, largest %zu\n", SV_ARG(d->mark),
               d->counts.len, (double)sum / (double)d->counts.len, d->counts.ptr[d->counts.len / 2],
               d->counts.ptr[d->counts.len - 1]);
    }
    vec_clear(&d->counts);
}

/* ---- steps ---- */

static bool expect(struct drive *d, struct sv text)
{
    if (terminal_expect(&d->t, text))
        return true;
    fprintf(stderr, "not on the screen: %.*s\n", SV_ARG(text));
    print_screen(d, SV("failed"), stderr);
    return false;
}

static void add_meeting(const struct drive *d, struct sv name, struct str *out)
{
    str_add_f(out, "%s/%.*s", d->meet, SV_ARG(name));
}

static bool leave_mark(struct drive *d, struct sv name)
{
    struct str path = {0};
    d->mark = name;
    if (!d->meet)
        return true;
    add_meeting(d, name, &path);
    FILE *f = fopen(path.ptr, "w");
    bool ok = f && fclose(f) == 0;
    if (!ok)
        fprintf(stderr, "%s: %s\n", path.ptr, strerror(errno));
    str_release(&path);
    return ok;
}

/* The screen is followed meanwhile, as somebody who waits looks at it. */
static bool await_mark(struct drive *d, struct sv name)
{
    struct str path = {0};
    int64_t end = now_ms() + TERMINAL_PATIENCE_MS;
    bool there = false;
    add_meeting(d, name, &path);
    while (d->meet && !(there = access(path.ptr, F_OK) == 0) && now_ms() < end && !d->t.gone)
        terminal_receive(&d->t, MEET_MS);
    if (!there) {
        fprintf(stderr, "nobody came to: %.*s\n", SV_ARG(name));
        print_screen(d, SV("failed"), stderr);
    }
    str_release(&path);
    return there;
}

static bool send_signal(struct drive *d, struct sv name)
{
    static const struct {
        const char *name;
        int number;
    } known[] = {{"HUP", SIGHUP},   {"TERM", SIGTERM}, {"INT", SIGINT},   {"QUIT", SIGQUIT},
                 {"PIPE", SIGPIPE}, {"KILL", SIGKILL}, {"CONT", SIGCONT}, {"TSTP", SIGTSTP}};
    if (sv_eq(name, SV("CLOSE"))) {
        terminal_hang_up(&d->t);
        return true;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (sv_eq(name, sv_from(known[i].name)))
            return kill(d->t.child, known[i].number) == 0;
    fprintf(stderr, "no such signal here: %.*s\n", SV_ARG(name));
    return false;
}

static bool play(struct drive *d, const struct step *step)
{
    switch (step->kind) {
    case STEP_KEY:
        press(d, &step->key);
        return true;
    case STEP_EXPECT:
        return expect(d, step->text);
    case STEP_SHOT:
        terminal_settle(&d->t, d->quiet);
        print_screen(d, step->text, stdout);
        return true;
    case STEP_RESIZE:
        terminal_resize(&d->t, step->key.cols, step->key.rows);
        return true;
    case STEP_SIGNAL:
        return send_signal(d, step->text);
    case STEP_MARK:
        terminal_settle(&d->t, d->quiet);
        report(d);
        return leave_mark(d, step->text);
    case STEP_AWAIT:
        return await_mark(d, step->text);
    default:
        fprintf(stderr, "line %u: this step is not for here\n", step->line);
        return false;
    }
}

/* ---- the whole ---- */

struct options {
    const char *keys, *term, *raw;
    int code;
    char **command;
};

static bool parse_options(struct drive *d, struct options *o, int argc, char **argv)
{
    int i = 1;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--bytes") == 0) {
            d->measure = true;
            continue;
        }
        if (strcmp(argv[i], "--size") == 0) {
            if (sscanf(value, "%dx%d", &d->t.cols, &d->t.rows) != 2)
                return false;
        } else if (strcmp(argv[i], "--term") == 0)
            o->term = value;
        else if (strcmp(argv[i], "--code") == 0)
            o->code = atoi(value);
        else if (strcmp(argv[i], "--quiet") == 0)
            d->quiet = atoi(value);
        else if (strcmp(argv[i], "--keys") == 0)
            o->keys = value;
        else if (strcmp(argv[i], "--raw") == 0)
            o->raw = value;
        else if (strcmp(argv[i], "--meet") == 0)
            d->meet = value;
        else
            return false;
        i++;
    }
    o->command = argv + i + 1;
    return i + 1 < argc && o->keys;
}

static bool read_file(const char *path, struct str *out)
{
    char buffer[4096];
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, f)) > 0;)
        str_add(out, sv_make(buffer, got));
    fclose(f);
    return true;
}

static bool write_file(const char *path, struct sv bytes)
{
    FILE *f = fopen(path, "w");
    bool ok = f && fwrite(bytes.ptr, 1, bytes.len, f) == bytes.len;
    return f && fclose(f) == 0 && ok;
}

int main(int argc, char **argv)
{
    struct drive d = {.t = {.rows = 24, .cols = 80}, .quiet = 25};
    struct options o = {.term = "xterm-256color"};
    struct str script = {0}, raw = {0};
    struct steps steps = {0};
    struct err e = {0};
    if (!parse_options(&d, &o, argc, argv)) {
        fprintf(stderr, "usage: drive [--size CxR] [--term NAME] [--code N] [--bytes] [--quiet MS] "
                        "[--raw FILE] [--meet FOLDER] --keys FILE -- COMMAND ...\n");
        return 2;
    }
    if (!read_file(o.keys, &script) || !script_parse(str_sv(&script), o.keys, &steps, &e)) {
        fprintf(stderr, "%s: %s\n", o.keys, e.message.ptr ? e.message.ptr : strerror(errno));
        return 2;
    }
    d.t.raw = o.raw ? &raw : NULL;
    terminal_start(&d.t, o.command, o.term, NULL, NULL);
    bool ok = true;
    for (size_t i = 0; i < steps.len && ok; i++)
        ok = play(&d, &steps.ptr[i]);
    if (!ok)
        kill(d.t.child, SIGKILL);
    int code = terminal_stop(&d.t);
    report(&d);
    if (ok && code != o.code) {
        fprintf(stderr, "exit code %d, not %d\n", code, o.code);
        print_screen(&d, SV("at the end"), stderr);
        ok = false;
    }
    if (o.raw && !write_file(o.raw, str_sv(&raw))) {
        fprintf(stderr, "%s: %s\n", o.raw, strerror(errno));
        ok = false;
    }
    terminal_release(&d.t);
    str_release(&raw);
    vec_release(&steps);
    vec_release(&d.counts);
    str_release(&script);
    return ok ? 0 : 1;
}
