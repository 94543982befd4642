#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "codec/digest.h"
#include "store/fd.h"
#include "store/file.h"
#include "store/journal_steps.h"
#include "store/path.h"

#define FAMILY SV("tianbiao-journal ")
#define FIRST_LINE SV("tianbiao-journal 1\n")

enum {
    CHECK_DIGITS = 16,
    MOST_LINE = 64, /* bytes of "LENGTH TIME CHECK\n"; far more than there can be */
};

/* What sv_number reads, so that no time is written that cannot be read. */
static const int64_t latest = 999999999999999999;

/* The check of no record at all: what the first one follows. */
static const char no_check[CHECK_DIGITS + 1] = "0000000000000000";

struct journal {
    const struct journal_steps *steps;
    struct str path;
    struct str record;        /* the one being made: its memory is used again */
    char check[CHECK_DIGITS]; /* of the last one */
    size_t length;            /* of the file, up to the last whole record */
    int fd;
    int folder;
    dev_t device;
    ino_t inode;
    bool broken;
    bool unsynced;
    bool named;  /* the folder was flushed since the file was made */
    int dropped; /* why the disk did not take what it was given: an errno */
};

/* Appends the check of a record; `line` is "LENGTH TIME ". */
static void add_check(struct str *out, struct sv check_before, struct sv line, struct sv bytes)
{
    const struct sv parts[] = {check_before, line, bytes};
    struct digest d = digest_of_parts(parts, sizeof parts / sizeof parts[0]);
    size_t at = out->len;
    digest_add_hex(out, &d);
    str_truncate(out, at + CHECK_DIGITS);
}

/* ---- the steps ---- */

/* O_APPEND: whatever others do to the file, nothing is written over and no hole comes about. */
static int create_file(int folder, const char *name)
{
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND | O_CLOEXEC,
                  0600);
}

const struct journal_steps *journal_system_steps(void)
{
    static const struct journal_steps steps = {create_file, write, ftruncate, fdatasync, fsync};
    return &steps;
}

static bool refuse(struct err *e, const char *path, const char *why)
{
    struct str shown = {0};
    path_add_shown(&shown, sv_from(path));
    err_set(e, ERR_REFUSED, "%s：%s", shown.ptr ? shown.ptr : "", why);
    str_release(&shown);
    return false;
}

/* ---- writing ---- */

/* Also where nothing seems to have been written: only so is it known. */
static void take_back(struct journal *j)
{
    while (j->steps->truncate(j->fd, (off_t)j->length) != 0) {
        if (errno != EINTR) {
            j->broken = true;
            return;
        }
    }
}

static int add_bytes(struct journal *j, struct sv bytes)
{
    int number = fd_write_all(j->steps->write, j->fd, bytes);
    if (number)
        take_back(j);
    else
        j->length += bytes.len;
    return number;
}

static void make_record(struct journal *j, int64_t time, struct sv bytes)
{
    time = time > latest ? latest : time < -latest ? -latest : time;
    str_clear(&j->record);
    str_reserve(&j->record, bytes.len + MOST_LINE + 2 * sizeof(struct digest));
    str_add_f(&j->record, "%zu %" PRId64 " ", bytes.len, time);
    struct sv line = str_sv(&j->record);
    add_check(&j->record, sv_make(j->check, CHECK_DIGITS), line, bytes);
    str_add_byte(&j->record, '\n');
    str_add(&j->record, bytes);
    str_add_byte(&j->record, '\n');
}

/* Where the check stands in what make_record made. */
static const char *check_in(const struct journal *j, struct sv bytes)
{
    return j->record.ptr + (j->record.len - 2 - bytes.len - CHECK_DIGITS);
}

bool journal_append(struct journal *j, int64_t time, struct sv bytes, struct err *e)
{
    if (j->broken)
        return refuse(e, j->path.ptr, _("这份恢复记录上次没有写成，不能接着写了。请先保存草稿。"));
    if (bytes.len > JOURNAL_MAX_RECORD)
        return refuse(e, j->path.ptr, _("一次改动超过 16 MB，恢复记录里记不下。请先保存草稿。"));
    make_record(j, time, bytes);
    if (j->record.len > JOURNAL_MAX_BYTES - j->length)
        return refuse(e, j->path.ptr, _("恢复记录已满 64 MB，记不下了。请先保存草稿。"));
    int number = add_bytes(j, str_sv(&j->record));
    if (number)
        return path_errno(e, _("写恢复记录"), j->path.ptr, number);
    memcpy(j->check, check_in(j, bytes), CHECK_DIGITS);
    j->unsynced = true;
    return true;
}

/* ---- to the disk ---- */

bool journal_sync(struct journal *j, struct err *e)
{
    if (!j->unsynced)
        return true;
    if (!j->dropped)
        j->dropped = fd_flush(j->steps->sync, j->fd);
    if (j->dropped) {
        j->broken = true;
        return path_errno(e, _("把恢复记录写到磁盘上"), j->path.ptr, j->dropped);
    }
    if (!j->named)
        (void)fd_flush(j->steps->sync_folder, j->folder);
    j->named = true;
    j->unsynced = false;
    return true;
}

bool journal_unsynced(const struct journal *j)
{
    return j->unsynced;
}

/* ---- beginning and end ---- */

/* A folder that may be searched but not listed will do; it cannot be flushed. */
static int open_folder(const char *path)
{
    struct str folder = {0};
    str_set(&folder, path_folder(sv_from(path)));
    int fd = open(folder.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 && errno == EACCES)
        fd = open(folder.ptr, O_PATH | O_DIRECTORY | O_CLOEXEC);
    str_release(&folder);
    return fd;
}

/* A umask must not keep the owner from reading what he wrote. 0 or an errno. */
static int note_identity(struct journal *j)
{
    struct stat st;
    if (fstat(j->fd, &st) != 0)
        return errno;
    j->device = st.st_dev;
    j->inode = st.st_ino;
    if ((st.st_mode & 07777) != 0600)
        (void)!fchmod(j->fd, 0600);
    return 0;
}

/* 0 or an errno. */
static int begin_file(struct journal *j)
{
    const char *name = path_name(str_sv(&j->path)).ptr;
    j->folder = open_folder(j->path.ptr);
    if (j->folder < 0)
        return errno;
    do
        j->fd = j->steps->create(j->folder, name);
    while (j->fd < 0 && errno == EINTR);
    if (j->fd < 0)
        return errno;
    int number = note_identity(j);
    if (!number)
        number = add_bytes(j, FIRST_LINE);
    if (number)
        (void)unlinkat(j->folder, name, 0);
    return number;
}

bool journal_create_by(const struct journal_steps *steps, const char *path, struct journal **out,
                       struct err *e)
{
    struct sv given = sv_from(path);
    int number = given.len == 0 ? ENOENT : sv_ends(given, SV("/")) ? EISDIR : 0;
    struct journal *j = xcalloc(1, sizeof *j);
    j->steps = steps;
    j->fd = j->folder = -1;
    memcpy(j->check, no_check, CHECK_DIGITS);
    str_set(&j->path, given);
    if (!number)
        number = begin_file(j);
    if (number) {
        journal_close(j);
        return path_errno(e, _("建立恢复记录"), path, number);
    }
    *out = j;
    return true;
}

bool journal_create(const char *path, struct journal **out, struct err *e)
{
    return journal_create_by(journal_system_steps(), path, out, e);
}

bool journal_good(const struct journal *j)
{
    struct stat ours, there;
    return !j->broken && fstat(j->fd, &ours) == 0 && ours.st_nlink > 0 &&
           ours.st_size == (off_t)j->length && lstat(j->path.ptr, &there) == 0 &&
           there.st_dev == ours.st_dev && there.st_ino == ours.st_ino;
}

const char *journal_path(const struct journal *j)
{
    return j->path.ptr;
}

void journal_close(struct journal *j)
{
    if (!j)
        return;
    if (j->fd >= 0)
        close(j->fd);
    if (j->folder >= 0)
        close(j->folder);
    str_release(&j->path);
    str_release(&j->record);
    free(j);
}

/* By the folder it was made in, should that have another name by now. */
void journal_remove(struct journal *j)
{
    struct stat there;
    if (!j)
        return;
    const char *name = path_name(str_sv(&j->path)).ptr;
    if (fstatat(j->folder, name, &there, AT_SYMLINK_NOFOLLOW) == 0 && there.st_dev == j->device &&
        there.st_ino == j->inode)
        (void)unlinkat(j->folder, name, 0);
    journal_close(j);
}

/* ---- reading ---- */

struct reading {
    struct sv source;
    size_t at;
    char check[CHECK_DIGITS];
    struct str made; /* the check as it should be */
};

/* Takes "LENGTH TIME CHECK" apart; false if it is no such line. `*start`: "LENGTH TIME ". */
static bool read_line(struct sv line, int64_t *length, int64_t *time, struct sv *start)
{
    size_t first = sv_find_byte(line, ' ', 0);
    if (first == SV_NONE)
        return false;
    size_t second = sv_find_byte(line, ' ', first + 1);
    if (second == SV_NONE)
        return false;
    *start = sv_sub(line, 0, second + 1);
    return line.len - start->len == CHECK_DIGITS &&
           sv_number(sv_sub(line, 0, first), 0, JOURNAL_MAX_RECORD, length) &&
           sv_number(sv_sub(line, first + 1, second), -latest, latest, time);
}

/* The record at `at`; false if there is no whole and true one. */
static bool read_record(struct reading *r, struct journal_record *record)
{
    int64_t length;
    struct sv start;
    size_t line_end = sv_find_byte(sv_sub(r->source, 0, r->at + MOST_LINE), '\n', r->at);
    if (line_end == SV_NONE)
        return false;
    struct sv line = sv_sub(r->source, r->at, line_end);
    if (!read_line(line, &length, &record->time, &start))
        return false;
    size_t from = line_end + 1;
    if ((size_t)length >= r->source.len - from || r->source.ptr[from + (size_t)length] != '\n')
        return false;
    record->bytes = sv_sub(r->source, from, from + (size_t)length);
    str_clear(&r->made);
    add_check(&r->made, sv_make(r->check, CHECK_DIGITS), start, record->bytes);
    if (!sv_ends(line, str_sv(&r->made)))
        return false;
    memcpy(r->check, r->made.ptr, CHECK_DIGITS);
    r->at = from + (size_t)length + 1;
    return true;
}

/* A file may grow before its bytes are on the disk: then zeros stand for them. */
static bool is_blank(struct sv bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.ptr[i] != '\0')
            return false;
    return true;
}

/* Is what no record could be read from the beginning of one. */
static bool is_torn(struct sv rest)
{
    int64_t length, time;
    struct sv start;
    size_t line_end = sv_find_byte(rest, '\n', 0);
    if (line_end == SV_NONE)
        return rest.len < MOST_LINE;
    return read_line(sv_sub(rest, 0, line_end), &length, &time, &start) &&
           (size_t)length >= rest.len - line_end - 1;
}

static void read_records(struct journal_text *t)
{
    struct reading r = {.source = str_sv(&t->bytes), .at = FIRST_LINE.len};
    struct journal_record record;
    memcpy(r.check, no_check, CHECK_DIGITS);
    while (r.at < r.source.len && read_record(&r, &record))
        vec_push(&t->records, record);
    struct sv rest = sv_from_offset(r.source, r.at);
    t->lost = rest.len;
    t->damaged = !is_torn(rest) && !is_blank(rest);
    str_release(&r.made);
}

bool journal_parse(struct str *take_bytes, const char *name, struct journal_text *out,
                   struct err *e)
{
    *out = (struct journal_text){0};
    str_move(&out->bytes, take_bytes);
    struct sv source = str_sv(&out->bytes);
    if (sv_starts(source, FIRST_LINE)) {
        read_records(out);
        return true;
    }
    if (sv_starts(FIRST_LINE, source)) {
        out->lost = source.len;
        return true;
    }
    bool newer = sv_starts(source, FAMILY);
    journal_text_release(out);
    return refuse(e, name,
                  newer ? _("这是别的版本的填表程序留下的恢复记录，没有读它，也没有动它。")
                        : _("这不是填表程序的恢复记录，没有读它。"));
}

bool journal_read(const char *path, struct journal_text *out, struct err *e)
{
    struct str bytes = {0};
    *out = (struct journal_text){0};
    bool ok = file_read_itself(path, JOURNAL_MAX_BYTES, &bytes, NULL, e) &&
              journal_parse(&bytes, path, out, e);
    str_release(&bytes);
    return ok;
}

void journal_text_release(struct journal_text *t)
{
    vec_release(&t->records);
    str_release(&t->bytes);
    t->lost = 0;
    t->damaged = false;
}
