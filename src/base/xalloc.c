#include "base/xalloc.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/bug.h"

void *xcalloc(size_t count, size_t size)
{
    void *ptr = calloc(count ? count : 1, size ? size : 1);
    if (!ptr)
        bug_die(__FILE__, __LINE__, "out of memory");
    return ptr;
}

void *xreallocarray(void *ptr, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        bug_die(__FILE__, __LINE__, "out of memory");
    size_t bytes = count * size;
    void *grown = realloc(ptr, bytes ? bytes : 1);
    if (!grown)
        bug_die(__FILE__, __LINE__, "out of memory");
    return grown;
}
