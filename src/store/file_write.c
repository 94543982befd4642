#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/fd.h"
#include "store/file.h"
#include "store/file_steps.h"
#include "store/path.h"
#include "store/random.h"

enum {
    LEFT_SECONDS = 600,  /* after which a temporary file is nobody's any more */
    MOST_TRIES = 16,     /* for a name nobody has */
    NAME_DIGITS = 8,     /* of a temporary file */
    PRIVATE_DIGITS = 16, /* of one in a folder that others use */
    NAME_KEPT = 200,     /* bytes of the real name in the temporary one: 255 is the most */
    MODE_BITS = 07777,
};

/* ---- the steps ---- */

static int create_file(int folder, const char *name, mode_t mode)
{
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

/* Where neither the flag nor hard links are known (FAT), a look beforehand must do. */
static int rename_new(int folder, const char *from, const char *to)
{
    struct stat st;
    if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (linkat(folder, from, folder, to, 0) == 0)
        return unlinkat(folder, from, 0);
    if (errno == EEXIST)
        return -1;
    if (fstatat(folder, to, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameat(folder, from, folder, to);
}

static int rename_file(int folder, const char *from, const char *to, bool replace)
{
    return replace ? renameat(folder, from, folder, to) : rename_new(folder, from, to);
}

const struct file_steps *file_system_steps(void)
{
    static const struct file_steps steps = {create_file, write, fsync, close, rename_file};
    return &steps;
}

/* ---- one write ---- */

struct writing {
    const struct file_steps *steps;
    bool own;          /* a link in its place is left alone */
    struct str folder; /* where the file really is, links resolved */
    struct str name;
    struct str temporary;
    int folder_fd;
    bool there;    /* there is an old file */
    bool in_place; /* the new one has its name */
    struct stat old;
};

/* Sets folder and name to where `path` leads; 0 or an errno. Renaming over a link would replace it,
 * so it is followed here; a new file takes the very name that was given. */
static int find_place(struct writing *w, const char *path, bool follow)
{
    struct str at = {0};
    if (follow && !file_resolve(path, &at, NULL))
        return errno;
    struct sv place = follow ? str_sv(&at) : sv_from(path);
    str_set(&w->folder, path_folder(place));
    str_set(&w->name, path_name(place));
    str_release(&at);
    return 0;
}

/* A folder that may be searched but not listed can be written to all the same; it cannot be
 * flushed. */
static int open_folder(struct writing *w)
{
    w->folder_fd = open(w->folder.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (w->folder_fd < 0 && errno == EACCES)
        w->folder_fd = open(w->folder.ptr, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return w->folder_fd < 0 ? errno : 0;
}

static void name_temporary(struct writing *w)
{
    size_t kept = w->name.len < NAME_KEPT ? w->name.len : NAME_KEPT;
    while (kept < w->name.len && kept > 0 && ((unsigned char)w->name.ptr[kept] & 0xC0) == 0x80)
        kept--;
    str_set(&w->temporary, SV("."));
    str_add(&w->temporary, sv_sub(str_sv(&w->name), 0, kept));
    str_add(&w->temporary, SV(".tmp"));
    random_add_hex(&w->temporary, NAME_DIGITS);
}

/* The file descriptor, or -1 with errno. */
static int create_temporary(struct writing *w, mode_t mode)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        name_temporary(w);
        int fd = w->steps->create(w->folder_fd, w->temporary.ptr, mode);
        if (fd >= 0 || (errno != EEXIST && errno != EINTR))
            return fd;
    }
    return -1;
}

/* Owner and rights as they were, as far as one may: a FAT stick has neither. The group is put back
 * also by those who may not give a file away: that is how a group works on one file. */
static void keep_rights(const struct writing *w, int fd, mode_t mode)
{
    struct stat now;
    if (!w->there && (mode & FILE_SHARED))
        (void)!fchmod(fd, mode & MODE_BITS);
    if (!w->there || fstat(fd, &now) != 0)
        return;
    if (now.st_uid != w->old.st_uid)
        (void)!fchown(fd, w->old.st_uid, (gid_t)-1);
    if (now.st_gid != w->old.st_gid)
        (void)!fchown(fd, (uid_t)-1, w->old.st_gid);
    (void)!fchmod(fd, w->old.st_mode & MODE_BITS);
}

static int fill_temporary(struct writing *w, int fd, struct sv bytes, mode_t mode)
{
    keep_rights(w, fd, mode);
    int number = fd_write_all(w->steps->write, fd, bytes);
    if (!number)
        number = fd_flush(w->steps->sync, fd);
    if (w->steps->close(fd) != 0 && !number && errno != EINTR)
        number = errno;
    return number;
}

/* The new name is in force already: a folder that cannot be flushed is no reason to say that the
 * file was not written, but a disk that reports an error is one to say that it may not last. */
static int sync_folder(struct writing *w)
{
    w->in_place = true;
    return fd_flush(w->steps->sync, w->folder_fd) == EIO ? EIO : 0;
}

/* Is it a temporary file for the same name as ours. */
static bool is_like_ours(const struct writing *w, const char *name)
{
    size_t stem = w->temporary.len - NAME_DIGITS;
    return strlen(name) == w->temporary.len && memcmp(name, w->temporary.ptr, stem) == 0 &&
           strspn(name + stem, "0123456789abcdef") == NAME_DIGITS;
}

/* Whoever was killed in the middle of a write left his temporary file; they must not pile up. What
 * is young may be another's work under way. The clock is that of the file system: of what was just
 * written. */
static void sweep(const struct writing *w)
{
    struct stat fresh, st;
    int fd = openat(w->folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *all = fd < 0 ? NULL : fdopendir(fd);
    if (!all) {
        if (fd >= 0)
            close(fd);
        return;
    }
    bool known = fstatat(w->folder_fd, w->name.ptr, &fresh, AT_SYMLINK_NOFOLLOW) == 0;
    for (struct dirent *entry; known && (entry = readdir(all));)
        if (is_like_ours(w, entry->d_name) &&
            fstatat(w->folder_fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(st.st_mode) && fresh.st_mtime - st.st_mtime >= LEFT_SECONDS)
            (void)unlinkat(w->folder_fd, entry->d_name, 0);
    closedir(all);
}

static int put_in_place(struct writing *w, struct sv bytes, mode_t mode, bool replace)
{
    int fd = create_temporary(w, w->there ? 0600 : mode & MODE_BITS);
    if (fd < 0)
        return errno;
    int number = fill_temporary(w, fd, bytes, mode);
    if (!number && w->steps->rename(w->folder_fd, w->temporary.ptr, w->name.ptr, replace) != 0)
        number = errno;
    if (number)
        (void)unlinkat(w->folder_fd, w->temporary.ptr, 0);
    else
        number = sync_folder(w);
    if (!number && replace)
        sweep(w);
    return number;
}

static int write_resolved(struct writing *w, struct sv bytes, mode_t mode, bool replace)
{
    int number = open_folder(w);
    if (number)
        return number;
    w->there = fstatat(w->folder_fd, w->name.ptr, &w->old, AT_SYMLINK_NOFOLLOW) == 0;
    if (w->there && S_ISDIR(w->old.st_mode))
        number = EISDIR;
    else if (w->there && !replace)
        number = EEXIST;
    else if (w->there && S_ISLNK(w->old.st_mode))
        number = ELOOP;
    else if (w->there && !S_ISREG(w->old.st_mode))
        number = ENOTSUP;
    else
        number = put_in_place(w, bytes, mode, replace);
    close(w->folder_fd);
    return number;
}

static const char *what_stands(const struct writing *w)
{
    if (w->in_place)
        return _("新的内容已经写上，但磁盘报了错，不能肯定存得住。请再存一份到别处。");
    return w->there ? _("原来的文件没有动。") : _("没有留下写了一半的文件。");
}

static bool say(struct err *e, const char *path, int number, const struct writing *w)
{
    struct str what = {0};
    str_add(&what, sv_from(_("写文件 ")));
    path_add_shown(&what, sv_from(path));
    if (number == ENOTSUP)
        err_set(e, ERR_IO, _("%s：那里是管道或设备，不是文件，没有写它。"), what.ptr);
    else if (number == ELOOP && w->own)
        err_set(e, ERR_IO, _("%s：那里是链接，不是文件，没有写它。请把链接移走再试。"), what.ptr);
    else
        err_errno(e, what.ptr, number);
    if (e)
        str_add(&e->message, sv_from(what_stands(w)));
    str_release(&what);
    return false;
}

static bool write_to(struct writing *w, const char *path, struct sv bytes, unsigned mode,
                     bool replace, struct err *e)
{
    struct sv given = sv_from(path);
    int number = given.len == 0 ? ENOENT : 0;
    if (!number && sv_ends(given, SV("/")))
        number = EISDIR;
    if (!number)
        number = find_place(w, path, replace && !w->own);
    if (!number)
        number = write_resolved(w, bytes, (mode_t)mode, replace);
    str_release(&w->folder);
    str_release(&w->name);
    str_release(&w->temporary);
    if (number == 0)
        return true;
    say(e, path, number, w);
    errno = number;
    return false;
}

bool file_write_by(const struct file_steps *steps, const char *path, struct sv bytes, unsigned mode,
                   bool replace, struct err *e)
{
    struct writing w = {.steps = steps};
    return write_to(&w, path, bytes, mode, replace, e);
}

bool file_write(const char *path, struct sv bytes, unsigned mode, struct err *e)
{
    return file_write_by(file_system_steps(), path, bytes, mode, true, e);
}

bool file_write_itself(const char *path, struct sv bytes, unsigned mode, struct err *e)
{
    struct writing w = {.steps = file_system_steps(), .own = true};
    return write_to(&w, path, bytes, mode, true, e);
}

bool file_write_new(const char *path, struct sv bytes, unsigned mode, struct err *e)
{
    return file_write_by(file_system_steps(), path, bytes, mode, false, e);
}

/* ---- private files ---- */

bool file_write_private(struct sv bytes, struct str *path, struct err *e)
{
    const char *set = secure_getenv("TMPDIR");
    struct sv folder = set && set[0] == '/' ? sv_from(set) : SV("/tmp");
    int fd = -1;
    for (int i = 0; fd < 0 && i < MOST_TRIES; i++) {
        struct str name = {0};
        str_add(&name, SV("tianbiao-"));
        random_add_hex(&name, PRIVATE_DIGITS);
        str_add(&name, SV(".txt"));
        path_join(path, folder, str_sv(&name));
        str_release(&name);
        fd = create_file(AT_FDCWD, path->ptr, 0600);
        if (fd < 0 && errno != EEXIST && errno != EINTR)
            break;
    }
    int number = fd < 0 ? errno : fd_write_all(write, fd, bytes);
    if (fd >= 0 && close(fd) != 0 && !number && errno != EINTR)
        number = errno;
    if (number == 0)
        return true;
    if (fd >= 0)
        file_remove(path->ptr);
    say(e, path->ptr, number, &(struct writing){0});
    str_clear(path);
    return false;
}
