/*
 * err: why something did not work, in a whole sentence for the person at the keyboard.
 *
 * A fallible function is `bool f(..., struct err *e)`: false means it failed and filled `e`, true
 * leaves `e` untouched. The message is translated, complete, says where (file:line) and what to do,
 * and ends without a newline. The class decides the exit code of a command. An err starts zeroed
 * and is released by whoever made it; setting it again replaces the message, so that a caller can
 * put its own context around it with err_prefix.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/str.h"

enum err_class {
    ERR_NONE = 0,
    ERR_FOUND = 1,   /* the input was read and has errors in it */
    ERR_USAGE = 2,   /* the command was not understood */
    ERR_IO = 3,      /* reading or writing failed */
    ERR_REFUSED = 4, /* damaged or refused input */
};

struct err {
    enum err_class class;
    struct str message;
};

/* Always false, so that a function can `return err_set(...)`. A NULL `e` is allowed and says
 * nothing. */
bool err_set(struct err *e, enum err_class class, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* "WHAT：reason" for a failed system call, with errno's text in the user's language where the C
 * library has it. */
bool err_errno(struct err *e, const char *what, int number);
/* Puts "PREFIX" in front of the message there is. */
void err_prefix(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
void err_clear(struct err *e);

#endif
