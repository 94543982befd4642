/*
 * ties: reading the rows by which elements point at words of the prose. Private to check.
 *
 * A row of an elements field names its element, and the field and the words it points at. Which
 * elements are asked for depends on the option chosen: those that belong to it.
 */
#ifndef CHECK_TIES_H
#define CHECK_TIES_H

#include "draft/draft.h"

struct tie {
    struct sv element; /* id of the option */
    struct sv field;   /* path of the text */
    struct sv quote;   /* words of the text */
};

struct tie tie_of(const struct draft *d, const struct field *elements, uint32_t row);
/* Does the element belong to what is chosen. Nothing chosen asks for none. */
bool element_is_asked(const struct draft *d, const struct field *elements,
                      const struct option *element);
/* Has it a tie with words in it. */
bool element_is_tied(const struct draft *d, const struct field *elements,
                     const struct option *element);

#endif
