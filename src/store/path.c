#include "store/path.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/norm.h"
#include "text/utf8.h"

enum {
    MOST_NAME = 255, /* bytes of a name in a folder */
    HASH_BYTES = 17, /* "~" and 16 digits */
};

void path_join(struct str *out, struct sv folder, struct sv name)
{
    struct str joined = {0};
    if (!sv_starts(name, SV("/")) && folder.len) {
        while (folder.len > 1 && sv_ends(folder, SV("/")))
            folder.len--;
        str_set(&joined, folder);
        if (!sv_ends(folder, SV("/")))
            str_add_byte(&joined, '/');
    }
    str_add(&joined, name);
    str_move(out, &joined);
}

static struct sv without_end_slashes(struct sv path)
{
    while (path.len > 1 && sv_ends(path, SV("/")))
        path.len--;
    return path;
}

/* Where the last part begins. */
static size_t last_part(struct sv path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/')
        at--;
    return at;
}

struct sv path_folder(struct sv path)
{
    path = without_end_slashes(path);
    size_t at = last_part(path);
    return at == 0 ? SV(".") : without_end_slashes(sv_sub(path, 0, at));
}

struct sv path_name(struct sv path)
{
    path = without_end_slashes(path);
    return sv_from_offset(path, last_part(path));
}

void path_add_name_within(struct str *out, struct sv name, size_t around)
{
    if (name.len + around <= MOST_NAME) {
        str_add(out, name);
        return;
    }
    size_t kept = MOST_NAME - around - HASH_BYTES;
    while (kept > 0 && ((unsigned char)name.ptr[kept] & 0xC0) == 0x80)
        kept--;
    str_add(out, sv_sub(name, 0, kept));
    str_add_f(out, "~%016llx", (unsigned long long)sv_hash(name));
}

/* Links are left as they are: the name is what the writer knows the file by. */
bool path_absolute(struct str *out, struct sv path)
{
    char *here = NULL;
    if (!sv_starts(path, SV("/")) && !(here = getcwd(NULL, 0)))
        return false;
    while (sv_starts(path, SV("./")))
        path = sv_from_offset(path, 2);
    if (sv_eq(path, SV(".")))
        str_set(out, sv_from(here));
    else
        path_join(out, sv_from(here), path);
    free(here);
    return true;
}

bool path_stays_inside(struct sv path)
{
    struct sv part;
    if (path.len == 0 || sv_starts(path, SV("/")) || sv_find_byte(path, '\0', 0) != SV_NONE)
        return false;
    while (sv_next(&path, '/', &part))
        if (sv_eq(part, SV("..")))
            return false;
    return true;
}

/* ---- names as shown ---- */

/* Characters that would move the cursor, turn the line around, or not be seen at all. */
static bool is_hidden_mark(char32_t cp)
{
    return cp < 0x20 || cp == 0x200D || norm_is_hidden(cp);
}

void path_add_shown(struct str *out, struct sv name)
{
    for (size_t at = 0; at < name.len;) {
        char32_t cp;
        size_t len = utf8_decode(name, at, &cp);
        if (cp == 0xFFFD && len == 1)
            str_add_f(out, "\\x%02X", (unsigned char)name.ptr[at]);
        else if (is_hidden_mark(cp))
            str_add_f(out, cp < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)cp);
        else
            str_add(out, sv_sub(name, at, at + len));
        at += len;
    }
}

bool path_errno(struct err *e, const char *what, const char *path, int number)
{
    struct str text = {0};
    if (e) {
        str_add_f(&text, "%s ", what);
        path_add_shown(&text, sv_from(path));
        err_errno(e, text.ptr, number);
        str_release(&text);
    }
    errno = number;
    return false;
}
