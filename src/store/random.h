/* random: names nobody else uses, from the kernel. */
#ifndef STORE_RANDOM_H
#define STORE_RANDOM_H

#include "base/str.h"

/* Appends `digits` random lower-case hexadecimal digits. */
void random_add_hex(struct str *out, size_t digits);

#endif
