#include "store/folder_stamps.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/path.h"

void folder_stamps_release(struct folder_stamps *list)
{
    for (size_t i = 0; i < list->len; i++)
        str_release(&list->ptr[i].name);
    vec_release(list);
}

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct file_stamp stamp_of(const struct stat *st)
{
    return (struct file_stamp){st->st_size, nanoseconds(st->st_mtim), nanoseconds(st->st_ctim)};
}

static bool read_stamp(const char *path, mode_t kind, struct file_stamp *out)
{
    struct stat st;
    if (lstat(path, &st) != 0 || (st.st_mode & S_IFMT) != kind)
        return false;
    *out = stamp_of(&st);
    return true;
}

bool file_stamp_read(const char *path, struct file_stamp *out)
{
    return read_stamp(path, S_IFREG, out);
}

bool folder_stamp_read(const char *path, struct file_stamp *out)
{
    return read_stamp(path, S_IFDIR, out);
}

void folder_touch(const char *path)
{
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
        utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
}

bool file_stamp_eq(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->size == b->size && a->modified == b->modified && a->changed == b->changed;
}

int64_t stamp_clock(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return nanoseconds(t);
}

static bool is_folder(int above, const struct dirent *entry)
{
    struct stat st;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    return fstatat(above, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static void look_inside(int above, const struct dirent *entry, const char *inside,
                        struct folder_stamps *out)
{
    struct str path = {0};
    struct stat st;
    struct folder_stamp *found = vec_add(out);
    str_set(&found->name, sv_from(entry->d_name));
    found->found = STAMP_NO_FOLDER;
    if (!is_folder(above, entry))
        return;
    str_add_f(&path, "%s/%s", entry->d_name, inside);
    found->found = STAMP_MISSING;
    if (fstatat(above, path.ptr, &st, AT_SYMLINK_NOFOLLOW) == 0) {
        found->found = S_ISREG(st.st_mode) ? STAMP_FILE : STAMP_NO_FILE;
        found->stamp = stamp_of(&st);
    }
    str_release(&path);
}

static int by_name(const void *a, const void *b)
{
    const struct folder_stamp *x = a, *y = b;
    return sv_cmp(str_sv(&x->name), str_sv(&y->name));
}

bool folder_stamps_read(const char *path, const char *inside, struct folder_stamps *out,
                        struct err *e)
{
    size_t before = out->len;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *all = fd < 0 ? NULL : fdopendir(fd);
    if (!all) {
        int number = errno;
        if (fd >= 0)
            close(fd);
        return path_errno(e, _("读文件夹"), path, number);
    }
    errno = 0;
    for (struct dirent *entry; (entry = readdir(all)); errno = 0)
        if (entry->d_name[0] != '.')
            look_inside(fd, entry, inside, out);
    int number = errno;
    closedir(all);
    if (out->len > before)
        qsort(out->ptr + before, out->len - before, sizeof *out->ptr, by_name);
    return number == 0 || path_errno(e, _("读文件夹"), path, number);
}
