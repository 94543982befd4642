/*
 * two: two people open one draft in two real terminals, and the second one takes it over.
 *
 *   two COUNT
 *
 * The first types numbered text, saving before or not. The second is told who has the draft, can
 * change nothing, takes it over, types text of his own and saves. The first is told at his next key
 * and can only look from then on. At the end both texts are kept: the second one's in the file, the
 * first one's there or, whole, among what is kept beside it. Prints a line of figures.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "subject.h"

enum { SECOND_FROM = 2000, SECOND_TYPED = 20, QUIET_MS = 25 };

#define FIELD "measures.text"
#define TO_THE_FIELD "\033OB\033OB\033OB\033OB\r"

struct two {
    struct subject s;
    struct terminal first, second;
    size_t lost, complaints, characters;
    const char *step; /* where it stopped */
};

/* ---- terminals ---- */

static void prepare(void *context)
{
    struct two *w = context;
    if (chdir(w->s.run.ptr) != 0)
        give_up(w->s.run.ptr);
    setenv("LC_ALL", "C.UTF-8", 1);
    subject_environment(&w->s, NULL);
}

static void start(struct two *w, struct terminal *t)
{
    static char draft[] = "d.yaml";
    char *command[] = {w->s.program.ptr, draft, NULL};
    *t = (struct terminal){.rows = 24, .cols = 80};
    terminal_start(t, command, "xterm-256color", prepare, w);
}

static bool sees(struct two *w, struct terminal *t, const char *text)
{
    w->step = text;
    return terminal_expect(t, sv_from(text));
}

static void press(struct terminal *t, const char *keys)
{
    terminal_send(t, sv_from(keys));
}

static bool shows(struct terminal *t, const char *text)
{
    struct str screen = {0};
    terminal_text(t, &screen);
    bool found = sv_contains(str_sv(&screen), sv_from(text));
    str_release(&screen);
    return found;
}

/* Types marks and waits for the last one. */
static bool type(struct two *w, struct terminal *t, size_t from, size_t to)
{
    struct str text = {0}, last = {0};
    marks_add(&text, from, to);
    marks_add(&last, to - 1, to);
    terminal_send(t, str_sv(&text));
    bool seen = sees(w, t, last.ptr);
    str_release(&text);
    str_release(&last);
    return seen;
}

/* ---- what they do ---- */

static bool first_types(struct two *w, size_t count, bool saves)
{
    start(w, &w->first);
    bool ok = sees(w, &w->first, "Enter");
    press(&w->first, TO_THE_FIELD);
    ok = ok && sees(w, &w->first, "具体举措（") && type(w, &w->first, 0, count);
    if (ok && saves) {
        press(&w->first, "\x13");
        ok = sees(w, &w->first, "已保存");
    }
    return ok;
}

static bool second_is_told(struct two *w)
{
    start(w, &w->second);
    bool ok = sees(w, &w->second, "（主机 ") && sees(w, &w->second, "只能查看");
    press(&w->second, TO_THE_FIELD);
    ok = ok && sees(w, &w->second, "具体举措（");
    press(&w->second, "不该进去");
    terminal_settle(&w->second, QUIET_MS);
    if (shows(&w->second, "不该进去")) {
        printf("# the second one can type while he may only look\n");
        ok = false;
    }
    return ok;
}

/* What the first one had not saved is offered; it is taken or declined. */
static bool second_takes_over(struct two *w, bool offered, bool takes)
{
    struct terminal *t = &w->second;
    press(t, "\021");
    bool ok = sees(w, t, "5  接过来填写");
    press(t, "5");
    ok = ok && sees(w, t, "2  接过来填写");
    press(t, "2");
    if (ok && offered) {
        ok = sees(w, t, "恢复打勾的内容");
        press(t, takes ? "\033OF\033OA\r" : "\033OF\r");
    }
    return ok && sees(w, t, "已完成");
}

/* The key that is answered so is on the screen too. */
static bool first_is_told(struct two *w, size_t typed)
{
    return type(w, &w->first, typed, typed + 1) && sees(w, &w->first, "接过去填写");
}

static bool second_types(struct two *w)
{
    struct terminal *t = &w->second;
    press(t, TO_THE_FIELD);
    bool ok = sees(w, t, "具体举措（") && type(w, t, SECOND_FROM, SECOND_FROM + SECOND_TYPED);
    press(t, "\x13");
    return ok && sees(w, t, "已保存");
}

static bool both_leave(struct two *w)
{
    struct terminal *all[] = {&w->second, &w->first};
    bool ok = true;
    for (size_t i = 0; i < 2; i++) {
        press(all[i], "\021");
        ok = ok && sees(w, all[i], "暂时放到后台");
        press(all[i], "\r");
        ok = ok && terminal_stop(all[i]) == 0;
    }
    return ok;
}

/* ---- what is left ---- */

/* The most of the first one's text that one file of a folder holds, those below it among them. */
static size_t most_in_a_file(const char *folder, size_t limit)
{
    size_t most = 0;
    DIR *all = opendir(folder);
    for (struct dirent *entry; all && (entry = readdir(all));) {
        struct str path = {0}, text = {0};
        str_add_f(&path, "%s/%s", folder, entry->d_name);
        size_t here = 0;
        if (entry->d_type == DT_DIR && sv_ends(sv_from(entry->d_name), SV(".history")))
            here = most_in_a_file(path.ptr, limit);
        else if (entry->d_type == DT_REG && read_whole(path.ptr, &text))
            here = marks_whole(str_sv(&text));
        if (here != SIZE_MAX && here > most)
            most = here;
        str_release(&path);
        str_release(&text);
    }
    if (all)
        closedir(all);
    return most < limit ? most : limit;
}

static void check_left(struct two *w, size_t typed)
{
    struct outcome o = {0};
    struct str second = {0};
    const char *const get[] = {"get", "d.yaml", FIELD, NULL};
    size_t first = most_in_a_file(w->s.run.ptr, typed);
    if (first < typed) {
        w->lost += typed - first;
        printf("# %zu of the first one's %zu characters are kept\n", first, typed);
    }
    marks_add(&second, SECOND_FROM, SECOND_FROM + SECOND_TYPED);
    subject_run(&w->s, w->s.run.ptr, NULL, get, &o);
    if (!sv_contains(str_sv(&o.out), str_sv(&second))) {
        w->lost += SECOND_TYPED;
        printf("# the second one's text is not in the file\n");
    }
    w->complaints += w->lost > 0;
    w->characters += typed + SECOND_TYPED;
    str_release(&second);
    outcome_release(&o);
}

static void show(struct two *w, struct terminal *t)
{
    struct str screen = {0};
    if (!t->vt)
        return;
    terminal_text(t, &screen);
    str_replace_all(&screen, SV("\n"), SV("\n# | "));
    printf("# %s | %s\n", t == &w->first ? "first" : "second", screen.ptr ? screen.ptr : "");
    str_release(&screen);
}

static void end(struct terminal *t)
{
    if (!t->vt)
        return;
    terminal_kill(t);
    terminal_release(t);
    t->vt = NULL;
}

static void meet(struct two *w, size_t number)
{
    struct outcome o = {0};
    const char *const new[] = {"new", "--form", "chain-case-2024", "d.yaml", NULL};
    size_t typed = 5 + number * 7 % 60;
    subject_reset(&w->s);
    subject_run(&w->s, w->s.run.ptr, NULL, new, &o);
    outcome_release(&o);
    bool ok = first_types(w, typed, number % 2) && second_is_told(w) &&
              second_takes_over(w, number % 2 == 0, number % 4 == 0) && first_is_told(w, typed) &&
              second_types(w);
    ok = ok && both_leave(w);
    if (!ok) {
        w->complaints++;
        printf("# not seen: %s\n", w->step);
        show(w, &w->first);
        show(w, &w->second);
    } else {
        check_left(w, typed + 1);
    }
    end(&w->first);
    end(&w->second);
}

int main(int argc, char **argv)
{
    struct two w = {0};
    int64_t count = 0;
    if (argc != 2 || !sv_number(sv_from(argv[1]), 1, 100000, &count)) {
        fprintf(stderr, "usage: two COUNT\n");
        return 2;
    }
    subject_open(&w.s);
    for (int64_t i = 0; i < count; i++)
        meet(&w, (size_t)i);
    printf("tries %lld lost %zu characters %zu complaints %zu\n", (long long)count, w.lost,
           w.characters, w.complaints);
    subject_close(&w.s);
    return w.complaints ? 1 : 0;
}
