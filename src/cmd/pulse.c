#include "cmd/pulse.h"

#include <time.h>

int64_t pulse_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_unsaved(const struct session *s)
{
    return s->w->draft && !s->w->read_only && history_changed(&s->w->history);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Saving by itself waits for the reader where it was refused or asks something. */
static int64_t save_due(const struct pulse *p, const struct session *s)
{
    bool waits = s->refused || wizard_offer(s->w) || s->guard.declined;
    if (!is_unsaved(s) || waits)
        return INT64_MAX;
    return earlier(p->key_at + AUTOSAVE_MS, p->unsaved_since + SAVE_LATEST_MS);
}

static int64_t sync_due(const struct pulse *p, const struct session *s)
{
    if (!guard_unsynced(s))
        return INT64_MAX;
    return earlier(p->key_at + SETTLE_MS, p->unsynced_since + SYNC_LATEST_MS);
}

static int64_t settle_due(const struct pulse *p, const struct session *s)
{
    return s->w->settled ? INT64_MAX : p->key_at + SETTLE_MS;
}

static int64_t tick_due(const struct pulse *p, const struct session *s)
{
    return s->guard.lock || s->w->holder.len || s->desk ? p->ticked_at + TICK_MS : INT64_MAX;
}

int pulse_wait(const struct pulse *p, const struct session *s)
{
    int64_t due =
        earlier(earlier(save_due(p, s), sync_due(p, s)), earlier(settle_due(p, s), tick_due(p, s)));
    if (due == INT64_MAX)
        return -1;
    int64_t wait = due - pulse_clock();
    return wait > 0 ? (int)wait : 0;
}

static void note(int64_t *since, bool now, int64_t clock)
{
    if (!now)
        *since = 0;
    else if (*since == 0)
        *since = clock;
}

void pulse_key(struct pulse *p, struct session *s)
{
    p->key_at = pulse_clock();
    note(&p->unsaved_since, is_unsaved(s), p->key_at);
    note(&p->unsynced_since, guard_unsynced(s), p->key_at);
    s->refused = false;
}

static void save(struct session *s)
{
    s->refused = !session_save(s);
    s->reaction |= REACTION_REDRAW;
}

void pulse_run(struct pulse *p, struct session *s)
{
    int64_t now = pulse_clock();
    if (settle_due(p, s) <= now) {
        session_event(s, &(struct event){.kind = EVENT_SETTLE});
        session_carry_out(s);
    }
    if (sync_due(p, s) <= now) {
        guard_sync(s);
        p->unsynced_since = 0;
    }
    if (save_due(p, s) <= now) {
        save(s);
        p->unsaved_since = now;
    }
    if (tick_due(p, s) <= now) {
        guard_tick(s);
        p->ticked_at = now;
    }
}
