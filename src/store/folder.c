#include "store/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/path.h"

enum { MOST_LEVELS = 64 };

/* ---- room ---- */

/* "3.2 MB"; a little too much rather than too little where `up`. */
static void add_size(struct str *out, uint64_t bytes, bool up)
{
    static const char *const units[] = {"KB", "MB", "GB", "TB"};
    size_t unit = 0;
    uint64_t tenths = bytes / 1024 * 10 + bytes % 1024 * 10 / 1024 + up;
    for (; tenths >= 10240 && unit + 1 < sizeof units / sizeof units[0]; unit++)
        tenths = tenths / 1024 + up;
    str_add_f(out, "%llu.%llu %s", (unsigned long long)(tenths / 10),
              (unsigned long long)(tenths % 10), units[unit]);
}

bool folder_has_room(const char *path, uint64_t bytes, struct err *e)
{
    enum { FOR_ITS_ENTRY = 4096 };
    struct statvfs disk;
    struct str there = {0}, needed = {0};
    if (statvfs(path, &disk) != 0 || disk.f_blocks == 0)
        return true;
    uint64_t left = (uint64_t)disk.f_bavail * (disk.f_frsize ? disk.f_frsize : disk.f_bsize);
    if (bytes <= left && left - bytes >= FOR_ITS_ENTRY)
        return true;
    add_size(&there, left, false);
    add_size(&needed, bytes, true);
    struct str shown = {0};
    path_add_shown(&shown, sv_from(path));
    err_set(
        e, ERR_IO,
        _("%s 所在的盘只剩 %s，这个文件要 %s，写不下，什么也没有写。请腾出地方，或者换个文件夹。"),
        shown.ptr, there.ptr, needed.ptr);
    str_release(&there);
    str_release(&needed);
    str_release(&shown);
    return false;
}

/* ---- listings ---- */

void folder_entries_release(struct folder_entries *entries)
{
    for (size_t i = 0; i < entries->len; i++) {
        str_release(&entries->ptr[i].name);
        str_release(&entries->ptr[i].path);
    }
    vec_release(entries);
}

static int by_folder_and_bytes(const void *a, const void *b)
{
    const struct folder_entry *x = a, *y = b;
    if (x->is_folder != y->is_folder)
        return x->is_folder ? -1 : 1;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

static int by_bytes(const void *a, const void *b)
{
    const struct folder_entry *x = a, *y = b;
    return sv_cmp(str_sv(&x->path), str_sv(&y->path));
}

/* Only what is a folder or a regular file itself: links, pipes and devices are none of ours. */
static void add_entry(int folder, struct sv path, const char *name, struct folder_entries *out)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0 ||
        (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
        return;
    struct folder_entry *entry = vec_add(out);
    entry->is_folder = S_ISDIR(st.st_mode);
    entry->size = st.st_size;
    entry->modified = st.st_mtime;
    path_join(&entry->path, path, sv_from(name));
    path_add_shown(&entry->name, sv_from(name));
}

/* Which entries of a folder are wanted. */
struct wanted {
    bool follow;    /* the folder may be a link: the one asked for may, those found below may not */
    bool hidden;    /* names with a dot in front instead of the others */
    struct sv part; /* is in the name */
};

static bool is_wanted(const struct wanted *w, const char *name)
{
    return (name[0] == '.') == w->hidden && sv_contains(sv_from(name), w->part) &&
           strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static bool read_folder(const char *path, struct wanted w, struct folder_entries *out,
                        struct err *e)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (w.follow ? 0 : O_NOFOLLOW);
    int fd = open(path, flags);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        int number = errno;
        if (fd >= 0)
            close(fd);
        return path_errno(e, _("读文件夹"), path, number);
    }
    errno = 0;
    for (struct dirent *d; (d = readdir(dir)); errno = 0)
        if (is_wanted(&w, d->d_name))
            add_entry(fd, sv_from(path), d->d_name, out);
    int number = errno;
    closedir(dir);
    return number == 0 || path_errno(e, _("读文件夹"), path, number);
}

static void sort_entries(struct folder_entries *entries, int (*order)(const void *, const void *))
{
    if (entries->len)
        qsort(entries->ptr, entries->len, sizeof *entries->ptr, order);
}

static bool list_wanted(const char *path, struct wanted w, struct folder_entries *out,
                        struct err *e)
{
    struct folder_entries found = {0};
    bool ok = read_folder(path, w, &found, e);
    if (ok) {
        sort_entries(&found, by_folder_and_bytes);
        for (size_t i = 0; i < found.len; i++)
            vec_push(out, found.ptr[i]);
        vec_release(&found);
    }
    folder_entries_release(&found);
    return ok;
}

bool folder_list(const char *path, struct folder_entries *out, struct err *e)
{
    return list_wanted(path, (struct wanted){.follow = true}, out, e);
}

bool folder_list_hidden(const char *path, struct sv part, struct folder_entries *out, struct err *e)
{
    return list_wanted(path, (struct wanted){.follow = true, .hidden = true, .part = part}, out, e);
}

bool folder_list_own(const char *path, struct folder_entries *out, struct err *e)
{
    return list_wanted(path, (struct wanted){0}, out, e);
}

/* What lies in a folder is only as safe as its name is in the one above. */
static void sync_above(const char *path)
{
    struct str above = {0};
    str_set(&above, path_folder(sv_from(path)));
    int fd = open(above.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    str_release(&above);
}

static bool refuse_folder(struct err *e, const char *path, int number)
{
    struct str shown = {0};
    if (number != EEXIST)
        return path_errno(e, _("建立文件夹"), path, number);
    path_add_shown(&shown, sv_from(path));
    err_set(e, ERR_IO, _("%s 不是文件夹（可能是链接），没有用它。请把它移走再试。"), shown.ptr);
    str_release(&shown);
    errno = number;
    return false;
}

bool folder_make_own(const char *path, struct err *e)
{
    struct stat st;
    if (mkdir(path, 0700) == 0) {
        sync_above(path);
        return true;
    }
    int number = errno;
    return (number == EEXIST && lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) ||
           refuse_folder(e, path, number);
}

bool folder_make_shared(const char *path, unsigned mode, struct err *e)
{
    struct stat st;
    bool there = lstat(path, &st) == 0;
    if (!folder_make_own(path, e))
        return false;
    int fd = there ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) {
        (void)!fchmod(fd, (mode_t)mode); /* a FAT stick has no such rights */
        close(fd);
    }
    return true;
}

/* Relative values of the variables are ignored, as the XDG base directory specification says. */
static bool folder_of(const char *variable, const char *below_home, struct str *out)
{
    const char *given = secure_getenv(variable), *home = secure_getenv("HOME");
    str_clear(out);
    if (given && given[0] == '/')
        path_join(out, sv_from(given), SV("tianbiao"));
    else if (home && home[0] == '/')
        path_join(out, sv_from(home), sv_from(below_home));
    return out->len > 0;
}

bool folder_of_state(struct str *out)
{
    return folder_of("XDG_STATE_HOME", ".local/state/tianbiao", out);
}

bool folder_of_data(struct str *out)
{
    return folder_of("XDG_DATA_HOME", ".local/share/tianbiao", out);
}

/* ---- walks ---- */

/* A list of folders still to do instead of recursion: depth is data, not stack. */
struct pending {
    struct folder_entry folder;
    uint32_t level;
};

struct walk {
    struct sv suffix;
    struct folder_entries *out;
    struct folder_entries *skipped;
    VEC(struct pending) todo;
};

static void entry_release(struct folder_entry *entry)
{
    str_release(&entry->name);
    str_release(&entry->path);
}

static void skip_folder(struct walk *w, struct folder_entry folder)
{
    if (w->skipped)
        vec_push(w->skipped, folder);
    else
        entry_release(&folder);
}

static void take_entry(struct walk *w, struct folder_entry entry, uint32_t level)
{
    if (entry.is_folder && level > MOST_LEVELS)
        skip_folder(w, entry);
    else if (entry.is_folder)
        vec_push(&w->todo, (struct pending){entry, level});
    else if (sv_ends(str_sv(&entry.path), w->suffix))
        vec_push(w->out, entry);
    else
        entry_release(&entry);
}

static void take_entries(struct walk *w, struct folder_entries *found, uint32_t level)
{
    for (size_t i = 0; i < found->len; i++)
        take_entry(w, found->ptr[i], level);
    vec_release(found);
}

bool folder_walk(const char *path, struct sv suffix, struct folder_entries *out,
                 struct folder_entries *skipped, struct err *e)
{
    struct folder_entries files = {0}, found = {0};
    struct walk w = {.suffix = suffix, .out = &files, .skipped = skipped};
    bool ok = read_folder(path, (struct wanted){.follow = true}, &found, e);
    if (ok)
        take_entries(&w, &found, 1);
    folder_entries_release(&found);
    while (w.todo.len) {
        struct pending next = w.todo.ptr[--w.todo.len];
        if (read_folder(next.folder.path.ptr, (struct wanted){0}, &found, NULL)) {
            take_entries(&w, &found, next.level + 1);
            entry_release(&next.folder);
        } else {
            skip_folder(&w, next.folder);
        }
        folder_entries_release(&found);
    }
    sort_entries(&files, by_bytes);
    for (size_t i = 0; i < files.len; i++)
        vec_push(out, files.ptr[i]);
    vec_release(&files);
    vec_release(&w.todo);
    return ok;
}
