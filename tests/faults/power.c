/*
 * power: cuts the power after every call of the program, in every way a disk may come out of it.
 *
 *   power SCENARIO [STEP]
 *
 * The program runs once, undisturbed, with its calls logged (fault.h). Of each prefix of them the
 * folders are made that could be there afterwards:
 *   - of a file, the bytes up to its last fsync are there; what was written since is there, is not,
 *     is torn in the middle, or is zeros;
 *   - what happened to names in a folder up to its last fsync is done; of what came since, any part
 *     may be: all combinations of up to four, else none, all, each alone and all but each. To sync
 *     a file says nothing of its name.
 * Nothing orders a rename behind the bytes it names but the program itself. Of every STEP-th of
 * these folders: the draft is the old one or a new one, whole, and what a screen showed can be
 * restored. Prints a line of figures; exit code 1 when it cannot.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "scenario.h"

enum { MOST_COMBINED = 4, MOST_COMPLAINTS = 8, NO_FILE = -1, A_FOLDER = -2, OFF_SECONDS = 600 };

/* What became of bytes that were written and not synced. */
enum rest { REST_NONE, REST_ALL, REST_TORN, REST_ZEROS, RESTS };

struct file {
    uint64_t inode;
    struct str now, synced;
    bool exists; /* not a number given back to the system */
};

/* A name and what it leads to; `file` is an index, or A_FOLDER. */
struct name {
    struct sv path;
    int file;
};

VEC_TYPE(names, struct name);

/* A change of names that no fsync of the folder has covered yet. */
struct change {
    struct sv from, to; /* either may be empty */
    int file;
};

struct power {
    const struct scenario *sc;
    struct subject s;
    struct str log, old, new;
    VEC(struct file) files;
    struct names names;  /* as the program sees them */
    struct names synced; /* as they are on the disk for certain */
    VEC(struct change) changes;
    VEC(uint64_t) known; /* states looked at already */
    size_t seen;         /* marks on the screen */
    size_t owed;         /* what must be there now */
    size_t calls, states, tried, lost, complaints;
    size_t step;
};

/* ---- the disk ---- */

static struct name *find_name(struct names *names, struct sv path)
{
    for (size_t i = 0; i < names->len; i++)
        if (sv_eq(names->ptr[i].path, path))
            return &names->ptr[i];
    return NULL;
}

static void set_name(struct names *names, struct sv path, int file)
{
    struct name *name = find_name(names, path);
    if (name)
        name->file = file;
    else
        vec_push(names, (struct name){path, file});
}

static void apply_change(struct names *names, const struct change *c)
{
    struct name *from = c->from.len ? find_name(names, c->from) : NULL;
    if (c->to.len)
        set_name(names, c->to, c->file);
    if (from && from->file == c->file)
        from->file = NO_FILE;
}

static struct sv folder_of(struct sv path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/')
            return sv_sub(path, 0, i - 1);
    return SV(".");
}

static void change_name(struct power *p, struct sv from, struct sv to, int file)
{
    struct change c = {from, to, file};
    apply_change(&p->names, &c);
    vec_push(&p->changes, c);
}

static void sync_folder(struct power *p, struct sv path)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->changes.len; i++) {
        struct change c = p->changes.ptr[i];
        if (sv_eq(folder_of(c.to.len ? c.to : c.from), path))
            apply_change(&p->synced, &c);
        else
            p->changes.ptr[kept++] = c;
    }
    p->changes.len = kept;
}

static int file_of(struct power *p, uint64_t inode)
{
    for (size_t i = 0; i < p->files.len; i++)
        if (p->files.ptr[i].exists && p->files.ptr[i].inode == inode)
            return (int)i;
    return NO_FILE;
}

/* Numbers come again: whoever had this one is somebody else from now on. */
static int new_file(struct power *p, uint64_t inode)
{
    int before = file_of(p, inode);
    if (before != NO_FILE)
        p->files.ptr[before].exists = false;
    vec_push(&p->files, (struct file){.inode = inode, .exists = true});
    return (int)p->files.len - 1;
}

static int named(struct power *p, struct sv path)
{
    struct name *name = find_name(&p->names, path);
    return name ? name->file : NO_FILE;
}

/* ---- the log ---- */

static struct sv word(struct sv *line, char separator)
{
    struct sv piece = {0};
    sv_next(line, separator, &piece);
    return piece;
}

static uint64_t number(struct sv text)
{
    int64_t n = 0;
    if (!sv_number(text, 0, INT64_MAX, &n))
        give_up("power: the log holds no number where one belongs");
    return (uint64_t)n;
}

static void put_bytes(struct file *f, size_t at, struct sv bytes)
{
    if (f->now.len < at)
        str_add_bytes(&f->now, 0, at - f->now.len);
    size_t over = f->now.len - at < bytes.len ? f->now.len - at : bytes.len;
    str_splice(&f->now, at, over, bytes);
}

static void write_call(struct power *p, struct sv line, struct sv *rest)
{
    int file = file_of(p, number(word(&line, ' ')));
    size_t at = number(word(&line, ' ')), len = number(word(&line, ' '));
    if (file != NO_FILE)
        put_bytes(&p->files.ptr[file], at, sv_sub(*rest, 0, len));
    *rest = sv_from_offset(*rest, len + 1);
}

static void truncate_call(struct power *p, struct sv line)
{
    int file = file_of(p, number(word(&line, ' ')));
    size_t len = number(word(&line, ' '));
    if (file != NO_FILE && len < p->files.ptr[file].now.len)
        str_truncate(&p->files.ptr[file].now, len);
}

static void sync_call(struct power *p, struct sv line)
{
    int file = file_of(p, number(word(&line, ' ')));
    if (file == NO_FILE)
        sync_folder(p, line);
    else
        str_set(&p->files.ptr[file].synced, str_sv(&p->files.ptr[file].now));
}

/* A screen is shown after a pause (cmd/replay.c), and a pause brings to the disk what is on it. */
static void screen_call(struct power *p, struct sv line, struct sv *rest)
{
    size_t len = number(line), seen = marks_seen(sv_sub(*rest, 0, len));
    p->seen = seen > p->seen ? seen : p->seen;
    p->owed = p->seen;
    *rest = sv_from_offset(*rest, len + 1);
}

/* One call of the log; false when it changes nothing on the disk. */
static bool next_call(struct power *p, struct sv *rest)
{
    struct sv line = word(rest, '\n'), call = word(&line, ' ');
    if (sv_eq(call, SV("create"))) {
        uint64_t inode = number(word(&line, ' '));
        change_name(p, SV(""), line, new_file(p, inode));
    } else if (sv_eq(call, SV("write")))
        write_call(p, line, rest);
    else if (sv_eq(call, SV("truncate")))
        truncate_call(p, line);
    else if (sv_eq(call, SV("sync")))
        sync_call(p, line);
    else if (sv_eq(call, SV("rename"))) {
        struct sv from = word(&line, '\t');
        change_name(p, from, line, named(p, from));
    } else if (sv_eq(call, SV("link"))) {
        struct sv from = word(&line, '\t');
        change_name(p, SV(""), line, named(p, from));
    } else if (sv_eq(call, SV("unlink")))
        change_name(p, line, SV(""), named(p, line));
    else if (sv_eq(call, SV("mkdir")))
        change_name(p, SV(""), line, A_FOLDER);
    else if (sv_eq(call, SV("screen"))) {
        screen_call(p, line, rest);
        return false;
    } else
        give_up("power: the log holds a call that is not known");
    return true;
}

/* ---- a folder after the cut ---- */

static void rest_of(const struct file *f, enum rest rest, struct str *out)
{
    size_t kept = f->synced.len < f->now.len ? f->synced.len : f->now.len;
    str_set(out, rest == REST_NONE ? str_sv(&f->synced) : str_sv(&f->now));
    if (rest == REST_TORN)
        str_truncate(out, kept + (f->now.len - kept) / 2);
    if (rest == REST_ZEROS && out->ptr)
        memset(out->ptr + kept, 0, f->now.len - kept);
}

static uint64_t state_hash(struct power *p, const struct names *names, enum rest rest)
{
    uint64_t sum = p->owed;
    struct str bytes = {0};
    for (size_t i = 0; i < names->len; i++) {
        struct name name = names->ptr[i];
        if (name.file == NO_FILE)
            continue;
        str_set(&bytes, name.path);
        if (name.file >= 0) {
            struct str content = {0};
            rest_of(&p->files.ptr[name.file], rest, &content);
            str_add_byte(&bytes, 0);
            str_add(&bytes, str_sv(&content));
            str_release(&content);
        }
        sum += sv_hash(str_sv(&bytes));
    }
    str_release(&bytes);
    return sum;
}

static bool is_known(struct power *p, uint64_t hash)
{
    for (size_t i = 0; i < p->known.len; i++)
        if (p->known.ptr[i] == hash)
            return true;
    vec_push(&p->known, hash);
    return false;
}

/* The machine was off for a while: nobody can take what lies there for the work of a living hand.
 */
static void make_old(const char *path)
{
    struct timespec then[2];
    clock_gettime(CLOCK_REALTIME, &then[0]);
    then[0].tv_sec -= OFF_SECONDS;
    then[1] = then[0];
    if (utimensat(AT_FDCWD, path, then, 0) != 0)
        give_up(path);
}

/* What lies in a folder that did not come about is gone with it. */
static void make_state(struct power *p, const struct names *names, enum rest rest)
{
    struct str path = {0}, bytes = {0};
    remove_below(p->s.run.ptr);
    for (size_t i = 0; i < names->len; i++) {
        struct name name = names->ptr[i];
        str_clear(&path);
        str_add_f(&path, "%s/%.*s", p->s.run.ptr, SV_ARG(name.path));
        if (name.file == A_FOLDER)
            mkdir(path.ptr, 0700);
    }
    for (size_t i = 0; i < names->len; i++) {
        struct name name = names->ptr[i];
        struct stat st;
        str_clear(&path);
        str_add_f(&path, "%s/%.*s", p->s.run.ptr, SV_ARG(folder_of(name.path)));
        if (name.file < 0 || stat(path.ptr, &st) != 0)
            continue;
        str_clear(&path);
        str_add_f(&path, "%s/%.*s", p->s.run.ptr, SV_ARG(name.path));
        rest_of(&p->files.ptr[name.file], rest, &bytes);
        write_whole(path.ptr, str_sv(&bytes));
        make_old(path.ptr);
    }
    str_release(&path);
    str_release(&bytes);
}

static void complain(struct power *p, enum rest rest, const char *what)
{
    static const char *const words[RESTS] = {"lost", "kept", "torn", "zeros"};
    if (++p->complaints > MOST_COMPLAINTS)
        return;
    printf("# %s, power cut after call %zu, unsynced bytes %s: %s\n", p->sc->name, p->calls,
           words[rest], what);
    char command[4200];
    snprintf(command, sizeof command, "ls -lA '%s' | sed 's/^/#   /'", p->s.run.ptr);
    fflush(stdout);
    if (system(command) != 0)
        printf("#   the folder cannot be listed\n");
}

static void check_target(struct power *p, enum rest rest)
{
    struct str now = {0};
    bool there = subject_get(&p->s, p->sc->target, &now);
    scenario_without_id(&now);
    bool old = sv_eq(str_sv(&now), str_sv(&p->old)) && there == (p->old.len > 0);
    if (!old && !sv_eq(str_sv(&now), str_sv(&p->new)) &&
        (p->sc->kind == WRITES || subject_marks(&p->s, p->sc->target) == SIZE_MAX))
        complain(p, rest, "the file is neither the old one nor a new one");
    str_release(&now);
}

static void check_state(struct power *p, enum rest rest)
{
    struct str why = {0};
    check_target(p, rest);
    if (p->sc->kind != WRITES) {
        size_t owed = p->sc->kind == RESTORES ? TYPED : p->owed;
        size_t left = subject_survived(&p->s, p->sc->target, &why);
        if (left < owed) {
            p->lost += owed - left;
            str_add_f(&why, "%zu characters of %zu are lost", owed - left, owed);
            complain(p, rest, why.ptr);
        }
    }
    str_release(&why);
}

/* `mask` tells which of the changes are done. */
static void try_state(struct power *p, uint64_t mask)
{
    struct names names = {0};
    for (size_t i = 0; i < p->synced.len; i++)
        vec_push(&names, p->synced.ptr[i]);
    for (size_t i = 0; i < p->changes.len; i++)
        if (i >= 64 || mask >> i & 1)
            apply_change(&names, &p->changes.ptr[i]);
    for (enum rest rest = 0; rest < RESTS; rest++) {
        if (is_known(p, state_hash(p, &names, rest)) || p->states++ % p->step)
            continue;
        make_state(p, &names, rest);
        check_state(p, rest);
        p->tried++;
    }
    vec_release(&names);
}

static void cut_power(struct power *p)
{
    uint64_t n = p->changes.len, all = n < 64 ? ((uint64_t)1 << n) - 1 : UINT64_MAX;
    if (n <= MOST_COMBINED) {
        for (uint64_t mask = 0; mask <= all; mask++)
            try_state(p, mask);
        return;
    }
    try_state(p, 0);
    try_state(p, all);
    for (size_t i = 0; i < n && i < 64; i++) {
        try_state(p, (uint64_t)1 << i);
        try_state(p, all & ~((uint64_t)1 << i));
    }
}

/* ---- the whole ---- */

/* What was there before is on the disk for certain. */
static void add_first(struct power *p, const char *name)
{
    struct str path = {0};
    struct stat st;
    str_add_f(&path, "%s/%s", p->s.run.ptr, name);
    if (stat(path.ptr, &st) == 0) {
        int file = new_file(p, (uint64_t)st.st_ino);
        read_whole(path.ptr, &p->files.ptr[file].now);
        str_set(&p->files.ptr[file].synced, str_sv(&p->files.ptr[file].now));
        set_name(&p->names, sv_from(name), file);
        set_name(&p->synced, sv_from(name), file);
    }
    str_release(&path);
}

static bool record(struct power *p)
{
    struct outcome o = {0};
    struct str path = {0};
    str_add_f(&path, "%s/log", p->s.work.ptr);
    struct fault f = {.log = path.ptr, .tick = 150};
    scenario_set_up(p->sc, &p->s);
    add_first(p, "d.yaml");
    add_first(p, "out.txt");
    if (p->sc->left)
        add_first(p, ".d.yaml.journal");
    if (subject_get(&p->s, p->sc->target, &p->old))
        scenario_without_id(&p->old);
    subject_run(&p->s, p->s.run.ptr, &f, p->sc->arguments, &o);
    if (subject_get(&p->s, p->sc->target, &p->new))
        scenario_without_id(&p->new);
    bool ok = o.code == 0 && read_whole(path.ptr, &p->log);
    if (!ok)
        printf("# %s fails undisturbed: %s\n", p->sc->name, o.err.ptr ? o.err.ptr : "no log");
    outcome_release(&o);
    str_release(&path);
    return ok;
}

int main(int argc, char **argv)
{
    struct power p = {.sc = argc >= 2 ? scenario_find(argv[1]) : NULL, .step = 1};
    int64_t step = 1;
    if (!p.sc || argc > 3 || (argc > 2 && !sv_number(sv_from(argv[2]), 1, 1000000, &step))) {
        fprintf(stderr, "usage: power SCENARIO [STEP]\n");
        return 2;
    }
    p.step = (size_t)step;
    subject_open(&p.s);
    scenario_begin(&p.s);
    if (record(&p)) {
        struct sv rest = str_sv(&p.log);
        cut_power(&p);
        while (rest.len) {
            p.calls += next_call(&p, &rest);
            cut_power(&p);
        }
    }
    if (p.calls == 0 || p.tried == 0)
        p.complaints++;
    printf("calls %zu states %zu tries %zu lost %zu complaints %zu\n", p.calls, p.states, p.tried,
           p.lost, p.complaints);
    subject_close(&p.s);
    return p.complaints ? 1 : 0;
}
