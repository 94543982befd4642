#include "store/random.h"

#include <errno.h>
#include <sys/random.h>

#include "base/bug.h"

void random_add_hex(struct str *out, size_t digits)
{
    for (size_t i = 0; i < digits; i++) {
        unsigned char byte;
        while (getrandom(&byte, 1, 0) != 1)
            BUG_ON(errno != EINTR);
        str_add_byte(out, "0123456789abcdef"[byte & 15]);
    }
}
