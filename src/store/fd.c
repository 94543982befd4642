#include "store/fd.h"

#include <errno.h>

int fd_write_all(ssize_t (*write)(int fd, const void *bytes, size_t len), int fd, struct sv bytes)
{
    while (bytes.len) {
        ssize_t wrote = write(fd, bytes.ptr, bytes.len);
        if (wrote == 0)
            return EIO;
        if (wrote < 0 && errno != EINTR)
            return errno;
        if (wrote > 0)
            bytes = sv_from_offset(bytes, (size_t)wrote);
    }
    return 0;
}

int fd_flush(int (*sync)(int fd), int fd)
{
    while (sync(fd) != 0) {
        if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
            return 0;
        if (errno != EINTR)
            return errno;
    }
    return 0;
}
