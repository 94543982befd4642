/*
 * folder: listings of folders, and folders that are made.
 *
 * Names with control characters or invalid UTF-8 are listed with those bytes made visible; `path`
 * keeps the real bytes. Hidden names are left out unless asked for; symbolic links are not
 * followed. Listings are sorted by bytes, folders first.
 */
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include "base/err.h"
#include "base/vec.h"

struct folder_entry {
    struct str name; /* as shown */
    struct str path; /* as opened */
    bool is_folder;
    int64_t size;
    int64_t modified; /* seconds since 1970 */
};

VEC_TYPE(folder_entries, struct folder_entry);

bool folder_list(const char *path, struct folder_entries *out, struct err *e);
/* The hidden ones, those whose name contains `part`, folders among them. */
bool folder_list_hidden(const char *path, struct sv part, struct folder_entries *out,
                        struct err *e);
void folder_entries_release(struct folder_entries *entries);
/* As folder_list, of a folder we made ourselves: it is no link, and none that is not there fails
 * too, with ENOENT in errno. */
bool folder_list_own(const char *path, struct folder_entries *out, struct err *e);
/* Makes such a folder, 0700, in one that is there. One of this name may be there already; a link
 * or a file is refused (ERR_IO): what lies behind it is somebody else's. */
bool folder_make_own(const char *path, struct err *e);
/* Likewise one that others work in too: a new one gets `mode` whatever the mask. */
bool folder_make_shared(const char *path, unsigned mode, struct err *e);
/* All regular files below `path` whose name ends in `suffix`, to the bottom (64 levels), in sorted
 * order. A folder that cannot be read is an error only if it is `path` itself; others are told to
 * `skipped` (may be NULL). */
bool folder_walk(const char *path, struct sv suffix, struct folder_entries *out,
                 struct folder_entries *skipped, struct err *e);

/* Where a program keeps what belongs to one machine and is no setting: $XDG_STATE_HOME/tianbiao or
 * ~/.local/state/tianbiao, which may not be there yet. False (`out` empty) where there is no home.
 */
bool folder_of_state(struct str *out);
/* Likewise where drafts may lie that belong to no folder of their own: $XDG_DATA_HOME/tianbiao or
 * ~/.local/share/tianbiao. */
bool folder_of_data(struct str *out);

/* Is there room for a file of so many bytes on the disk a folder lies on, which is asked for now:
 * fails (ERR_IO) with how much there is and how much is needed. Where the system does not know,
 * there is. */
bool folder_has_room(const char *path, uint64_t bytes, struct err *e);

#endif
