#include "base/xalloc.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/bug.h"

void *xcalloc(size_t count, size_t size)
{
    void *ptr = calloc(count ? count : 1, size ? size : 1);
    if (!ptr)
        memory_die();
    return ptr;
}

void *xreallocarray(void *ptr, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_die();
    size_t bytes = count * size;
    void *grown = realloc(ptr, bytes ? bytes : 1);
    if (!grown)
        memory_die();
    return grown;
}
