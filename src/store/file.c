#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bug.h"
#include "base/i18n.h"
#include "store/path.h"

enum {
    PIECE = 65536,
    MOST_LINKS = 40,    /* as the kernel */
    MOST_TARGET = 4096, /* bytes of a link */
};

static bool refuse(struct err *e, enum err_class class, const char *path, const char *why)
{
    struct str shown = {0};
    path_add_shown(&shown, sv_from(path));
    err_set(e, class, "%s：%s", shown.ptr ? shown.ptr : "", why);
    str_release(&shown);
    return false;
}

/* ---- reading ---- */

/* Opening a pipe or a device can wait for ever or set something off; O_NONBLOCK and the look at
 * what was opened keep that away. */
static int open_regular(const char *path, int flags, struct stat *st, struct err *e)
{
    int fd;
    /* Some devices do something when they are only opened. */
    if (stat(path, st) == 0 && !S_ISREG(st->st_mode) && !S_ISDIR(st->st_mode)) {
        refuse(e, ERR_IO, path, _("这是管道或设备，不是文件，没有读它。"));
        errno = ENOTSUP;
        return -1;
    }
    do
        fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
    while (fd < 0 && errno == EINTR);
    if (fd < 0 || fstat(fd, st) != 0) {
        int number = errno;
        path_errno(e, _("读文件"), path, number);
        errno = number;
    } else if (S_ISDIR(st->st_mode)) {
        refuse(e, ERR_IO, path, _("这是一个文件夹，请给出文件的名称。"));
    } else if (!S_ISREG(st->st_mode)) {
        refuse(e, ERR_IO, path, _("这是管道或设备，不是文件，没有读它。"));
    } else {
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Reads until the end or until `most` bytes are there; 0 or an errno. */
static int read_bytes(int fd, size_t most, struct str *out)
{
    while (out->len < most) {
        size_t want = most - out->len < PIECE ? most - out->len : PIECE;
        str_reserve(out, out->len + want);
        ssize_t got = read(fd, out->ptr + out->len, want);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return errno;
        if (got > 0)
            out->len += (size_t)got;
    }
    if (out->ptr)
        out->ptr[out->len] = '\0';
    return 0;
}

static bool refuse_large(struct err *e, const char *path, size_t limit)
{
    struct str why = {0};
    if (limit >= 1 << 20)
        str_add_f(&why, _("文件超过 %zu MB，没有读它。"), limit >> 20);
    else
        str_add_f(&why, _("文件超过 %zu 字节，没有读它。"), limit);
    refuse(e, ERR_REFUSED, path, why.ptr);
    str_release(&why);
    return false;
}

static bool read_whole(int fd, const char *path, size_t limit, struct str *out, struct err *e)
{
    int number = read_bytes(fd, limit + 1, out);
    if (number)
        return path_errno(e, _("读文件"), path, number);
    return out->len <= limit || refuse_large(e, path, limit);
}

static bool read_standard_input(size_t limit, struct str *out, struct err *e)
{
    struct stat st;
    if (fstat(STDIN_FILENO, &st) == 0 && S_ISDIR(st.st_mode))
        return refuse(e, ERR_IO, "-", _("标准输入是一个文件夹，读不出文字。"));
    return read_whole(STDIN_FILENO, "-", limit, out, e);
}

static bool read_file(const char *path, int flags, size_t limit, struct str *out, struct stat *seen,
                      struct err *e)
{
    bool ok;
    int fd = open_regular(path, flags, seen, e);
    if (fd < 0)
        return false;
    if (seen->st_size > 0 && (uintmax_t)seen->st_size > limit) {
        ok = refuse_large(e, path, limit);
    } else {
        str_reserve(out, (size_t)seen->st_size + 1);
        ok = read_whole(fd, path, limit, out, e);
    }
    close(fd);
    return ok;
}

bool file_read(const char *path, size_t limit, struct str *out, struct err *e)
{
    struct stat st;
    BUG_ON(limit >= SIZE_MAX / 2);
    str_clear(out);
    bool ok = strcmp(path, "-") == 0 ? read_standard_input(limit, out, e)
                                     : read_file(path, 0, limit, out, &st, e);
    if (!ok)
        str_clear(out);
    return ok;
}

bool file_read_itself(const char *path, size_t limit, struct str *out, struct stat *seen,
                      struct err *e)
{
    struct stat st;
    BUG_ON(limit >= SIZE_MAX / 2);
    str_clear(out);
    if (read_file(path, O_NOFOLLOW, limit, out, seen ? seen : &st, e))
        return true;
    str_clear(out);
    return false;
}

bool file_read_head(const char *path, size_t most, struct str *out, struct err *e)
{
    struct stat st;
    str_clear(out);
    int fd = open_regular(path, 0, &st, e);
    if (fd < 0)
        return false;
    int number = read_bytes(fd, most, out);
    close(fd);
    if (number == 0)
        return true;
    str_clear(out);
    return path_errno(e, _("读文件"), path, number);
}

/* ---- what is there ---- */

void file_open_standard(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

bool file_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

bool file_modified(const char *path, int64_t *out)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    *out = (int64_t)st.st_mtime;
    return true;
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_same(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static bool names_a_folder(struct sv path)
{
    struct sv name = path_name(path);
    return sv_ends(path, SV("/")) || sv_eq(name, SV(".")) || sv_eq(name, SV(".."));
}

/* 0 or an errno. */
static int follow_links(const char *path, struct str *at)
{
    if (!path[0])
        return ENOENT;
    str_set(at, sv_from(path));
    for (int links = 0;; links++) {
        char target[MOST_TARGET];
        ssize_t len = readlink(at->ptr, target, sizeof target);
        if (len < 0)
            break;
        if (links == MOST_LINKS || (size_t)len == sizeof target)
            return ELOOP;
        path_join(at, path_folder(str_sv(at)), sv_make(target, (size_t)len));
    }
    return names_a_folder(str_sv(at)) ? EISDIR : 0;
}

bool file_resolve(const char *path, struct str *out, struct err *e)
{
    int number = follow_links(path, out);
    if (number == 0)
        return true;
    str_release(out);
    path_errno(e, _("查找文件"), path, number);
    errno = number;
    return false;
}

void file_remove(const char *path)
{
    (void)unlink(path);
}

/* ---- folders ---- */

static bool make_one_folder(const char *path, struct err *e)
{
    if (mkdir(path, 0700) == 0 || file_is_folder(path))
        return true;
    return path_errno(e, _("建立文件夹"), path, errno);
}

bool file_make_folder(const char *path, struct err *e)
{
    struct str part = {0};
    struct sv whole = sv_from(path);
    bool ok = true;
    for (size_t at = 0; ok && at < whole.len;) {
        size_t slash = sv_find_byte(whole, '/', at + 1);
        at = slash == SV_NONE ? whole.len : slash;
        str_set(&part, sv_sub(whole, 0, at));
        ok = make_one_folder(part.ptr, e);
    }
    str_release(&part);
    return ok;
}
