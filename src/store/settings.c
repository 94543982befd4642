#include "store/settings.h"

#include <stdlib.h>

#include "store/file.h"
#include "store/path.h"

enum { MOST_BYTES = 1 << 20, FILE_MODE = 0600 };

/* ---- the files ---- */

/* Relative values of the variables are ignored, as the XDG base directory specification says. */
static bool find_folder(struct str *out)
{
    const char *config = secure_getenv("XDG_CONFIG_HOME"), *home = secure_getenv("HOME");
    if (config && config[0] == '/')
        path_join(out, sv_from(config), SV("tianbiao"));
    else if (home && home[0] == '/')
        path_join(out, sv_from(home), SV(".config/tianbiao"));
    return out->len > 0;
}

/* Nothing where there is no home, no file, or one that cannot be read: to forget is no error. */
static void read_lines(const char *name, struct str *out)
{
    struct str folder = {0}, path = {0};
    str_clear(out);
    if (find_folder(&folder)) {
        path_join(&path, str_sv(&folder), sv_from(name));
        (void)file_read(path.ptr, MOST_BYTES, out, NULL);
    }
    str_release(&folder);
    str_release(&path);
}

static bool write_lines(const char *name, const struct str *lines, struct err *e)
{
    struct str folder = {0}, path = {0};
    bool ok = true;
    if (find_folder(&folder)) {
        path_join(&path, str_sv(&folder), sv_from(name));
        ok = file_make_folder(folder.ptr, e) && file_write(path.ptr, str_sv(lines), FILE_MODE, e);
    }
    str_release(&folder);
    str_release(&path);
    return ok;
}

static bool fits_a_line(struct sv text)
{
    return sv_find_byte(text, '\n', 0) == SV_NONE && sv_find_byte(text, '\0', 0) == SV_NONE;
}

static void add_line(struct str *out, struct sv line)
{
    str_add(out, line);
    str_add_byte(out, '\n');
}

/* ---- recent drafts ---- */

void recents_release(struct recents *recents)
{
    for (size_t i = 0; i < recents->len; i++)
        str_release(&recents->ptr[i]);
    vec_release(recents);
}

void settings_recent(struct recents *out)
{
    struct str lines = {0};
    struct sv line;
    read_lines("recent", &lines);
    for (struct sv rest = str_sv(&lines); sv_next(&rest, '\n', &line);)
        if (out->len < SETTINGS_MOST_RECENT && sv_starts(line, SV("/")) && fits_a_line(line))
            str_set(vec_add(out), line);
    str_release(&lines);
}

bool settings_add_recent(struct sv path, struct err *e)
{
    struct str whole = {0}, lines = {0};
    struct recents old = {0};
    bool ok = true;
    if (path.len && path_absolute(&whole, path) && fits_a_line(str_sv(&whole))) {
        settings_recent(&old);
        add_line(&lines, str_sv(&whole));
        size_t count = 1;
        for (size_t i = 0; i < old.len && count < SETTINGS_MOST_RECENT; i++) {
            if (sv_eq(str_sv(&old.ptr[i]), str_sv(&whole)))
                continue;
            add_line(&lines, str_sv(&old.ptr[i]));
            count++;
        }
        ok = write_lines("recent", &lines, e);
    }
    recents_release(&old);
    str_release(&whole);
    str_release(&lines);
    return ok;
}

/* ---- single values ---- */

/* "key=value"; false for anything else. */
static bool split(struct sv line, struct sv *key, struct sv *value)
{
    size_t equals = sv_find_byte(line, '=', 0);
    if (equals == SV_NONE || equals == 0)
        return false;
    *key = sv_sub(line, 0, equals);
    *value = sv_from_offset(line, equals + 1);
    return true;
}

bool settings_get(struct sv key, struct str *out)
{
    struct str lines = {0};
    struct sv line, name, value;
    bool found = false;
    str_clear(out);
    read_lines("settings", &lines);
    for (struct sv rest = str_sv(&lines); !found && sv_next(&rest, '\n', &line);) {
        found = split(line, &name, &value) && sv_eq(name, key);
        if (found)
            str_set(out, value);
    }
    str_release(&lines);
    return found;
}

bool settings_set(struct sv key, struct sv value, struct err *e)
{
    struct str lines = {0}, made = {0};
    struct sv line, name, old;
    BUG_ON(key.len == 0 || sv_find_byte(key, '=', 0) != SV_NONE || !fits_a_line(key));
    if (!fits_a_line(value))
        return true;
    read_lines("settings", &lines);
    for (struct sv rest = str_sv(&lines); sv_next(&rest, '\n', &line);)
        if (split(line, &name, &old) && !sv_eq(name, key))
            add_line(&made, line);
    if (value.len) {
        str_add(&made, key);
        str_add_byte(&made, '=');
        add_line(&made, value);
    }
    bool ok = sv_eq(str_sv(&made), str_sv(&lines)) || write_lines("settings", &made, e);
    str_release(&lines);
    str_release(&made);
    return ok;
}
