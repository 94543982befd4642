#include "store/lock_seen.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/file.h"
#include "store/lock_text.h"
#include "store/path.h"
#include "store/random.h"

void lock_name_aside(struct str *out, const struct str *path)
{
    str_set(out, str_sv(path));
    str_add_byte(out, '.');
    random_add_hex(out, LOCK_ASIDE_DIGITS);
}

/* ---- looking ---- */

void lock_seen_release(struct lock_seen *s)
{
    str_release(&s->text);
    lock_owner_release(&s->owner);
    s->known = false;
}

/* False if nothing is there. Only a regular file is opened, and never through a link. */
bool lock_seen_look(const char *path, struct lock_seen *s)
{
    struct stat opened;
    str_clear(&s->text);
    if (lstat(path, &s->st) != 0)
        return false;
    if (S_ISREG(s->st.st_mode)) {
        if (file_read_itself(path, LOCK_MAX_BYTES, &s->text, &opened, NULL))
            s->st = opened;
        else if (errno == ENOENT && lstat(path, &s->st) != 0)
            return false;
    }
    s->known = lock_text_read(str_sv(&s->text), &s->owner);
    return true;
}

bool lock_same_state(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
           (a->st_mode & S_IFMT) == (b->st_mode & S_IFMT);
}

bool lock_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* A FAT stick may number a file anew: the text, with its token, tells more than the number. */
static bool same_seen(const struct lock_seen *a, const struct lock_seen *b)
{
    return lock_same_state(&a->st, &b->st) && sv_eq(str_sv(&a->text), str_sv(&b->text));
}

/* ---- taking away ---- */

/* Where the file system knows locks of its own, only one at a time may take this very file away;
 * where it does not, `*fd` is -1. False: somebody is at it, or has been. */
static bool enter(const char *path, const struct lock_seen *s, int *fd)
{
    struct stat held, there;
    *fd = -1;
    if (!S_ISREG(s->st.st_mode))
        return true;
    *fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0)
        return errno != ENOENT;
    if (flock(*fd, LOCK_EX | LOCK_NB) != 0)
        return errno != EWOULDBLOCK;
    return fstat(*fd, &held) == 0 && lstat(path, &there) == 0 && lock_same_file(&held, &there);
}

/* Ours is the file under the name `aside`: it goes if it is what was seen. Else it went between our
 * look and our grip, and gets its name back, unless somebody has made another by now. */
static enum lock_step judge_aside(const struct file_steps *steps, const char *path,
                                  const char *aside, const struct lock_seen *s)
{
    struct lock_seen got = {0};
    bool ours = lock_seen_look(aside, &got) && same_seen(&got, s);
    if (ours || steps->rename(AT_FDCWD, aside, path, false) != 0)
        file_remove(aside);
    lock_seen_release(&got);
    return ours ? LOCK_STEP_DONE : LOCK_STEP_AGAIN;
}

static enum lock_step move_aside(const struct file_steps *steps, const struct str *path,
                                 const struct lock_seen *s, struct err *e)
{
    struct lock_seen now = {0};
    struct str aside = {0};
    enum lock_step step = LOCK_STEP_AGAIN;
    lock_name_aside(&aside, path);
    if (lock_seen_look(path->ptr, &now) && same_seen(&now, s)) {
        if (steps->rename(AT_FDCWD, path->ptr, aside.ptr, false) == 0) {
            step = judge_aside(steps, path->ptr, aside.ptr, s);
        } else if (errno != ENOENT) {
            path_errno(e, _("取下旧锁"), path->ptr, errno);
            step = LOCK_STEP_FAILED;
        }
    }
    lock_seen_release(&now);
    str_release(&aside);
    return step;
}

static enum lock_step refuse_folder(struct err *e, const struct str *path)
{
    struct str shown = {0};
    path_add_shown(&shown, str_sv(path));
    err_set(e, ERR_IO, _("%s：这里该是锁文件，却是一个文件夹，没有动它。请把它移到别处再试。"),
            shown.ptr);
    str_release(&shown);
    return LOCK_STEP_FAILED;
}

enum lock_step lock_take_away(const struct file_steps *steps, const struct str *path,
                              const struct lock_seen *s, struct err *e)
{
    int fd;
    if (S_ISDIR(s->st.st_mode))
        return refuse_folder(e, path);
    enum lock_step step = LOCK_STEP_AGAIN;
    if (enter(path->ptr, s, &fd))
        step = move_aside(steps, path, s, e);
    if (fd >= 0)
        close(fd);
    return step;
}
