/*
 * xalloc: memory that never comes back NULL.
 *
 * Running out of memory is not something a form can go on after: the fatal hook (see bug.h) gets
 * its one chance to put the terminal right and to say where the text is, then the process ends.
 * Every allocation of the program goes through here; sizes are in bytes, a count times a size is
 * checked for overflow.
 */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

/* Zeroed memory for `count` elements of `size` bytes; the caller frees it with free(). */
void *xcalloc(size_t count, size_t size);

/* Like realloc for `count` elements of `size` bytes; new bytes are not zeroed. */
void *xreallocarray(void *ptr, size_t count, size_t size);

#endif
