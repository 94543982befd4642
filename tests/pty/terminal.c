#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "text/utf8.h"

int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the screen ---- */

static void row_text(struct terminal *t, int row, struct str *out)
{
    size_t start = out->len;
    for (int col = 0; col < t->cols; col++) {
        VTermScreenCell cell;
        if (!vterm_screen_get_cell(t->screen, (VTermPos){row, col}, &cell))
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

void terminal_text(struct terminal *t, struct str *out)
{
    for (int row = 0; row < t->rows; row++)
        row_text(t, row, out);
}

/* ---- bytes ---- */

void terminal_send(struct terminal *t, struct sv bytes)
{
    while (bytes.len > 0 && !t->gone) {
        ssize_t sent = write(t->fd, bytes.ptr, bytes.len);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0) {
            t->gone = true;
            return;
        }
        bytes = sv_from_offset(bytes, (size_t)sent);
    }
}

static void answer(const char *bytes, size_t len, void *user)
{
    terminal_send(user, sv_make(bytes, len));
}

static void follow_modes(struct terminal *t)
{
    static const struct {
        const char *text;
        bool on, paste;
    } modes[] = {{"\033[?2004h", true, true},
                 {"\033[?2004l", false, true},
                 {"\033[?1h", true, false},
                 {"\033[?1l", false, false}};
    struct sv text = str_sv(&t->tail);
    size_t best[2] = {0, 0};
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        size_t at = 0;
        while ((at = sv_find(text, sv_from(modes[i].text), at)) != SV_NONE) {
            at++;
            if (at <= best[modes[i].paste])
                continue;
            best[modes[i].paste] = at;
            *(modes[i].paste ? &t->bracketed : &t->appkeys) = modes[i].on;
        }
    }
    if (t->tail.len > 16)
        str_splice(&t->tail, 0, t->tail.len - 8, SV(""));
}

bool terminal_receive(struct terminal *t, int wait)
{
    char buffer[65536];
    struct pollfd in = {t->fd, POLLIN, 0};
    if (t->gone || poll(&in, 1, wait) <= 0)
        return false;
    ssize_t got = read(t->fd, buffer, sizeof buffer);
    if (got <= 0) {
        t->gone = !(got < 0 && errno == EINTR);
        return false;
    }
    t->bytes += (size_t)got;
    if (t->raw)
        str_add(t->raw, sv_make(buffer, (size_t)got));
    str_add(&t->tail, sv_make(buffer, (size_t)got));
    follow_modes(t);
    vterm_input_write(t->vt, buffer, (size_t)got);
    vterm_screen_flush_damage(t->screen);
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

void terminal_settle(struct terminal *t, int quiet)
{
    int64_t end = now_ms() + TERMINAL_PATIENCE_MS;
    while (!t->gone && now_ms() < end)
        if (!terminal_receive(t, quiet) && sleeps(t->child))
            return;
}

bool terminal_expect(struct terminal *t, struct sv text)
{
    int64_t end = now_ms() + TERMINAL_PATIENCE_MS;
    for (;;) {
        struct str screen = {0};
        terminal_text(t, &screen);
        bool found = sv_contains(str_sv(&screen), text);
        str_release(&screen);
        if (found)
            return true;
        if (!terminal_receive(t, 200) && (t->gone || now_ms() >= end))
            return false;
    }
}

void terminal_resize(struct terminal *t, int cols, int rows)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    t->rows = rows;
    t->cols = cols;
    vterm_set_size(t->vt, t->rows, t->cols);
    vterm_screen_flush_damage(t->screen);
    ioctl(t->fd, TIOCSWINSZ, &size);
}

/* ---- keys ---- */

static const char *key_bytes(const struct terminal *t, const struct key *k, struct str *out)
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
            str_add_f(out, "\033%c%c", t->appkeys ? 'O' : '[', rows[i].letter);
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

void terminal_press(struct terminal *t, const struct key *k)
{
    struct str bytes = {0};
    if (k->code == K_PASTE) {
        struct str text = {0};
        str_set(&text, k->text);
        str_replace_all(&text, SV("\n"), SV("\r"));
        str_add(&bytes, t->bracketed ? SV("\033[200~") : SV(""));
        str_add(&bytes, str_sv(&text));
        str_add(&bytes, t->bracketed ? SV("\033[201~") : SV(""));
        str_release(&text);
    } else {
        key_bytes(t, k, &bytes);
    }
    terminal_send(t, str_sv(&bytes));
    str_release(&bytes);
}

/* ---- the program ---- */

void terminal_start(struct terminal *t, char *const *command, const char *type,
                    terminal_prepare *prepare, void *context)
{
    struct winsize size = {.ws_row = (unsigned short)t->rows, .ws_col = (unsigned short)t->cols};
    t->child = forkpty(&t->fd, NULL, NULL, &size);
    if (t->child < 0) {
        perror("forkpty");
        exit(1);
    }
    if (t->child == 0) {
        setenv("TERM", type, 1);
        if (prepare)
            prepare(context);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    t->vt = vterm_new(t->rows, t->cols);
    vterm_set_utf8(t->vt, 1);
    vterm_output_set_callback(t->vt, answer, t);
    t->screen = vterm_obtain_screen(t->vt);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_reset(t->screen, 1);
}

void terminal_hang_up(struct terminal *t)
{
    close(t->fd);
    t->fd = -1;
    t->gone = true;
}

void terminal_kill(struct terminal *t)
{
    if (t->child > 0) {
        kill(t->child, SIGKILL);
        terminal_stop(t);
    }
}

int terminal_stop(struct terminal *t)
{
    int64_t end = now_ms() + TERMINAL_PATIENCE_MS;
    int status = 0;
    while (!t->gone && now_ms() < end)
        terminal_receive(t, 200);
    while (waitpid(t->child, &status, WNOHANG) == 0) {
        if (now_ms() < end) {
            poll(NULL, 0, 5);
            continue;
        }
        kill(t->child, SIGKILL);
        end = INT64_MAX;
    }
    t->child = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void terminal_release(struct terminal *t)
{
    if (t->fd >= 0)
        close(t->fd);
    vterm_free(t->vt);
    str_release(&t->tail);
}
