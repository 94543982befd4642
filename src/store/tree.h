/*
 * tree: a folder made whole beside where it belongs, and put there in one step.
 *
 * What consists of many files (a delivery, a bundle) is written into a folder of a hidden, random
 * name, flushed, and renamed to a name that must be free: at any instant it is there whole or not
 * at all. What a killed process left behind has such a name and is taken away by whoever knows that
 * nobody works there any more. Rights are those that are asked for, whatever the mask: what is made
 * here is shared with others on purpose. Links are never followed, and never made.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "base/err.h"

/* Makes a folder and those above it, as folder_make_shared does, below `top`, which is there.
 * `path` is relative to it and stays inside (path_stays_inside). */
bool tree_make_below(const char *top, struct sv path, unsigned mode, struct err *e);
/* Makes a folder TOP/.STEM-RANDOM of its own; `path` gets its name. */
bool tree_begin(const char *top, const char *stem, unsigned mode, struct str *path, struct err *e);
/* Writes a new file, flushed; fails (ERR_IO) where there is anything of this name. For what nobody
 * sees yet: a failure may leave half a file. */
bool tree_write(const char *path, struct sv bytes, unsigned mode, struct err *e);
/* Flushes a folder and those in it, and then gives it the name `to`, which must be free: fails
 * (ERR_IO, EEXIST in errno) otherwise. Both lie in the same folder, which is flushed. */
bool tree_finish(const char *path, const char *to, struct err *e);
/* Takes away a folder of ours with all that is in it, as far as it goes; quietly. */
void tree_remove(const char *path);
/* Takes away a folder that is empty; quietly. */
void tree_remove_empty(const char *path);
/* Takes away every folder TOP/.STEM-RANDOM. Only for who knows that nobody works in one. */
void tree_sweep(const char *top, const char *stem);

#endif
