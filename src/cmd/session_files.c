#include "cmd/session_files.h"

#include <stdlib.h>
#include <sys/wait.h>

#include "base/i18n.h"
#include "cmd/child.h"
#include "cmd/import.h"
#include "cmd/session_export.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "tui/term.h"

/* ---- listings ---- */

/* The folder above: "a/b" gives "a", "a" gives "", "" gives "..". */
static void parent_of(struct sv path, struct str *out)
{
    bool up = path.len == 0 || sv_eq(path, SV("..")) || sv_ends(path, SV("/.."));
    if (up) {
        path_join(out, path.len ? path : SV("."), SV(".."));
        if (sv_starts(str_sv(out), SV("./")))
            str_splice(out, 0, 2, SV(""));
    } else if (!sv_eq(path_folder(path), SV("."))) {
        str_add(out, path_folder(path));
    }
}

static void add_listed(struct listing *list, struct sv name, struct sv path, bool is_folder)
{
    struct listed *entry = vec_add(list);
    str_set(&entry->name, name);
    str_set(&entry->path, path);
    entry->is_folder = is_folder;
}

/* Entries are named from the base folder on, as a draft names its files. */
static void list_folder(struct session *s, const struct request *r)
{
    struct str real = {0}, up = {0};
    struct folder_entries found = {0};
    struct listing list = {0};
    struct err e = {0};
    session_path(s, str_sv(&r->path), &real);
    if (!folder_list(real.ptr, &found, &e)) {
        session_fail(s, REQUEST_LIST, &e);
    } else {
        parent_of(str_sv(&r->path), &up);
        add_listed(&list, SV(".."), str_sv(&up), true);
        for (size_t i = 0; i < found.len; i++) {
            struct sv name = path_name(str_sv(&found.ptr[i].path));
            struct str path = {0};
            if (r->path.len)
                path_join(&path, str_sv(&r->path), name);
            else
                str_set(&path, name);
            add_listed(&list, str_sv(&found.ptr[i].name), str_sv(&path), found.ptr[i].is_folder);
            str_release(&path);
        }
        session_event(
            s, &(struct event){.kind = EVENT_LISTED, .listing = &list, .path = str_sv(&r->path)});
    }
    listing_release(&list);
    folder_entries_release(&found);
    str_release(&real);
    str_release(&up);
}

/* ---- texts ---- */

static void read_text(struct session *s, const struct request *r)
{
    struct str path = {0}, text = {0};
    struct err e = {0};
    session_path(s, str_sv(&r->path), &path);
    if (import_raw(path.ptr, &text, &e))
        session_event(s, &(struct event){.kind = EVENT_TEXT,
                                         .request = REQUEST_READ_TEXT,
                                         .text = str_sv(&text)});
    else
        session_fail(s, REQUEST_READ_TEXT, &e);
    str_release(&path);
    str_release(&text);
}

static void write_text(struct session *s, const struct request *r)
{
    struct str path = {0}, bytes = {0}, told = {0};
    struct err e = {0};
    session_path(s, str_sv(&r->path), &path);
    str_set(&bytes, str_sv(&r->text));
    str_add_byte(&bytes, '\n');
    if (!s->writes || file_write_new(path.ptr, str_sv(&bytes), 0600, &e)) {
        str_add_f(&told, _("已存为 %s。"), path.ptr);
        session_event(s, &(struct event){.kind = EVENT_TOLD, .text = str_sv(&told)});
    } else {
        session_fail(s, REQUEST_WRITE_TEXT, &e);
    }
    str_release(&path);
    str_release(&bytes);
    str_release(&told);
}

/* ---- another editor ---- */

static const char *editor_command(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && value[0])
            return value;
    }
    return "nano";
}

/* Through the shell, as EDITOR may hold arguments. */
static bool run_editor(const char *path, struct err *e)
{
    int status = 0;
    struct child child = {.script = "exec $0 \"$1\"", .name = editor_command(), .path = path};
    int number = child_run(&child, &status);
    if (number)
        return err_errno(e, _("启动编辑器"), number);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return err_set(e, ERR_IO, _("编辑器“%s”没有正常结束，这一栏没有改动。"), editor_command());
}

/* What was written there outlives an editor that did not end well, and a text we cannot read. */
static void keep_or_remove(const char *path, struct sv given, bool taken, struct err *e)
{
    struct str left = {0};
    if (taken || !file_read(path, FILE_MAX_BYTES, &left, NULL) || sv_eq(str_sv(&left), given))
        file_remove(path);
    else
        str_add_f(&e->message, _("改过的文字还在 %s。"), path);
    str_release(&left);
}

static bool edit_elsewhere(struct session *s, const struct request *r, struct str *out,
                           struct err *e)
{
    struct str path = {0};
    /* Whatever becomes of us meanwhile, what was written here is on disk. */
    session_save(s);
    bool ok = file_write_private(str_sv(&r->text), &path, e);
    if (ok) {
        term_release(s->term);
        ok = run_editor(path.ptr, e);
        term_resume(s->term);
        ok = ok && import_raw(path.ptr, out, e);
        keep_or_remove(path.ptr, str_sv(&r->text), ok, e);
    }
    str_release(&path);
    return ok;
}

static void edit_text(struct session *s, const struct request *r)
{
    struct str text = {0};
    struct err e = {0};
    bool ok = s->term ? edit_elsewhere(s, r, &text, &e)
                      : err_set(&e, ERR_IO, "%s", _("这里没有终端，不能启动别的编辑器。"));
    /* An editor ends its file with a newline that is not the text's. */
    if (ok && sv_ends(str_sv(&text), SV("\n")) && !sv_ends(str_sv(&r->text), SV("\n")))
        str_truncate(&text, text.len - 1);
    if (!ok)
        session_fail(s, REQUEST_EDIT_TEXT, &e);
    else if (!sv_eq(str_sv(&text), str_sv(&r->text)))
        session_event(s, &(struct event){.kind = EVENT_TEXT,
                                         .request = REQUEST_EDIT_TEXT,
                                         .text = str_sv(&text)});
    s->reaction |= REACTION_REDRAW | REACTION_CLEAR;
    str_release(&text);
}

void session_file_request(struct session *s, const struct request *r)
{
    switch (r->kind) {
    case REQUEST_LIST:
        list_folder(s, r);
        break;
    case REQUEST_READ_TEXT:
        read_text(s, r);
        break;
    case REQUEST_WRITE_TEXT:
        write_text(s, r);
        break;
    case REQUEST_EDIT_TEXT:
        edit_text(s, r);
        break;
    default:
        session_export_request(s, r);
    }
}
