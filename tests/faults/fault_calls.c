/* The calls themselves, each in the system's place. They reach the kernel directly: what the C
 * library calls within itself does not come by here, nor does it write files for this program. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"

static unsigned long inode_of(int folder, const char *path)
{
    struct stat st;
    long ok =
        syscall(SYS_newfstatat, folder, path, &st, path[0] ? AT_SYMLINK_NOFOLLOW : AT_EMPTY_PATH);
    return ok == 0 ? (unsigned long)st.st_ino : 0;
}

/* ---- opening and closing ---- */

static int open_any(int folder, const char *path, int flags, mode_t mode)
{
    char full[FAULT_PATH];
    bool writes = (flags & O_ACCMODE) != O_RDONLY, was = false;
    struct decision d = {0};
    if (!fault_path(folder, path, full))
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    was = inode_of(folder, path) != 0;
    d = fault_decide(!writes ? CALL_LOOK : flags & O_CREAT ? CALL_CREATE : CALL_OPEN, full);
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    if (fd >= 0) {
        fault_opened(fd, full, writes);
        if (writes && !was)
            fault_log(NULL, 0, "create %lu %s", inode_of(fd, ""), fault_below(full));
        else if (writes && (flags & O_TRUNC))
            fault_log(NULL, 0, "truncate %lu 0", inode_of(fd, ""));
    }
    fault_done(&d);
    return fd;
}

#define MODE_ARGUMENT(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list args; \
        va_start(args, flags); \
        mode = (mode_t)va_arg(args, int); \
        va_end(args); \
    }

int open(const char *path, int flags, ...)
{
    MODE_ARGUMENT(flags)
    return open_any(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE_ARGUMENT(flags)
    return open_any(folder, path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));

/* What -D_FORTIFY_SOURCE makes of an open without a mode. */
int __open_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
int __open64_2(const char *path, int flags) __attribute__((alias("__open_2")));
int __openat64_2(int folder, const char *path, int flags) __attribute__((alias("__openat_2")));

int __open_2(const char *path, int flags)
{
    return open_any(AT_FDCWD, path, flags, 0);
}

int __openat_2(int folder, const char *path, int flags)
{
    return open_any(folder, path, flags, 0);
}

int creat(const char *path, mode_t mode)
{
    return open_any(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The descriptor is gone even when closing tells of an error. */
int close(int fd)
{
    bool writable = false;
    const char *path = fault_fd(fd, &writable);
    struct decision d = path && writable ? fault_decide(CALL_CLOSE, path) : (struct decision){0};
    fault_closed(fd);
    int code = (int)syscall(SYS_close, fd);
    fault_done(&d);
    if (d.number) {
        errno = d.number;
        return -1;
    }
    return code;
}

/* ---- bytes ---- */

static ssize_t write_any(int fd, const void *bytes, size_t len, off_t at)
{
    bool writable;
    const char *path = fault_fd(fd, &writable);
    struct decision d = path ? fault_decide(CALL_WRITE, path) : (struct decision){0};
    struct stat st;
    if (d.number) {
        errno = d.number;
        return -1;
    }
    off_t where = at >= 0 ? at : (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
    if (path && at < 0 && (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &st) == 0)
        where = st.st_size;
    size_t now = d.half ? len / 2 : len;
    ssize_t wrote =
        at >= 0 ? syscall(SYS_pwrite64, fd, bytes, now, at) : syscall(SYS_write, fd, bytes, now);
    if (path && wrote > 0)
        fault_log(bytes, (size_t)wrote, "write %lu %ld %zd", inode_of(fd, ""), (long)where, wrote);
    fault_done(&d);
    return wrote;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    return write_any(fd, bytes, len, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return write_any(fd, bytes, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at) __attribute__((alias("pwrite")));

/* As many pieces as it takes: a caller must expect that not all goes at once. */
ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    bool writable;
    if (!fault_fd(fd, &writable))
        return syscall(SYS_writev, fd, pieces, count);
    ssize_t sum = 0;
    for (int i = 0; i < count; i++) {
        ssize_t wrote = write_any(fd, pieces[i].iov_base, pieces[i].iov_len, -1);
        if (wrote < 0)
            return sum ? sum : -1;
        sum += wrote;
        if ((size_t)wrote < pieces[i].iov_len)
            break;
    }
    return sum;
}

int ftruncate(int fd, off_t len)
{
    bool writable;
    const char *path = fault_fd(fd, &writable);
    struct decision d = path ? fault_decide(CALL_TRUNCATE, path) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_ftruncate, fd, len);
    if (path && code == 0)
        fault_log(NULL, 0, "truncate %lu %ld", inode_of(fd, ""), (long)len);
    fault_done(&d);
    return code;
}

int ftruncate64(int fd, off_t len) __attribute__((alias("ftruncate")));

static int sync_any(int fd, long number)
{
    bool writable;
    const char *path = fault_fd(fd, &writable);
    if (path && fault_unknown("fsync", EINVAL))
        return -1;
    struct decision d = path ? fault_decide(CALL_SYNC, path) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    /* The power is cut in power.c, never here: the kernel need not hurry. */
    int code = path ? 0 : (int)syscall(number, fd);
    if (path)
        fault_log(NULL, 0, "sync %lu %s", inode_of(fd, ""), fault_below(path));
    fault_done(&d);
    return code;
}

int fsync(int fd)
{
    return sync_any(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return sync_any(fd, SYS_fdatasync);
}

/* ---- names ---- */

static int move(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    char old[FAULT_PATH], new[FAULT_PATH];
    bool ours = fault_path(to_folder, to, new);
    ours |= fault_path(from_folder, from, old);
    if (ours && flags && fault_unknown("renameat2", EINVAL))
        return -1;
    struct decision d = ours ? fault_decide(CALL_RENAME, new) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
    if (ours && code == 0)
        fault_log(NULL, 0, "rename %s\t%s", fault_below(old), fault_below(new));
    fault_done(&d);
    return code;
}

int rename(const char *from, const char *to)
{
    return move(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return move(from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return move(from_folder, from, to_folder, to, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    char old[FAULT_PATH], new[FAULT_PATH];
    bool ours = fault_path(to_folder, to, new);
    if (ours && fault_unknown("link", EPERM))
        return -1;
    struct decision d = ours ? fault_decide(CALL_LINK, new) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
    if (ours && code == 0 && fault_path(from_folder, from, old))
        fault_log(NULL, 0, "link %s\t%s", fault_below(old), fault_below(new));
    fault_done(&d);
    return code;
}

int link(const char *from, const char *to)
{
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
    char full[FAULT_PATH];
    bool ours = fault_path(folder, path, full);
    struct decision d = ours ? fault_decide(CALL_UNLINK, full) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_unlinkat, folder, path, flags);
    if (ours && code == 0)
        fault_log(NULL, 0, "unlink %s", fault_below(full));
    fault_done(&d);
    return code;
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    char full[FAULT_PATH];
    bool ours = fault_path(folder, path, full);
    struct decision d = ours ? fault_decide(CALL_MKDIR, full) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_mkdirat, folder, path, mode);
    if (ours && code == 0)
        fault_log(NULL, 0, "mkdir %s", fault_below(full));
    fault_done(&d);
    return code;
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

/* ---- times, rights, locks ---- */

int utimensat(int folder, const char *path, const struct timespec times[2], int flags)
{
    char full[FAULT_PATH];
    bool ours = fault_path(folder, path, full);
    if (ours && fault_unknown("utimensat", EPERM))
        return -1;
    struct decision d = ours ? fault_decide(CALL_TOUCH, full) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_utimensat, folder, path, times, flags);
    fault_done(&d);
    return code;
}

int futimens(int fd, const struct timespec times[2])
{
    bool writable;
    const char *path = fault_fd(fd, &writable);
    if (path && fault_unknown("utimensat", EPERM))
        return -1;
    struct decision d = path ? fault_decide(CALL_TOUCH, path) : (struct decision){0};
    if (d.number) {
        errno = d.number;
        return -1;
    }
    int code = (int)syscall(SYS_utimensat, fd, NULL, times, 0);
    fault_done(&d);
    return code;
}

int fchmod(int fd, mode_t mode)
{
    bool writable;
    if (fault_fd(fd, &writable) && fault_unknown("chmod", EPERM))
        return -1;
    return (int)syscall(SYS_fchmod, fd, mode);
}

int fchown(int fd, uid_t user, gid_t group)
{
    bool writable;
    if (fault_fd(fd, &writable) && fault_unknown("chmod", EPERM))
        return -1;
    return (int)syscall(SYS_fchown, fd, user, group);
}

int flock(int fd, int operation)
{
    bool writable;
    if (fault_fd(fd, &writable) && fault_unknown("flock", ENOLCK))
        return -1;
    return (int)syscall(SYS_flock, fd, operation);
}

/* ---- a stick that was pulled cannot be looked at ---- */

static bool is_gone(int folder, const char *path)
{
    char full[FAULT_PATH];
    if (!fault_path(folder, path, full))
        return false;
    struct decision d = fault_decide(CALL_LOOK, full);
    errno = d.number ? d.number : errno;
    return d.number != 0;
}

int fstatat(int folder, const char *path, struct stat *st, int flags)
{
    return is_gone(folder, path) ? -1 : (int)syscall(SYS_newfstatat, folder, path, st, flags);
}

int stat(const char *path, struct stat *st)
{
    return fstatat(AT_FDCWD, path, st, 0);
}

int lstat(const char *path, struct stat *st)
{
    return fstatat(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

/* ---- memory and time ---- */

#ifdef __GLIBC__
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long requests;
static bool
    spared; /* glibc's name service crashes without memory (nss_database.c): not our doing */

/* Read from the environment by hand: this runs before any constructor. */
static long wish(const char *name, long fallback)
{
    const char *text = environ ? getenv(name) : NULL;
    return text ? strtol(text, NULL, 10) : fallback;
}

static bool refused(size_t size)
{
    static long at = -1, big = 1;
    if (at < 0) {
        at = wish("TB_FAULT_MALLOC", 0);
        big = wish("TB_FAULT_BIG", 1);
    }
    if (at == 0 || spared || size < (size_t)big || ++requests < at)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return refused(size) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return refused(size && count > SIZE_MAX / size ? SIZE_MAX : count * size)
               ? NULL
               : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return refused(size) ? NULL : __libc_realloc(old, size);
}

int getpwuid_r(uid_t user, struct passwd *entry, char *buffer, size_t len, struct passwd **found)
{
    int (*real)(uid_t, struct passwd *, char *, size_t, struct passwd **);
    spared = true;
    *(void **)&real = dlsym(RTLD_NEXT, "getpwuid_r");
    int number = real(user, entry, buffer, len, found);
    spared = false;
    return number;
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
    static long gone;
    int code = (int)syscall(SYS_clock_gettime, clock, t);
    gone += wish("TB_FAULT_TICK", 0);
    int64_t ns = t->tv_nsec + (int64_t)gone * 1000000;
    t->tv_sec += (time_t)(ns / 1000000000);
    t->tv_nsec = (long)(ns % 1000000000);
    return code;
}
#endif
