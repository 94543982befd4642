#include "subject.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text/utf8.h"

enum { PATIENCE_SECONDS = 60 };

_Noreturn void give_up(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(99);
}

/* ---- files ---- */

bool read_whole(const char *path, struct str *out)
{
    char buffer[65536];
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    str_clear(out);
    if (fd < 0)
        return false;
    while ((got = read(fd, buffer, sizeof buffer)) > 0)
        str_add(out, sv_make(buffer, (size_t)got));
    close(fd);
    return got == 0;
}

void write_whole(const char *path, struct sv bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, bytes.ptr, bytes.len) != (ssize_t)bytes.len || close(fd) != 0)
        give_up(path);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)st;
    (void)kind;
    return where->level == 0 || remove(path) == 0 ? 0 : -1;
}

void remove_below(const char *folder)
{
    if (nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
        give_up(folder);
}

static void path_of(struct str *out, const struct str *folder, const char *name)
{
    str_clear(out);
    str_add_f(out, "%s/%s", folder->ptr, name);
}

void subject_put(struct subject *s, const char *name, struct sv bytes)
{
    struct str path = {0};
    path_of(&path, &s->run, name);
    write_whole(path.ptr, bytes);
    str_release(&path);
}

bool subject_get(const struct subject *s, const char *name, struct str *out)
{
    struct str path = {0};
    path_of(&path, &s->run, name);
    bool ok = read_whole(path.ptr, out);
    str_release(&path);
    return ok;
}

size_t subject_count(const struct subject *s, const char *part)
{
    size_t n = 0;
    DIR *folder = opendir(s->run.ptr);
    if (!folder)
        give_up(s->run.ptr);
    for (struct dirent *entry; (entry = readdir(folder));)
        n += strstr(entry->d_name, part) != NULL;
    closedir(folder);
    return n;
}

/* ---- folders ---- */

static void make_folder(const struct str *path)
{
    if (mkdir(path->ptr, 0700) != 0)
        give_up(path->ptr);
}

static const char *needed(const char *name)
{
    const char *value = getenv(name);
    if (value && value[0] == '/')
        return value;
    fprintf(stderr, "%s must name a folder, from / on\n", name);
    exit(99);
}

void subject_open(struct subject *s)
{
    const char *build = needed("TB_BUILDDIR"), *top = needed("TB_SRCDIR");
    const char *temporary = getenv("TMPDIR");
    *s = (struct subject){0};
    str_add_f(&s->program, "%s/tianbiao", build);
    str_add_f(&s->layer, "%s/tests/faults/fault.so", build);
    str_add_f(&s->forms, "%s/tests/fixtures/forms:%s/forms", top, top);
    str_add_f(&s->work, "%s/tianbiao-faults-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(s->work.ptr))
        give_up(s->work.ptr);
    char *real = realpath(s->work.ptr, NULL);
    str_set(&s->work, sv_from(real));
    free(real);
    path_of(&s->run, &s->work, "run");
    path_of(&s->kept_run, &s->work, "kept-run");
    path_of(&s->kept_home, &s->work, "kept-home");
    path_of(&s->home, &s->work, "home");
    make_folder(&s->run);
    make_folder(&s->kept_run);
    make_folder(&s->kept_home);
    make_folder(&s->home);
}

void subject_close(struct subject *s)
{
    remove_below(s->work.ptr);
    rmdir(s->work.ptr);
    struct str *all[] = {&s->program, &s->layer, &s->forms,    &s->work,
                         &s->run,     &s->home,  &s->kept_run, &s->kept_home};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        str_release(all[i]);
}

void subject_reset(struct subject *s)
{
    remove_below(s->run.ptr);
    remove_below(s->home.ptr);
}

static void copy_below(const struct str *from, const struct str *to)
{
    struct str all = {0};
    int status = 0;
    remove_below(to->ptr);
    path_of(&all, from, ".");
    pid_t child = fork();
    if (child == 0) {
        execlp("cp", "cp", "-a", all.ptr, to->ptr, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
        give_up("cp");
    str_release(&all);
}

/* ---- running ---- */

static void set_number(const char *name, long value)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", value);
    if (value)
        setenv(name, text, 1);
}

static void set_text(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
}

static void set_below(const char *name, const struct str *folder, const char *below)
{
    struct str path = {0};
    path_of(&path, folder, below);
    setenv(name, path.ptr, 1);
    str_release(&path);
}

void subject_environment(const struct subject *s, const struct fault *f)
{
    setenv("HOME", s->home.ptr, 1);
    setenv("TIANBIAO_FORMS", s->forms.ptr, 1);
    set_below("XDG_CONFIG_HOME", &s->home, "config");
    set_below("XDG_DATA_HOME", &s->home, "data");
    set_below("XDG_STATE_HOME", &s->home, "state");
    if (!f)
        return;
    setenv("LD_PRELOAD", s->layer.ptr, 1);
    setenv("TB_FAULT_ROOT", f->everywhere ? s->work.ptr : s->run.ptr, 1);
    set_below("TB_FAULT_REPORT", &s->work, "report");
    set_number("TB_FAULT_AT", f->at);
    set_text("TB_FAULT_DO", f->deed);
    set_text("TB_FAULT_NO", f->no);
    set_text("TB_FAULT_RUN", f->command);
    set_text("TB_FAULT_LOG", f->log);
    set_number("TB_FAULT_MALLOC", f->memory);
    set_number("TB_FAULT_BIG", f->big);
    set_number("TB_FAULT_TICK", f->tick);
}

static _Noreturn void become_program(const struct subject *s, const char *folder,
                                     const struct fault *f, const char *const *arguments)
{
    char *argv[32] = {s->program.ptr};
    struct str path = {0};
    for (size_t i = 0; arguments[i] && i < 30; i++)
        argv[i + 1] = strdup(arguments[i]);
    path_of(&path, &s->work, "out");
    int out = open(path.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    path_of(&path, &s->work, "err");
    int err = open(path.ptr, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    int in = open("/dev/null", O_RDONLY);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder) != 0)
        give_up(folder);
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    alarm(PATIENCE_SECONDS);
    subject_environment(s, f);
    execv(argv[0], argv);
    give_up(argv[0]);
}

static void read_report(const struct subject *s, struct outcome *o)
{
    struct str path = {0};
    path_of(&path, &s->work, "report");
    o->struck = read_whole(path.ptr, &o->struck_call);
    o->nothing = o->struck && sv_contains(str_sv(&o->struck_call), SV(" look no write"));
    while (o->struck_call.len && o->struck_call.ptr[o->struck_call.len - 1] == '\n')
        str_truncate(&o->struck_call, o->struck_call.len - 1);
    unlink(path.ptr);
    str_release(&path);
}

void subject_run(const struct subject *s, const char *folder, const struct fault *f,
                 const char *const *arguments, struct outcome *o)
{
    struct str path = {0};
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        become_program(s, folder, f, arguments);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child < 0)
        give_up("fork");
    o->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    path_of(&path, &s->work, "out");
    read_whole(path.ptr, &o->out);
    path_of(&path, &s->work, "err");
    read_whole(path.ptr, &o->err);
    str_release(&path);
    read_report(s, o);
}

void outcome_release(struct outcome *o)
{
    str_release(&o->out);
    str_release(&o->err);
    str_release(&o->struck_call);
}

/* ---- marks ---- */

void marks_add(struct str *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        utf8_add(out, (char32_t)(MARK_FIRST + i));
}

/* The next mark at or after *at, which is moved behind it; SIZE_MAX when there is none. */
static size_t next_mark(struct sv text, size_t *at)
{
    while (*at < text.len) {
        char32_t cp;
        *at += utf8_decode(text, *at, &cp);
        if (cp >= MARK_FIRST && cp < MARK_FIRST + MARKS)
            return cp - MARK_FIRST;
    }
    return SIZE_MAX;
}

size_t marks_seen(struct sv text)
{
    size_t at = 0, most = 0;
    for (size_t mark; (mark = next_mark(text, &at)) != SIZE_MAX;)
        most = mark + 1 > most ? mark + 1 : most;
    return most;
}

size_t marks_whole(struct sv text)
{
    size_t at = 0, whole = 0, before = 0;
    for (size_t mark; (mark = next_mark(text, &at)) != SIZE_MAX;) {
        if (mark + 1 <= before)
            return SIZE_MAX;
        before = mark + 1;
        whole += mark == whole;
    }
    return whole;
}

/* ---- what is left ---- */

size_t subject_marks(struct subject *s, const char *draft)
{
    struct outcome o = {0};
    const char *const get[] = {"get", "--json", draft, NULL};
    subject_run(s, s->run.ptr, NULL, get, &o);
    size_t whole = o.code == 0 ? marks_whole(str_sv(&o.out)) : SIZE_MAX;
    outcome_release(&o);
    return whole;
}

/* The marks that come back from one journal. */
static size_t restored(struct subject *s, const char *draft, const char *journal, struct str *why)
{
    struct outcome o = {0};
    const char *const restore[] = {"history", "--restore", journal, draft, NULL};
    subject_run(s, s->run.ptr, NULL, restore, &o);
    size_t whole = subject_marks(s, draft);
    if (why && (o.code != 0 || whole == SIZE_MAX))
        str_add_f(why, "history --restore %s: code %d, %s", journal, o.code,
                  o.err.ptr ? o.err.ptr : "");
    outcome_release(&o);
    return whole == SIZE_MAX ? 0 : whole;
}

/* The numbers of the journals are 1 to this. */
static size_t count_journals(struct sv list)
{
    struct sv line, name;
    int64_t number, most = 0;
    while (sv_next(&list, '\n', &line))
        if (sv_next(&line, '\t', &name) && sv_starts(name, SV("j")) &&
            sv_number(sv_from_offset(name, 1), 1, 99, &number) && number > most)
            most = number;
    return (size_t)most;
}

size_t subject_survived(struct subject *s, const char *draft, struct str *why)
{
    struct outcome o = {0};
    const char *const list[] = {"history", draft, NULL};
    size_t best = subject_marks(s, draft);
    best = best == SIZE_MAX ? 0 : best;
    subject_run(s, s->run.ptr, NULL, list, &o);
    if (why && o.code != 0)
        str_add_f(why, "history: code %d, %s", o.code, o.err.ptr ? o.err.ptr : "");
    size_t journals = count_journals(str_sv(&o.out));
    outcome_release(&o);
    if (journals > 1) {
        copy_below(&s->run, &s->kept_run);
        copy_below(&s->home, &s->kept_home);
    }
    for (size_t i = 1; i <= journals; i++) {
        char journal[16];
        snprintf(journal, sizeof journal, "j%zu", i);
        size_t whole = restored(s, draft, journal, why);
        best = whole > best ? whole : best;
        if (i == journals)
            break;
        copy_below(&s->kept_run, &s->run);
        copy_below(&s->kept_home, &s->home);
    }
    return best;
}

size_t subject_readable(struct subject *s, const char *draft)
{
    struct outcome o = {0};
    const char *const read[] = {"history", draft, "j1", NULL};
    subject_run(s, s->run.ptr, NULL, read, &o);
    size_t whole = marks_whole(str_sv(&o.out));
    outcome_release(&o);
    return whole == SIZE_MAX ? 0 : whole;
}
