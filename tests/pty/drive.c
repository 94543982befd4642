/*
 * drive: runs a program in a real pseudo-terminal, presses the keys of a script, looks at the
 * screen.
 *
 *   drive [--size CxR] [--term NAME] [--code N] [--bytes] [--quiet MS] --keys FILE -- COMMAND ...
 *
 * The script is that of tui/script.h. Keys are written at once; <Expect:text> waits until the text
 * is on the screen (and fails after a long while), so that no test depends on how fast a machine
 * is. <Signal:HUP|TERM|INT|KILL|CONT> goes to the program, <Resize:CxR> to the terminal,
 * <Shot:name> prints the screen. With --bytes each key waits for silence, and the bytes sent back
 * are reported by <Mark:name>: keys, median, largest. Exit code: 0, 1 when an expectation failed or
 * the program ended otherwise than --code says, 2 for wrong use.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "text/utf8.h"
#include "tui/script.h"

enum { PATIENCE_MS = 15000 };

struct drive {
    VTerm *vt;
    VTermScreen *screen;
    int fd;
    pid_t child;
    int rows, cols;
    bool gone;      /* the program closed its terminal */
    bool bracketed; /* it asked for bracketed pastes */
    bool appkeys;   /* and for application cursor keys */
    size_t bytes;   /* since the last key */
    int quiet;      /* milliseconds of silence that end a key's answer */
    bool measure;
    VEC(size_t) counts;
    struct sv mark;
    struct str tail; /* the last bytes, for mode switches cut in two */
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the screen ---- */

static void row_text(struct drive *d, int row, struct str *out)
{
    size_t start = out->len;
    for (int col = 0; col < d->cols; col++) {
        VTermScreenCell cell;
        if (!vterm_screen_get_cell(d->screen, (VTermPos){row, col}, &cell))
            continue;
        if (cell.chars[0] == 0)
            str_add_byte(out, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            if (cell.chars[i] != (uint32_t)-1)
                utf8_add(out, cell.chars[i]);
        col += cell.width > 1 ? cell.width - 1 : 0;
    }
    while (out->len > start && out->ptr[out->len - 1] == ' ')
        str_truncate(out, out->len - 1);
    str_add_byte(out, '\n');
}

static void screen_text(struct drive *d, struct str *out)
{
    for (int row = 0; row < d->rows; row++)
        row_text(d, row, out);
}

static void print_screen(struct drive *d, struct sv name, FILE *to)
{
    struct str text = {0};
    screen_text(d, &text);
    fprintf(to, "-- %.*s %dx%d --\n%s", SV_ARG(name), d->cols, d->rows, text.ptr ? text.ptr : "");
    str_release(&text);
}

/* ---- bytes ---- */

static void send_bytes(struct drive *d, const char *bytes, size_t len)
{
    while (len > 0 && !d->gone) {
        ssize_t sent = write(d->fd, bytes, len);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0) {
            d->gone = true;
            return;
        }
        bytes += sent;
        len -= (size_t)sent;
    }
}

static void answer(const char *bytes, size_t len, void *user)
{
    send_bytes(user, bytes, len);
}

static void follow_modes(struct drive *d)
{
    static const struct {
        const char *text;
        bool on, paste;
    } modes[] = {{"\033[?2004h", true, true},
                 {"\033[?2004l", false, true},
                 {"\033[?1h", true, false},
                 {"\033[?1l", false, false}};
    struct sv text = str_sv(&d->tail);
    size_t best[2] = {0, 0};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        size_t at = 0;
        while ((at = sv_find(text, sv_from(modes[i].text), at)) != SV_NONE) {
            at++;
            if (at <= best[modes[i].paste])
                continue;
            best[modes[i].paste] = at;
            *(modes[i].paste ? &d->bracketed : &d->appkeys) = modes[i].on;
        }
    }
    if (d->tail.len > 16)
        str_splice(&d->tail, 0, d->tail.len - 8, SV(""));
}

/* Takes what comes within `wait` milliseconds; false when nothing did. */
static bool receive(struct drive *d, int wait)
{
    char buffer[65536];
    struct pollfd in = {d->fd, POLLIN, 0};
    if (d->gone || poll(&in, 1, wait) <= 0)
        return false;
    ssize_t got = read(d->fd, buffer, sizeof buffer);
    if (got <= 0) {
        d->gone = !(got < 0 && errno == EINTR);
        return false;
    }
    d->bytes += (size_t)got;
    str_add(&d->tail, sv_make(buffer, (size_t)got));
    follow_modes(d);
    vterm_input_write(d->vt, buffer, (size_t)got);
    vterm_screen_flush_damage(d->screen);
    return true;
}

/* Is the program waiting in the kernel, not computing. */
static bool sleeps(pid_t pid)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return true;
    size_t got = fread(line, 1, sizeof line - 1, f);
    fclose(f);
    line[got] = 0;
    const char *after = strrchr(line, ')');
    return !after || after[1] == 0 || after[2] != 'R';
}

static void settle(struct drive *d)
{
    int64_t end = now_ms() + PATIENCE_MS;
    while (!d->gone && now_ms() < end)
        if (!receive(d, d->quiet) && sleeps(d->child))
            return;
}

/* ---- keys ---- */

static const char *key_bytes(const struct drive *d, const struct key *k, struct str *out)
{
    static const struct {
        enum key_code code;
        const char *plain;
        char letter;
        int number;
    } rows[] = {
        {K_ENTER, "\r", 0, 0},        {K_TAB, "\t", 0, 0},          {K_ESC, "\033", 0, 0},
        {K_BACKSPACE, "\177", 0, 0},  {K_UP, NULL, 'A', 0},         {K_DOWN, NULL, 'B', 0},
        {K_RIGHT, NULL, 'C', 0},      {K_LEFT, NULL, 'D', 0},       {K_HOME, NULL, 'H', 0},
        {K_END, NULL, 'F', 0},        {K_F1, "\033OP", 'P', 0},     {K_F1 + 1, "\033OQ", 'Q', 0},
        {K_F1 + 2, "\033OR", 'R', 0}, {K_F1 + 3, "\033OS", 'S', 0}, {K_INSERT, NULL, 0, 2},
        {K_DELETE, NULL, 0, 3},       {K_PAGE_UP, NULL, 0, 5},      {K_PAGE_DOWN, NULL, 0, 6},
        {K_F1 + 4, NULL, 0, 15},      {K_F1 + 5, NULL, 0, 17},      {K_F1 + 6, NULL, 0, 18},
        {K_F1 + 7, NULL, 0, 19},      {K_F1 + 8, NULL, 0, 20},      {K_F1 + 9, NULL, 0, 21},
        {K_F1 + 10, NULL, 0, 23},     {K_F12, NULL, 0, 24},
    };
    unsigned mods = 1 + (k->mods & MOD_SHIFT ? 1u : 0u) + (k->mods & MOD_ALT ? 2u : 0u) +
                    (k->mods & MOD_CTRL ? 4u : 0u);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].code != k->code)
            continue;
        if (k->code == K_TAB && (k->mods & MOD_SHIFT))
            str_add(out, SV("\033[Z"));
        else if (rows[i].number && mods > 1)
            str_add_f(out, "\033[%d;%u~", rows[i].number, mods);
        else if (rows[i].number)
            str_add_f(out, "\033[%d~", rows[i].number);
        else if (rows[i].letter && mods > 1)
            str_add_f(out, "\033[1;%u%c", mods, rows[i].letter);
        else if (rows[i].plain)
            str_add(out, sv_from(rows[i].plain));
        else
            str_add_f(out, "\033%c%c", d->appkeys ? 'O' : '[', rows[i].letter);
        return out->ptr;
    }
    if (k->mods & MOD_ALT)
        str_add_byte(out, '\033');
    if (k->mods & MOD_CTRL)
        str_add_byte(out, (char)(k->cp & 31));
    else
        utf8_add(out, k->cp);
    return out->ptr;
}

static void press(struct drive *d, const struct key *k)
{
    struct str bytes = {0};
    if (k->code == K_PASTE) {
        struct str text = {0};
        str_set(&text, k->text);
        str_replace_all(&text, SV("\n"), SV("\r"));
        str_add(&bytes, d->bracketed ? SV("\033[200~") : SV(""));
        str_add(&bytes, str_sv(&text));
        str_add(&bytes, d->bracketed ? SV("\033[201~") : SV(""));
        str_release(&text);
    } else {
        key_bytes(d, k, &bytes);
    }
    d->bytes = 0;
    send_bytes(d, bytes.ptr, bytes.len);
    str_release(&bytes);
    if (!d->measure)
        return;
    settle(d);
    vec_push(&d->counts, d->bytes);
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
    int64_t end = now_ms() + PATIENCE_MS;
    for (;;) {
        struct str screen = {0};
        screen_text(d, &screen);
        bool found = sv_contains(str_sv(&screen), text);
        str_release(&screen);
        if (found)
            return true;
        if (!receive(d, 200) && (d->gone || now_ms() >= end))
            break;
    }
    fprintf(stderr, "not on the screen: %.*s\n", SV_ARG(text));
    print_screen(d, SV("failed"), stderr);
    return false;
}

static bool send_signal(struct drive *d, struct sv name)
{
    static const struct {
        const char *name;
        int number;
    } known[] = {{"HUP", SIGHUP},   {"TERM", SIGTERM}, {"INT", SIGINT},
                 {"KILL", SIGKILL}, {"CONT", SIGCONT}, {"TSTP", SIGTSTP}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (sv_eq(name, sv_from(known[i].name)))
            return kill(d->child, known[i].number) == 0;
    fprintf(stderr, "no such signal here: %.*s\n", SV_ARG(name));
    return false;
}

static void resize(struct drive *d, const struct key *k)
{
    struct winsize size = {.ws_row = k->rows, .ws_col = k->cols};
    d->rows = k->rows;
    d->cols = k->cols;
    vterm_set_size(d->vt, d->rows, d->cols);
    vterm_screen_flush_damage(d->screen);
    ioctl(d->fd, TIOCSWINSZ, &size);
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
        settle(d);
        print_screen(d, step->text, stdout);
        return true;
    case STEP_RESIZE:
        resize(d, &step->key);
        return true;
    case STEP_SIGNAL:
        return send_signal(d, step->text);
    case STEP_MARK:
        settle(d);
        report(d);
        d->mark = step->text;
        return true;
    default:
        fprintf(stderr, "line %u: this step is not for here\n", step->line);
        return false;
    }
}

/* ---- the program ---- */

static void start(struct drive *d, char **command, const char *term)
{
    struct winsize size = {.ws_row = (unsigned short)d->rows, .ws_col = (unsigned short)d->cols};
    d->child = forkpty(&d->fd, NULL, NULL, &size);
    if (d->child < 0) {
        perror("forkpty");
        exit(1);
    }
    if (d->child == 0) {
        setenv("TERM", term, 1);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    d->vt = vterm_new(d->rows, d->cols);
    vterm_set_utf8(d->vt, 1);
    vterm_output_set_callback(d->vt, answer, d);
    d->screen = vterm_obtain_screen(d->vt);
    vterm_screen_enable_altscreen(d->screen, 1);
    vterm_screen_reset(d->screen, 1);
}

/* Reads to the end and gives the exit code, 128 + n for a signal. */
static int finish(struct drive *d)
{
    int64_t end = now_ms() + PATIENCE_MS;
    int status = 0;
    while (!d->gone && now_ms() < end)
        receive(d, 200);
    while (waitpid(d->child, &status, WNOHANG) == 0) {
        if (now_ms() < end) {
            poll(NULL, 0, 5);
            continue;
        }
        print_screen(d, SV("does not end"), stderr);
        kill(d->child, SIGKILL);
        end = INT64_MAX;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct options {
    const char *keys, *term;
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
            if (sscanf(value, "%dx%d", &d->cols, &d->rows) != 2)
                return false;
        } else if (strcmp(argv[i], "--term") == 0)
            o->term = value;
        else if (strcmp(argv[i], "--code") == 0)
            o->code = atoi(value);
        else if (strcmp(argv[i], "--quiet") == 0)
            d->quiet = atoi(value);
        else if (strcmp(argv[i], "--keys") == 0)
            o->keys = value;
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

int main(int argc, char **argv)
{
    struct drive d = {.rows = 24, .cols = 80, .quiet = 25};
    struct options o = {.term = "xterm-256color"};
    struct str script = {0};
    struct steps steps = {0};
    struct err e = {0};
    if (!parse_options(&d, &o, argc, argv)) {
        fprintf(stderr, "usage: drive [--size CxR] [--term NAME] [--code N] [--bytes] [--quiet MS] "
                        "--keys FILE -- COMMAND ...\n");
        return 2;
    }
    if (!read_file(o.keys, &script) || !script_parse(str_sv(&script), o.keys, &steps, &e)) {
        fprintf(stderr, "%s: %s\n", o.keys, e.message.ptr ? e.message.ptr : strerror(errno));
        return 2;
    }
    start(&d, o.command, o.term);
    bool ok = true;
    for (size_t i = 0; i < steps.len && ok; i++)
        ok = play(&d, &steps.ptr[i]);
    if (!ok)
        kill(d.child, SIGKILL);
    int code = finish(&d);
    report(&d);
    if (ok && code != o.code) {
        fprintf(stderr, "exit code %d, not %d\n", code, o.code);
        print_screen(&d, SV("at the end"), stderr);
        ok = false;
    }
    vterm_free(d.vt);
    vec_release(&steps);
    vec_release(&d.counts);
    str_release(&script);
    str_release(&d.tail);
    return ok ? 0 : 1;
}
