/*
 * inject: lets the program die, or fail, at every call in turn, and looks at what is left.
 *
 *   inject SCENARIO DEED [STEP [NO]]
 *
 * SCENARIO is a row of the table in scenario.c, DEED what fault.h calls TB_FAULT_DO, or "memory".
 * Every STEP-th call is tried, all when left out; NO is what the file system does not know. After
 * each try: the file is the old one or the new one, whole; no more than one temporary file lies
 * about; every mark that was on the screen is in the draft or can be restored; whoever lives on
 * says what failed and ends with the right code; the next command works. Prints one line of
 * figures, and what was found wrong; exit code 1 then.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "scenario.h"

enum { MOST_TRIES = 5000, MOST_COMPLAINTS = 8 };

/* What others do to the file while we have it. */
struct meddling {
    const char *name, *command;
};

static const struct meddling meddlings[] = {
    {"remove", "rm -f d.yaml"},
    {"replace", "sed 's/演示药业/别人的药业/' d.yaml >other && mv other d.yaml"},
    {"folder", "rm -f d.yaml && mkdir d.yaml"},
    {"link", "echo 不要动 >../victim && rm -f d.yaml && ln -s ../victim d.yaml"},
};

struct trial {
    const struct scenario *sc;
    struct subject s;
    struct str old, new; /* the target before and after; no bytes: it is not there */
    struct str draft;
    const char *deed, *no;
    const struct meddling *meddling;
    size_t tries, lost, complaints, failed, went_on;
    long at;
};

static void complain(struct trial *t, const struct outcome *o, const char *what)
{
    if (++t->complaints > MOST_COMPLAINTS)
        return;
    printf("# %s, %s at call %ld (%s): %s\n", t->sc->name, t->deed, t->at,
           o->struck_call.ptr ? o->struck_call.ptr : "", what);
    if (o->err.len)
        printf("#   it said: %.*s\n", SV_ARG(str_sv(&o->err)));
}

/* ---- the folder after ---- */

static void get_target(struct trial *t, struct str *out)
{
    if (subject_get(&t->s, t->sc->target, out))
        scenario_without_id(out);
}

static bool is_old(const struct trial *t, const struct str *now)
{
    return sv_eq(str_sv(now), str_sv(&t->old));
}

static bool is_new(const struct trial *t, const struct str *now)
{
    return sv_eq(str_sv(now), str_sv(&t->new));
}

/* A session may save at other moments than it does undisturbed: what it wrote must be a draft that
 * stands for itself. */
static void check_target(struct trial *t, const struct outcome *o, const struct str *now)
{
    if (is_old(t, now) || is_new(t, now) || t->meddling)
        return;
    if (t->sc->kind == WRITES || now->len == 0)
        complain(t, o,
                 now->len ? "the file is neither the old one nor the new one"
                          : "the file is empty or gone");
    else if (subject_marks(&t->s, t->sc->target) == SIZE_MAX)
        complain(t, o, "the draft cannot be read, or its text is out of order");
    else if (!sv_contains(str_sv(now), SV("# 留着这一行\n")))
        complain(t, o, "the draft lost a comment");
}

static bool lasts(const struct trial *t)
{
    return strncmp(t->deed, "fail-from", 9) == 0 || strcmp(t->deed, "full") == 0;
}

static bool is_memory(const struct trial *t)
{
    return strcmp(t->deed, "memory") == 0;
}

static bool kills(const struct trial *t)
{
    return strncmp(t->deed, "kill", 4) == 0 || is_memory(t);
}

static void check_temporaries(struct trial *t, const struct outcome *o)
{
    size_t most = kills(t) || lasts(t) || sv_contains(str_sv(&o->struck_call), SV(" unlink "));
    if (subject_count(&t->s, ".tmp") > most)
        complain(t, o, "temporary files pile up");
}

/* It lived on: it must have said what happened, to which file, with the code for it, or have
 * succeeded all the same. */
static void check_words(struct trial *t, const struct outcome *o, const struct str *now)
{
    struct sv said = str_sv(&o->err);
    t->failed += o->code != 0;
    t->went_on += o->code == 0;
    if (o->code == 0 && !is_new(t, now))
        complain(t, o, "it reported success, and the file is not the new one");
    /* A disk that fails once the new file has its name leaves it there, and that is said. */
    bool stands = is_new(t, now) && sv_contains(said, SV("已经写上"));
    if (o->code != 0 && !is_old(t, now) && !stands && t->sc->kind == WRITES)
        complain(t, o, "it reported failure, and the file is not the old one");
    if (o->code != 0 && o->code != 3)
        complain(t, o, "the exit code of an input or output error is 3");
    if (o->code != 0 &&
        (!sv_contains(said, sv_from(t->sc->target)) || !sv_contains(said, SV("。"))))
        complain(t, o, "it did not say in a sentence which file it was");
}

/* The part of the output that was there when the fault struck. */
static struct sv before_fault(const struct outcome *o)
{
    size_t at = sv_find(str_sv(&o->out), SV("-- fault --"), 0);
    return sv_sub(str_sv(&o->out), 0, at);
}

static struct sv last_screen(const struct outcome *o)
{
    struct sv all = str_sv(&o->out);
    size_t at = 0, start = 0;
    while ((at = sv_find(all, SV("\n-- "), at)) != SV_NONE)
        start = at++;
    return sv_from_offset(all, start);
}

static struct sv after_fault(const struct outcome *o)
{
    return sv_from_offset(str_sv(&o->out), before_fault(o).len);
}

/* Where the disk is full wherever one turns, what was typed afterwards is on the screen alone: that
 * must be said there. */
static bool may_lose(const struct trial *t, const struct outcome *o, size_t left)
{
    return strcmp(t->deed, "full") == 0 && left >= marks_seen(before_fault(o)) &&
           sv_contains(after_fault(o), SV("磁盘已满"));
}

/* What was typed lies beside the link or beside what it leads to, by when it was put there: once
 * the link is gone, there is but one place. */
static bool take_link_away(struct trial *t)
{
    struct str path = {0};
    bool linked = t->meddling && strcmp(t->meddling->name, "link") == 0;
    str_add_f(&path, "%s/d.yaml", t->s.run.ptr);
    linked = linked && unlink(path.ptr) == 0;
    str_release(&path);
    return linked;
}

static void check_text(struct trial *t, const struct outcome *o)
{
    struct str why = {0};
    bool lived = o->code < 128;
    size_t shown = t->sc->kind == RESTORES ? TYPED
                   : lived                 ? marks_seen(str_sv(&o->out))
                                           : marks_seen(before_fault(o));
    size_t left = t->sc->kind == ASKS ? subject_readable(&t->s, "d.yaml") : 0;
    if (left < shown)
        left = subject_survived(&t->s, "d.yaml", &why);
    if (left < shown && take_link_away(t))
        left = subject_survived(&t->s, "d.yaml", &why);
    if (left < shown && !may_lose(t, o, left)) {
        str_add_f(&why, "%zu of %zu characters that were on the screen are lost", shown - left,
                  shown);
        t->lost += shown - left;
        complain(t, o, why.ptr);
        if (lived)
            printf("%.*s\n", SV_ARG(last_screen(o)));
    }
    str_release(&why);
}

/* The screen after the save in the middle of a session. */
static struct sv saved_screen(const struct outcome *o)
{
    struct sv all = str_sv(&o->out);
    size_t at = sv_find(all, SV("\n-- saved "), 0);
    return at == SV_NONE ? SV("") : sv_sub(all, at, sv_find(all, SV("\n-- "), at + 1));
}

/* It says that it saved only where it did; and where it did not, why. */
static void check_saved(struct trial *t, const struct outcome *o, const struct str *now)
{
    struct sv screen = saved_screen(o);
    bool said = sv_contains(screen, SV("已保存"));
    bool saved = marks_whole(str_sv(now)) != SIZE_MAX && marks_whole(str_sv(now)) >= SAVED;
    bool told = sv_contains(screen, SV("d.yaml")) || sv_contains(screen, SV("别处"));
    if (said && !saved && !t->meddling)
        complain(t, o, "it says that it saved, and it did not");
    if (!said && screen.len && !told)
        complain(t, o, "it did not save, and does not say which file it was");
    if (screen.len && !said)
        t->failed++;
    else
        t->went_on++;
}

/* ---- what others wrote ---- */

static bool kept_somewhere(struct trial *t, const char *text)
{
    struct str command = {0};
    str_add_f(&command, "grep -rqF '%s' '%s'", text, t->s.run.ptr);
    bool found = system(command.ptr) == 0;
    str_release(&command);
    return found;
}

/* Between the last look at the file and the rename somebody may still be quicker, as long as they
 * take no lock: the calls on the temporary file. */
static bool was_too_late(const struct outcome *o)
{
    return sv_contains(str_sv(&o->struck_call), SV(".tmp")) ||
           sv_contains(str_sv(&o->struck_call), SV(" rename "));
}

static void check_meddling(struct trial *t, const struct outcome *o)
{
    struct str victim = {0}, path = {0};
    str_add_f(&path, "%s/victim", t->s.work.ptr);
    if (read_whole(path.ptr, &victim) && !sv_eq(str_sv(&victim), SV("不要动\n")))
        complain(t, o, "it wrote through a link to a file of somebody else");
    if (strcmp(t->meddling->name, "replace") == 0 && !was_too_late(o) &&
        !kept_somewhere(t, "别人的药业"))
        complain(t, o, "what somebody else wrote is gone");
    str_release(&victim);
    str_clear(&path);
    /* Nothing can be restored to where a folder lies. */
    str_add_f(&path, "%s/d.yaml", t->s.run.ptr);
    if (strcmp(t->meddling->name, "folder") == 0)
        rmdir(path.ptr);
    str_release(&path);
}

/* A lock or a temporary file left behind stands in nobody's way. */
static void check_next(struct trial *t, const struct outcome *o)
{
    struct outcome next = {0};
    const char *const set[] = {"set", "d.yaml", "cover.doubt", "之后", NULL};
    subject_run(&t->s, t->s.run.ptr, NULL, set, &next);
    if (next.code != 0) {
        complain(t, o, "the next command failed:");
        printf("#   %s", next.err.ptr ? next.err.ptr : "\n");
    }
    outcome_release(&next);
}

/* Who has no memory left says so, and ends as he still can. */
static void check_end(struct trial *t, const struct outcome *o)
{
    if (is_memory(t)) {
        if (o->code != 128 + SIGABRT && o->code != 3)
            complain(t, o, "without memory it ends with a wrong code");
        if (!sv_contains(str_sv(&o->err), SV("memory")) &&
            !sv_contains(str_sv(&o->err), SV("内存")))
            complain(t, o, "it does not say that there is no memory");
    } else if (kills(t) && o->code != 128 + SIGKILL) {
        complain(t, o, "it did not die");
    } else if (!kills(t) && o->code >= 128) {
        complain(t, o, "it died of an error it was told of");
    }
}

static void check(struct trial *t, const struct outcome *o)
{
    struct str now = {0};
    get_target(t, &now);
    check_target(t, o, &now);
    check_temporaries(t, o);
    check_end(t, o);
    if (!kills(t) && o->code < 128 && t->sc->kind == WRITES)
        check_words(t, o, &now);
    if (!kills(t) && t->sc->kind == TYPES)
        check_saved(t, o, &now);
    if (t->meddling)
        check_meddling(t, o);
    if (t->sc->kind != WRITES)
        check_text(t, o);
    if (!t->meddling)
        check_next(t, o);
    str_release(&now);
}

/* ---- the tries ---- */

/* False when there are no more calls. */
static bool attempt(struct trial *t)
{
    struct outcome o = {0};
    struct fault f = {.no = t->no, .at = t->at, .deed = t->deed};
    scenario_set_up(t->sc, &t->s);
    if (is_memory(t))
        f = (struct fault){.no = t->no, .memory = t->at};
    if (t->meddling)
        f = (struct fault){
            .no = t->no, .at = t->at, .deed = "run", .command = t->meddling->command};
    if (strcmp(t->deed, "full") == 0)
        f = (struct fault){.at = t->at, .deed = "fail-from=ENOSPC", .everywhere = true};
    subject_run(&t->s, t->s.run.ptr, &f, t->sc->arguments, &o);
    bool more = is_memory(t) ? o.code != 0 : o.struck;
    if (more && !o.nothing) {
        t->tries++;
        check(t, &o);
    }
    outcome_release(&o);
    return more;
}

static bool try_clean(struct trial *t)
{
    struct outcome o = {0};
    struct fault f = {.no = t->no};
    scenario_set_up(t->sc, &t->s);
    get_target(t, &t->old);
    subject_run(&t->s, t->s.run.ptr, &f, t->sc->arguments, &o);
    get_target(t, &t->new);
    t->at = 0;
    if (o.code != 0)
        complain(t, &o, "undisturbed, it fails");
    else if (is_old(t, &t->new) && t->sc->kind != ASKS)
        complain(t, &o, "undisturbed, it changes nothing");
    else if (t->sc->kind == TYPES && marks_seen(str_sv(&o.out)) != TYPED)
        complain(t, &o, "undisturbed, not all that is typed is seen");
    else if (t->sc->kind == ASKS && marks_seen(str_sv(&o.out)) != ASKED)
        complain(t, &o, "undisturbed, not all that is typed is seen");
    else if (t->sc->kind != WRITES)
        check_text(t, &o);
    outcome_release(&o);
    return t->complaints == 0;
}

int main(int argc, char **argv)
{
    struct trial t = {.sc = argc >= 3 ? scenario_find(argv[1]) : NULL};
    int64_t step = 1;
    if (!t.sc || argc > 5 || (argc > 3 && !sv_number(sv_from(argv[3]), 1, 1000000, &step))) {
        fprintf(stderr, "usage: inject SCENARIO DEED [STEP [NO]]\n");
        return 2;
    }
    t.deed = argv[2];
    t.no = argc > 4 ? argv[4] : NULL;
    for (size_t i = 0; i < sizeof meddlings / sizeof meddlings[0]; i++)
        if (strcmp(t.deed, meddlings[i].name) == 0)
            t.meddling = &meddlings[i];
    subject_open(&t.s);
    scenario_begin(&t.s);
    if (try_clean(&t))
        for (t.at = 1; t.at < MOST_TRIES && attempt(&t); t.at += (long)step)
            ;
    if (t.tries == 0)
        t.complaints++;
    printf("tries %zu lost %zu failed %zu survived %zu complaints %zu\n", t.tries, t.lost, t.failed,
           t.went_on, t.complaints);
    subject_close(&t.s);
    str_release(&t.old);
    str_release(&t.new);
    return t.complaints ? 1 : 0;
}
