/*
 * kills: the real program in a real terminal, killed while somebody types fast.
 *
 *   kills COUNT [SEED]
 *
 * Numbered text is typed into a long field, a few keys at a time, with a save now and then, until
 * the terminal has received a random number of bytes, or, in every other run, until a random call
 * to the file system is reached: so the death comes in the middle of a key, of a screen, of a save.
 * No clock is involved. What the screen showed when it was over must be there after the next start:
 * through `tianbiao history`, and in each fifth run through the wizard's own offer, taken with
 * Enter. The seed is printed; a run that lost something tells its own. Prints a line of figures.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "subject.h"

enum {
    MOST_TYPED = 360, /* marks: all of them fit the screen */
    MOST_BYTES = 9000,
    MOST_CALLS = 160,
    PAUSE_MS = 4,  /* the longest wait for the program */
    BY_WIZARD = 5, /* each so many */
    MOST_COMPLAINTS = 5,
};

struct kills {
    struct subject s;
    bool layered; /* fault.so can be used */
    uint64_t seed, random;
    struct fault fault;
    size_t typed, seen, lost, complaints, saves, characters, by_wizard;
};

/* xorshift64*: the same everywhere. */
static uint32_t draw(struct kills *k, uint32_t below)
{
    k->random ^= k->random >> 12;
    k->random ^= k->random << 25;
    k->random ^= k->random >> 27;
    return (uint32_t)((k->random * 0x2545F4914F6CDD1D) >> 32) % below;
}

static void complain(struct kills *k, struct terminal *t, const char *what)
{
    struct str screen = {0};
    if (++k->complaints > MOST_COMPLAINTS)
        return;
    printf("# kills 1 %llu: %s\n", (unsigned long long)k->seed, what);
    terminal_text(t, &screen);
    str_replace_all(&screen, SV("\n"), SV("\n# | "));
    printf("# | %s\n", screen.ptr ? screen.ptr : "");
    str_release(&screen);
}

/* ---- the program ---- */

static void prepare(void *context)
{
    struct kills *k = context;
    if (chdir(k->s.run.ptr) != 0)
        give_up(k->s.run.ptr);
    setenv("LC_ALL", "C.UTF-8", 1);
    subject_environment(&k->s, k->fault.deed ? &k->fault : NULL);
}

static void start(struct kills *k, struct terminal *t)
{
    static char draft[] = "d.yaml";
    char *command[] = {k->s.program.ptr, draft, NULL};
    *t = (struct terminal){.rows = 24, .cols = 80};
    terminal_start(t, command, "xterm-256color", prepare, k);
}

static bool make_draft(struct kills *k)
{
    struct outcome o = {0};
    const char *const new[] = {"new", "--form", "chain-case-2024", "d.yaml", NULL};
    subject_reset(&k->s);
    subject_run(&k->s, k->s.run.ptr, NULL, new, &o);
    bool ok = o.code == 0;
    outcome_release(&o);
    return ok;
}

/* ---- typing until it dies ---- */

static void type_some(struct kills *k, struct terminal *t)
{
    struct str keys = {0};
    size_t some = 1 + draw(k, 4);
    marks_add(&keys, k->typed, k->typed + some);
    k->typed += some;
    if (draw(k, 10) == 0) {
        str_add_byte(&keys, 'S' & 31);
        k->saves++;
    }
    terminal_send(t, str_sv(&keys));
    str_release(&keys);
}

static void type_and_die(struct kills *k, struct terminal *t)
{
    size_t most = 1 + draw(k, MOST_BYTES);
    bool to_the_field = terminal_expect(t, SV("Enter")) || t->gone;
    if (!to_the_field) {
        complain(k, t, "the wizard does not come up");
        return;
    }
    terminal_send(t, SV("\033OB\033OB\033OB\033OB\r"));
    t->bytes = 0;
    while (!t->gone && k->typed < MOST_TYPED && t->bytes < most) {
        type_some(k, t);
        /* Keys pile up before the program, or it waits for us: both happen to people. */
        for (uint32_t waits = draw(k, 3); waits > 0; waits--)
            terminal_receive(t, PAUSE_MS);
    }
    terminal_kill(t);
}

/* ---- the next start ---- */

static void check_history(struct kills *k, struct terminal *t, size_t seen)
{
    struct str why = {0};
    size_t left = subject_survived(&k->s, "d.yaml", &why);
    if (left < seen) {
        k->lost += seen - left;
        str_add_f(&why, "%zu of %zu characters are lost", seen - left, seen);
        complain(k, t, why.ptr);
    }
    str_release(&why);
}

/* Whichever comes up first: the offer, or the list of sections. More may be offered than was seen:
 * what was in the journal and not drawn yet. */
static bool is_offered(struct terminal *t)
{
    int64_t end = now_ms() + TERMINAL_PATIENCE_MS;
    for (;;) {
        struct str screen = {0};
        terminal_text(t, &screen);
        bool offer = sv_contains(str_sv(&screen), SV("恢复打勾的内容"));
        bool list = sv_contains(str_sv(&screen), SV("已完成"));
        str_release(&screen);
        if (offer || list || t->gone || now_ms() >= end)
            return offer;
        terminal_receive(t, PAUSE_MS);
    }
}

/* The wizard offers what was typed where there is anything to offer; it is taken, and all is
 * saved. */
static void check_wizard(struct kills *k, size_t seen)
{
    struct terminal t;
    size_t saved = subject_marks(&k->s, "d.yaml");
    k->fault = (struct fault){0};
    k->by_wizard++;
    start(k, &t);
    bool offered = is_offered(&t), ok = offered || saved >= seen;
    /* The answers stand at the end: to take what is ticked is the last but one. */
    if (offered)
        terminal_send(&t, SV("\033OF\033OA\r"));
    ok = ok && terminal_expect(&t, SV("已完成"));
    terminal_send(&t, SV("\x11\r"));
    ok = ok && terminal_stop(&t) == 0;
    if (!ok)
        complain(k, &t, "the wizard does not offer what was typed, or does not end");
    terminal_kill(&t);
    size_t left = subject_marks(&k->s, "d.yaml");
    if (left == SIZE_MAX || left < seen) {
        k->lost += left == SIZE_MAX ? seen : seen - left;
        complain(k, &t, "the wizard did not bring back all that was seen");
    }
    terminal_release(&t);
}

static void one_kill(struct kills *k, size_t number)
{
    struct terminal t;
    struct str screen = {0};
    k->random = k->seed;
    for (int i = 0; i < 8; i++)
        draw(k, 2);
    k->typed = 0;
    k->fault = (struct fault){0};
    if (k->layered && draw(k, 2))
        k->fault = (struct fault){.deed = draw(k, 2) ? "kill" : "kill-half",
                                  .at = 1 + (long)draw(k, MOST_CALLS)};
    if (!make_draft(k))
        give_up("kills: no draft can be made");
    start(k, &t);
    type_and_die(k, &t);
    terminal_text(&t, &screen);
    size_t seen = marks_seen(str_sv(&screen));
    k->characters += seen;
    if (number % BY_WIZARD == 0)
        check_wizard(k, seen);
    else
        check_history(k, &t, seen);
    terminal_release(&t);
    str_release(&screen);
}

int main(int argc, char **argv)
{
    struct kills k = {0};
    int64_t count = 0, seed = (int64_t)time(NULL) * 1000003 + getpid();
    if (argc < 2 || argc > 3 || !sv_number(sv_from(argv[1]), 1, 1000000, &count) ||
        (argc > 2 && !sv_number(sv_from(argv[2]), 1, INT64_MAX, &seed))) {
        fprintf(stderr, "usage: kills COUNT [SEED]\n");
        return 2;
    }
    subject_open(&k.s);
    k.layered = access(k.s.layer.ptr, R_OK) == 0 && !getenv("TB_NO_LAYER");
    printf("# seed %lld\n", (long long)seed);
    for (int64_t i = 0; i < count; i++) {
        k.seed = (uint64_t)(seed + i);
        one_kill(&k, (size_t)i);
    }
    printf("tries %lld lost %zu characters %zu saves %zu wizard %zu complaints %zu\n",
           (long long)count, k.lost, k.characters, k.saves, k.by_wizard, k.complaints);
    subject_close(&k.s);
    return k.complaints ? 1 : 0;
}
