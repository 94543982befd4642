#include "base/vec.h"

#include <stdint.h>

#include "base/xalloc.h"

void *vec_grow_(void *ptr, size_t *cap, size_t need, size_t size)
{
    size_t grown = *cap ? *cap : 8;
    while (grown < need) {
        BUG_ON(grown > SIZE_MAX / 2);
        grown *= 2;
    }
    *cap = grown;
    return xreallocarray(ptr, grown, size);
}
