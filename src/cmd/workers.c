#include "cmd/workers.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bug.h"
#include "base/vec.h"

struct worker {
    pid_t process; /* 0: none */
    int pipe;      /* its answers come from here */
    struct str in; /* read and not taken yet */
    size_t taken;  /* bytes of `in` */
    size_t next;   /* its next thing is this one or a later one */
    bool over;     /* nothing more will come */
};

struct team {
    const struct work *work;
    struct worker workers[WORKERS_MOST];
    unsigned count;
};

/* Which worker does a thing: by no pattern that a list of files may have too, such as a record and
 * a draft in turns, but always the same one. */
static unsigned worker_of(size_t index, unsigned count)
{
    uint32_t mixed = (uint32_t)index * UINT32_C(2654435761);
    return (mixed >> 16) % count;
}

unsigned workers_usual(void)
{
    cpu_set_t set;
    int count = 1;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        count = CPU_COUNT(&set);
    return count < 1 ? 1 : count > WORKERS_MOST ? WORKERS_MOST : (unsigned)count;
}

/* ---- in the worker ---- */

static bool send_all(int to, const void *bytes, size_t len)
{
    const char *at = bytes;
    while (len) {
        ssize_t n = write(to, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* An answer is its length and its bytes. Where the caller is gone nobody needs the rest. */
static _Noreturn void be_worker(const struct team *t, const struct worker *me, int to)
{
    const struct work *w = t->work;
    struct str answer = {0};
    bug_set_hook(NULL, NULL);
    for (size_t i = me->next; i < w->count; i++) {
        if (worker_of(i, t->count) != (unsigned)(me - t->workers))
            continue;
        str_clear(&answer);
        w->work(w->context, i, &answer);
        size_t len = answer.len;
        if (!send_all(to, &len, sizeof len) || !send_all(to, answer.ptr, len))
            _exit(1);
    }
    _exit(0);
}

/* ---- in the caller ---- */

static bool start_worker(struct team *t, struct worker *k)
{
    int ends[2];
    k->over = true;
    if (k->next >= t->work->count || pipe(ends) < 0)
        return false;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        for (unsigned i = 0; i < t->count; i++)
            if (&t->workers[i] != k && t->workers[i].process)
                close(t->workers[i].pipe);
        be_worker(t, k, ends[1]);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return false;
    }
    k->process = child;
    k->pipe = ends[0];
    k->over = false;
    return true;
}

static void end_worker(struct worker *k)
{
    if (k->process == 0)
        return;
    close(k->pipe);
    while (waitpid(k->process, NULL, 0) < 0 && errno == EINTR)
        ;
    k->process = 0;
}

/* Drops what was taken, now and then, so that the whole is not moved for every answer. */
static void drop_taken(struct worker *k)
{
    enum { WORTH_IT = 1 << 16 };
    if (k->taken < WORTH_IT && k->taken < k->in.len)
        return;
    memmove(k->in.ptr, k->in.ptr + k->taken, k->in.len - k->taken);
    str_truncate(&k->in, k->in.len - k->taken);
    k->taken = 0;
}

/* The next answer of a worker if all of it is here. */
static bool next_answer(const struct worker *k, struct sv *out)
{
    size_t len, have = k->in.len - k->taken;
    if (have < sizeof len)
        return false;
    memcpy(&len, k->in.ptr + k->taken, sizeof len);
    *out = (struct sv){k->in.ptr + k->taken + sizeof len, len};
    return have - sizeof len >= len;
}

static void read_some(struct worker *k)
{
    char bytes[1 << 16];
    ssize_t n = read(k->pipe, bytes, sizeof bytes);
    if (n > 0)
        str_add(&k->in, (struct sv){bytes, (size_t)n});
    else if (n == 0 || (errno != EINTR && errno != EAGAIN))
        k->over = true;
}

/* Waits until some worker says something, and hears all that do. */
static void hear(struct team *t)
{
    struct pollfd polled[WORKERS_MOST];
    struct worker *who[WORKERS_MOST];
    nfds_t n = 0;
    for (unsigned i = 0; i < t->count; i++) {
        if (t->workers[i].over)
            continue;
        who[n] = &t->workers[i];
        polled[n++] = (struct pollfd){.fd = t->workers[i].pipe, .events = POLLIN};
    }
    if (n == 0 || poll(polled, n, -1) < 0)
        return;
    for (nfds_t i = 0; i < n; i++)
        if (polled[i].revents)
            read_some(who[i]);
}

static void do_here(const struct work *w, size_t index)
{
    struct str answer = {0};
    w->work(w->context, index, &answer);
    w->take(w->context, index, str_sv(&answer), false);
    str_release(&answer);
}

/* The thing the worker was at brought it down, or it never came to be: the first time a fresh one
 * goes on behind; a process that cannot be made leaves the work to us. */
static void go_on_without(struct team *t, struct worker *k, size_t index)
{
    bool was = k->process != 0;
    end_worker(k);
    str_clear(&k->in);
    k->taken = 0;
    if (!was) {
        do_here(t->work, index);
        k->next = index + 1;
        return;
    }
    t->work->take(t->work->context, index, SV(""), true);
    k->next = index + 1;
    start_worker(t, k);
}

static void hand_over(struct team *t, size_t index)
{
    struct worker *k = &t->workers[worker_of(index, t->count)];
    struct sv answer;
    bool here;
    while (!(here = next_answer(k, &answer)) && !k->over)
        hear(t);
    if (!here) {
        go_on_without(t, k, index);
        return;
    }
    t->work->take(t->work->context, index, answer, false);
    k->taken += sizeof(size_t) + answer.len;
    k->next = index + 1;
    drop_taken(k);
}

void workers_run(const struct work *w, unsigned workers)
{
    struct team team = {.work = w, .count = workers > WORKERS_MOST ? WORKERS_MOST : workers};
    if (team.count < 2 || w->count < 2) {
        for (size_t i = 0; i < w->count; i++)
            do_here(w, i);
        return;
    }
    for (unsigned i = 0; i < team.count; i++)
        start_worker(&team, &team.workers[i]);
    for (size_t i = 0; i < w->count; i++)
        hand_over(&team, i);
    for (unsigned i = 0; i < team.count; i++) {
        end_worker(&team.workers[i]);
        str_release(&team.workers[i].in);
    }
}
