/*
 * vec: a typed array that grows.
 *
 *     VEC(struct row) rows = {0};
 *     vec_push(&rows, row);                     the element is copied in
 *     for (size_t i = 0; i < rows.len; i++) use(&rows.ptr[i]);
 *     vec_release(&rows);
 *
 * The owner frees what elements own before vec_release. Indexes are elements, not bytes. A named
 * vector type is made with VEC_TYPE(name, element), so that it can be passed to functions. Pushing
 * may move the elements: keep indexes, not pointers, across a push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"

#define VEC(element) \
    struct { \
        element *ptr; \
        size_t len; \
        size_t cap; \
    }

#define VEC_TYPE(name, element) \
    struct name { \
        element *ptr; \
        size_t len; \
        size_t cap; \
    }

/* Memory for at least `need` elements of `size` bytes; updates *cap. Used by the macros only. */
void *vec_grow_(void *ptr, size_t *cap, size_t need, size_t size);

#define vec_reserve(v, need) \
    do { \
        if ((v)->cap < (size_t)(need)) \
            (v)->ptr = vec_grow_((v)->ptr, &(v)->cap, (need), sizeof *(v)->ptr); \
    } while (0)

#define vec_push(v, ...) \
    do { \
        vec_reserve(v, (v)->len + 1); \
        (v)->ptr[(v)->len++] = (__VA_ARGS__); \
    } while (0)

/* Adds one zeroed element and gives its address. */
#define vec_add(v) \
    (((v)->cap <= (v)->len \
          ? (void)((v)->ptr = vec_grow_((v)->ptr, &(v)->cap, (v)->len + 1, sizeof *(v)->ptr)) \
          : (void)0), \
     memset(&(v)->ptr[(v)->len], 0, sizeof *(v)->ptr), &(v)->ptr[(v)->len++])

#define vec_insert(v, at, ...) \
    do { \
        size_t vec_at_ = (at); \
        BUG_ON(vec_at_ > (v)->len); \
        vec_reserve(v, (v)->len + 1); \
        memmove((v)->ptr + vec_at_ + 1, (v)->ptr + vec_at_, \
                ((v)->len - vec_at_) * sizeof *(v)->ptr); \
        (v)->ptr[vec_at_] = (__VA_ARGS__); \
        (v)->len++; \
    } while (0)

#define vec_remove(v, at) \
    do { \
        size_t vec_at_ = (at); \
        BUG_ON(vec_at_ >= (v)->len); \
        (v)->len--; \
        memmove((v)->ptr + vec_at_, (v)->ptr + vec_at_ + 1, \
                ((v)->len - vec_at_) * sizeof *(v)->ptr); \
    } while (0)

#define vec_clear(v) ((void)((v)->len = 0))

#define vec_release(v) \
    do { \
        free((v)->ptr); \
        (v)->ptr = NULL; \
        (v)->len = (v)->cap = 0; \
    } while (0)

#endif
