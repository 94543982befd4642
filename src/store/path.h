/*
 * path: paths as text: put together, taken apart, and made fit to be seen.
 *
 * Nothing is looked up on the disk but the working folder.
 */
#ifndef STORE_PATH_H
#define STORE_PATH_H

#include "base/err.h"

/* Sets `out` to FOLDER/NAME without doubled slashes; an absolute name stands for itself. */
void path_join(struct str *out, struct sv folder, struct sv name);
/* Sets `out` to the path from the root on; false where the working folder is gone. */
bool path_absolute(struct str *out, struct sv path);
/* The folder part ("." if there is none) and the last part. */
struct sv path_folder(struct sv path);
struct sv path_name(struct sv path);
/* Appends the name of a file as it is to stand in that of another one, with `around` bytes put
 * around it: a name that leaves no room for them in 255 bytes is cut between characters, and told
 * from its like by a hash. */
void path_add_name_within(struct str *out, struct sv name, size_t around);
/* True for a relative path that stays below its folder: no leading slash, no "..", no NUL. */
bool path_stays_inside(struct sv path);
/* Appends a path for eyes: control characters, invisible ones, those that turn the direction of a
 * line, and bytes that are no UTF-8 as \x1B or \u202E. */
void path_add_shown(struct str *out, struct sv path);
/* "WHAT PATH：reason" for a failed system call, the path made visible; always false, with `number`
 * in errno. A NULL `e` says nothing. */
bool path_errno(struct err *e, const char *what, const char *path, int number);

#endif
