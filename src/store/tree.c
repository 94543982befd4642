#include "store/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "store/fd.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/random.h"

enum {
    MOST_TRIES = 16,  /* for a name nobody has */
    NAME_DIGITS = 8,  /* of a folder being filled */
    MOST_LEVELS = 64, /* below a folder that is taken away */
    MODE_BITS = 07777,
};

static int flush_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int number = fd_flush(fsync, fd);
    close(fd);
    return number;
}

static void flush_above(const char *path)
{
    struct str above = {0};
    str_set(&above, path_folder(sv_from(path)));
    (void)flush_folder(above.ptr);
    str_release(&above);
}

/* ---- folders ---- */

/* 0 or an errno. The mask is passed over: the folder is opened to be given its rights, so that
 * nobody can put a link in its place between. A disk without rights (FAT) has none to give. */
static int make(const char *path, unsigned mode)
{
    if (mkdir(path, 0700) != 0)
        return errno;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    (void)!fchmod(fd, (mode_t)mode & MODE_BITS);
    close(fd);
    return 0;
}

bool tree_make_below(const char *top, struct sv path, unsigned mode, struct err *e)
{
    struct sv part;
    struct str at = {0};
    BUG_ON(path.len && !path_stays_inside(path));
    str_set(&at, sv_from(top));
    bool ok = true;
    while (ok && sv_next(&path, '/', &part)) {
        if (part.len == 0 || sv_eq(part, SV(".")))
            continue;
        path_join(&at, str_sv(&at), part);
        ok = folder_make_shared(at.ptr, mode, e);
    }
    str_release(&at);
    return ok;
}

bool tree_begin(const char *top, const char *stem, unsigned mode, struct str *path, struct err *e)
{
    int number = EEXIST;
    for (int i = 0; i < MOST_TRIES && number == EEXIST; i++) {
        struct str name = {0};
        str_add_f(&name, ".%s-", stem);
        random_add_hex(&name, NAME_DIGITS);
        path_join(path, sv_from(top), str_sv(&name));
        str_release(&name);
        number = make(path->ptr, mode);
    }
    return number == 0 || path_errno(e, _("建立文件夹"), path->ptr, number);
}

/* ---- files ---- */

bool tree_write(const char *path, struct sv bytes, unsigned mode, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return path_errno(e, _("写文件"), path, errno);
    (void)!fchmod(fd, (mode_t)mode & MODE_BITS);
    int number = fd_write_all(write, fd, bytes);
    if (number == 0)
        number = fd_flush(fsync, fd);
    if (close(fd) != 0 && !number && errno != EINTR)
        number = errno;
    return number == 0 || path_errno(e, _("写文件"), path, number);
}

/* ---- putting in place ---- */

/* All folders of it, those inside first: the names in each are as sure then as what the files hold.
 * 0 or an errno. */
static int flush_tree(const char *path, unsigned level)
{
    struct folder_entries inside = {0};
    int number = 0;
    if (level > MOST_LEVELS)
        return ENAMETOOLONG;
    if (!folder_list_own(path, &inside, NULL))
        number = errno;
    for (size_t i = 0; i < inside.len && number == 0; i++)
        if (inside.ptr[i].is_folder)
            number = flush_tree(inside.ptr[i].path.ptr, level + 1);
    folder_entries_release(&inside);
    return number ? number : flush_folder(path);
}

/* Where the flag is not known (FAT, a network), a look beforehand must do: rename(2) itself
 * replaces nothing but an empty folder. */
static int rename_new(const char *from, const char *to)
{
    struct stat st;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    if (lstat(to, &st) == 0)
        return EEXIST;
    return rename(from, to) == 0 ? 0 : errno;
}

bool tree_finish(const char *path, const char *to, struct err *e)
{
    int number = flush_tree(path, 0);
    if (number == 0)
        number = rename_new(path, to);
    if (number == 0)
        flush_above(to);
    return number == 0 || path_errno(e, _("写文件夹"), to, number);
}

/* ---- taking away ---- */

static void remove_in(int folder, const char *name, unsigned level);

static void remove_all(int fd, unsigned level)
{
    DIR *all = fdopendir(fd);
    if (!all) {
        close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(all));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            remove_in(dirfd(all), entry->d_name, level + 1);
    closedir(all);
}

static void remove_in(int folder, const char *name, unsigned level)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (!S_ISDIR(st.st_mode)) {
        (void)unlinkat(folder, name, 0);
        return;
    }
    int fd = level > MOST_LEVELS
                 ? -1
                 : openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0)
        remove_all(fd, level);
    (void)unlinkat(folder, name, AT_REMOVEDIR);
}

void tree_remove(const char *path)
{
    remove_in(AT_FDCWD, path, 0);
}

void tree_remove_empty(const char *path)
{
    (void)rmdir(path);
}

void tree_sweep(const char *top, const char *stem)
{
    struct folder_entries found = {0};
    struct str head = {0};
    str_add_f(&head, ".%s-", stem);
    if (folder_list_hidden(top, str_sv(&head), &found, NULL))
        for (size_t i = 0; i < found.len; i++) {
            struct sv name = str_sv(&found.ptr[i].name);
            if (found.ptr[i].is_folder && sv_starts(name, str_sv(&head)) &&
                name.len == head.len + NAME_DIGITS)
                tree_remove(found.ptr[i].path.ptr);
        }
    folder_entries_release(&found);
    str_release(&head);
}
