#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "base/xalloc.h"
#include "tui/decode.h"

enum {
    ESC_WAIT = 60, /* milliseconds a lone ESC may still become a sequence: slow lines split them */
    PASTE_WAIT = 3000, /* and that a paste may stand still before it is taken as it is */
};

/* A pipe that breaks is told by the write to it: it is no reason to die with the terminal in
 * disorder. */
static const int caught[] = {SIGWINCH, SIGTERM, SIGHUP, SIGCONT, SIGINT, SIGPIPE, SIGTSTP};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

struct term {
    SCREEN *screen;
    struct canvas sent; /* what the terminal shows; cols 0: nothing is known */
    attr_t attributes[STYLE_COUNT];
    short pairs[STYLE_COUNT];
    struct decoder decoder;
    cchar_t *run; /* one row */
    size_t run_cells;
    bool pasting;     /* bracketed paste is switched on */
    bool away;        /* the terminal is not ours just now */
    sigset_t waiting; /* the mask while we wait: our signals come through only then */
    struct sigaction before[CAUGHT];
};

/* What a signal can leave behind: seen only between two waits. */
static volatile sig_atomic_t resized, ended, continued, stop;

static void on_signal(int number)
{
    if (number == SIGWINCH)
        resized = 1;
    else if (number == SIGCONT)
        continued = 1;
    else if (number == SIGTSTP)
        stop = 1;
    else if (number != SIGPIPE)
        ended = 1;
}

/* ---- signals ---- */

static void catch_signals(struct term *t)
{
    struct sigaction act = {.sa_handler = on_signal};
    sigset_t ours;
    sigemptyset(&act.sa_mask);
    sigemptyset(&ours);
    for (size_t i = 0; i < CAUGHT; i++)
        sigaddset(&ours, caught[i]);
    sigprocmask(SIG_BLOCK, &ours, &t->waiting);
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &act, &t->before[i]);
    resized = ended = continued = stop = 0;
}

/* A terminal that goes away tells so more than once. Whoever was told to end is about to: the next
 * telling must not kill him before the lock is given back and the last word said. */
static void release_signals(struct term *t)
{
    if (ended)
        return;
    /* One that waits still, because keys came first, would end us at the last moment: ignoring it
     * drops it, for a broken pipe is no death. */
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &t->before[i], NULL);
    sigprocmask(SIG_SETMASK, &t->waiting, NULL);
}

/* ---- styles ---- */

static const struct {
    enum style style;
    attr_t mono;
    attr_t colour;
    short fore;
    short back;
} looks[] = {
    {STYLE_PLAIN, A_NORMAL, A_NORMAL, -1, -1},
    {STYLE_BAR, A_REVERSE, A_NORMAL, COLOR_WHITE, COLOR_BLUE},
    {STYLE_KEY, A_REVERSE | A_BOLD, A_BOLD, COLOR_YELLOW, COLOR_BLUE},
    {STYLE_HEAD, A_BOLD, A_BOLD, -1, -1},
    {STYLE_DIM, A_NORMAL, A_NORMAL, COLOR_CYAN, -1},
    {STYLE_LABEL, A_NORMAL, A_NORMAL, -1, -1},
    {STYLE_FIELD, A_UNDERLINE, A_UNDERLINE, -1, -1},
    {STYLE_FOCUS, A_REVERSE, A_NORMAL, COLOR_BLACK, COLOR_CYAN},
    {STYLE_SELECT, A_REVERSE, A_REVERSE, -1, -1},
    {STYLE_OVER, A_UNDERLINE | A_BOLD, A_UNDERLINE, COLOR_RED, -1},
    {STYLE_GOOD, A_NORMAL, A_NORMAL, COLOR_GREEN, -1},
    {STYLE_WARN, A_BOLD, A_NORMAL, COLOR_YELLOW, -1},
    {STYLE_BAD, A_BOLD, A_BOLD, COLOR_RED, -1},
    {STYLE_QUOTE, A_NORMAL, A_NORMAL, COLOR_GREEN, -1},
    {STYLE_GONE, A_BOLD, A_NORMAL, COLOR_RED, -1},
    {STYLE_CAME, A_UNDERLINE, A_UNDERLINE, COLOR_GREEN, -1},
    {STYLE_NOTED, A_UNDERLINE, A_UNDERLINE, COLOR_YELLOW, -1},
};

static void make_styles(struct term *t, bool mono)
{
    bool colours = !mono && has_colors() && start_color() == OK && COLORS >= 8;
    bool defaults = colours && use_default_colors() == OK;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        enum style style = looks[i].style;
        short fore = looks[i].fore, back = looks[i].back;
        t->attributes[style] = colours ? looks[i].colour : looks[i].mono;
        t->pairs[style] = 0;
        if (!colours || (fore < 0 && back < 0))
            continue;
        short pair = (short)(i + 1);
        if (fore < 0 && !defaults)
            fore = COLOR_WHITE;
        if (back < 0 && !defaults)
            back = COLOR_BLACK;
        if (init_pair(pair, fore, back) == OK)
            t->pairs[style] = pair;
    }
}

/* ---- modes ---- */

/* Sent only where somebody may understand it: a dumb terminal would print it. */
static void set_bracketed(struct term *t, bool on)
{
    const char *type = getenv("TERM");
    if (!type || strncmp(type, "dumb", 4) == 0 || strncmp(type, "vt52", 4) == 0 || t->pasting == on)
        return;
    ssize_t sent = write(STDOUT_FILENO, on ? "\033[?2004h" : "\033[?2004l", 8);
    (void)sent;
    t->pasting = on;
}

static void take_over(struct term *t)
{
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    leaveok(stdscr, FALSE);
    idlok(stdscr, FALSE);
    set_bracketed(t, true);
    t->away = false;
}

/* curses lays out as many cells as the terminal, LINES and COLUMNS say, before anybody can object:
 * a number that makes no sense is forgotten, and a terminal larger than we draw is told smaller. */
static void bound_size(const char *name, unsigned told)
{
    const char *set = getenv(name);
    char most[16];
    int64_t cells;
    bool good = set && sv_number(sv_from(set), 1, SCREEN_MAX, &cells);
    snprintf(most, sizeof most, "%d", SCREEN_MAX);
    if (set && !good)
        unsetenv(name);
    if (!good && told > SCREEN_MAX)
        setenv(name, most, 1);
}

static void bound_sizes(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){0};
    bound_size("LINES", size.ws_row);
    bound_size("COLUMNS", size.ws_col);
}

struct term *term_open(const struct term_options *options, struct err *e)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(e, ERR_IO, "%s", _("填表要在终端里运行：标准输入或标准输出不是终端。"));
        return NULL;
    }
    struct term *t = xcalloc(1, sizeof *t);
    bound_sizes();
    t->screen = newterm(NULL, stdout, stdin);
    if (!t->screen) {
        const char *type = getenv("TERM");
        err_set(e, ERR_IO, _("不认识这种终端（TERM=%s）。请试试 TERM=xterm 或 TERM=vt100。"),
                type ? type : "");
        free(t);
        return NULL;
    }
    if (!tigetstr("cup")) {
        endwin();
        delscreen(t->screen);
        free(t);
        err_set(e, ERR_IO, "%s",
                _("这种终端不能移动光标，画不出填表的界面。请换一种终端，或试试 TERM=vt100。"));
        return NULL;
    }
    catch_signals(t);
    make_styles(t, options->mono);
    take_over(t);
    return t;
}

void term_restore(struct term *t)
{
    if (!t || t->away)
        return;
    set_bracketed(t, false);
    endwin();
    t->away = true;
}

void term_close(struct term *t)
{
    if (!t)
        return;
    term_restore(t);
    release_signals(t);
    delscreen(t->screen);
    canvas_release(&t->sent);
    decoder_release(&t->decoder);
    free(t->run);
    free(t);
}

/* Our signals stay caught and held back: being told to end is heard when the terminal is ours
 * again, and nothing written is lost by it. */
void term_release(struct term *t)
{
    term_restore(t);
}

void term_resume(struct term *t)
{
    reset_prog_mode();
    t->away = false;
    take_over(t);
    refresh();
    term_forget(t);
    resized = 1;
}

void term_suspend(struct term *t)
{
    term_release(t);
    /* The whole group: a script that started us must give the shell its prompt back too. Who was
     * told to go on meanwhile does not stop: nobody would say it again. */
    sigset_t pending;
    sigpending(&pending);
    if (!sigismember(&pending, SIGCONT))
        kill(0, SIGSTOP);
    term_resume(t);
}

/* ---- output ---- */

void term_size(const struct term *t, uint16_t *cols, uint16_t *rows)
{
    (void)t;
    *cols = (uint16_t)(COLS > UINT16_MAX ? UINT16_MAX : COLS);
    *rows = (uint16_t)(LINES > UINT16_MAX ? UINT16_MAX : LINES);
}

void term_forget(struct term *t)
{
    t->sent.cols = 0;
    clearok(curscr, TRUE);
}

void term_bell(struct term *t)
{
    (void)t;
    beep();
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->base == b->base && a->style == b->style && a->width == b->width &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

/* What curses can draw in the cells we gave it: the C library may not know a character, or see it
 * wider or narrower. */
static wchar_t drawable(char32_t base, int width)
{
    if (base < 0x7F || (base >= 0x3000 && base <= 0x9FFF))
        return (wchar_t)base;
    return wcwidth((wchar_t)base) == width ? (wchar_t)base : width == 2 ? L'〓' : L'?';
}

static void set_cell(const struct term *t, const struct cell *cell, cchar_t *out)
{
    wchar_t text[CELL_MARKS + 2] = {drawable(cell->base, cell->width)};
    size_t n = 1;
    for (size_t i = 0; i < CELL_MARKS && cell->marks[i]; i++)
        if (wcwidth((wchar_t)cell->marks[i]) == 0)
            text[n++] = (wchar_t)cell->marks[i];
    if (setcchar(out, text, t->attributes[cell->style], t->pairs[cell->style], NULL) != OK)
        setcchar(out, L"?", A_NORMAL, 0, NULL);
}

/* Hands one row's changed cells to curses, from the first that differs to the last, whole
 * characters only, and keeps them in mind. */
static void blit_row(struct term *t, const struct canvas *c, uint32_t row, bool known)
{
    const struct cell *now = &c->cells[(size_t)row * c->cols];
    struct cell *was = &t->sent.cells[(size_t)row * c->cols];
    uint32_t from = 0, to = c->cols;
    /* Most rows stay as they are, to the byte. */
    if (known && memcmp(now, was, to * sizeof *now) == 0)
        return;
    while (known && from < to && same_cell(&now[from], &was[from]))
        from++;
    while (known && to > from && same_cell(&now[to - 1], &was[to - 1]))
        to--;
    if (from == to)
        return;
    while (from > 0 && (now[from].width == 0 || (known && was[from].width == 0)))
        from--;
    while (to < c->cols && (now[to].width == 0 || (known && was[to].width == 0)))
        to++;
    memcpy(&was[from], &now[from], (to - from) * sizeof *now);
    int cells = 0;
    for (uint32_t col = from; col < to; col++)
        if (now[col].width)
            set_cell(t, &now[col], &t->run[cells++]);
    mvadd_wchnstr((int)row, (int)from, t->run, cells);
}

void term_blit(struct term *t, const struct canvas *c)
{
    if (t->away)
        return;
    if (t->run_cells < c->cols) {
        t->run = xreallocarray(t->run, c->cols, sizeof *t->run);
        t->run_cells = c->cols;
    }
    bool known = t->sent.cols == c->cols && t->sent.rows == c->rows;
    if (!known)
        canvas_clear(&t->sent, c->cols, c->rows);
    for (uint32_t row = 0; row < c->rows; row++)
        blit_row(t, c, row, known);
    move(c->caret_row, c->caret_col);
    refresh();
}

/* ---- input ---- */

static void follow_size(struct key *out)
{
    struct winsize size = {0};
    resized = 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        resizeterm(size.ws_row < SCREEN_MAX ? size.ws_row : SCREEN_MAX,
                   size.ws_col < SCREEN_MAX ? size.ws_col : SCREEN_MAX);
    *out = (struct key){.code = K_RESIZE, .cols = (uint16_t)COLS, .rows = (uint16_t)LINES};
}

/* More than one read may be waiting: a paste comes in pieces. */
static bool read_bytes(struct term *t)
{
    char buffer[4096];
    ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
    if (got > 0)
        decoder_feed(&t->decoder, sv_make(buffer, (size_t)got));
    return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

bool term_has_input(struct term *t)
{
    struct pollfd in = {STDIN_FILENO, POLLIN, 0};
    return poll(&in, 1, 0) > 0 && (in.revents & POLLIN) && !ended && !resized && !t->away;
}

void term_drop_input(struct term *t)
{
    if (!t->away)
        tcflush(STDIN_FILENO, TCIFLUSH);
}

enum term_news term_read(struct term *t, int wait, struct key *out)
{
    bool idle = false;
    for (;;) {
        if (ended)
            return TERM_GONE;
        if (resized) {
            follow_size(out);
            return TERM_KEY;
        }
        if (stop) {
            stop = 0;
            if (!continued)
                return TERM_STOP;
        }
        if (continued) {
            continued = 0;
            return TERM_CONTINUED;
        }
        if (decoder_next(&t->decoder, idle, out))
            return TERM_KEY;
        bool waiting = decoder_waiting(&t->decoder);
        int timeout = t->decoder.pasting ? PASTE_WAIT : waiting ? ESC_WAIT : wait;
        struct timespec limit = {timeout / 1000, (long)(timeout % 1000) * 1000000};
        struct pollfd in = {STDIN_FILENO, POLLIN, 0};
        int ready = ppoll(&in, 1, timeout < 0 ? NULL : &limit, &t->waiting);
        if (ready < 0 && errno != EINTR)
            ended = 1;
        if (ready == 0 && !waiting)
            return TERM_TIMEOUT;
        idle = ready == 0;
        if (ready > 0 && !read_bytes(t))
            ended = 1;
    }
}
