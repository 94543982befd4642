#include "cmd/session_export.h"

#include <sys/wait.h>

#include "base/i18n.h"
#include "cmd/child.h"
#include "cmd/document.h"
#include "cmd/output.h"
#include "cmd/print_command.h"
#include "cmd/session_files.h"
#include "cmd/session_pack.h"
#include "store/file.h"
#include "store/folder.h"
#include "store/path.h"
#include "store/settings.h"
#include "tui/term.h"

#define KEY_PRINT SV("print_command")
#define KEY_FOLDER SV("export_folder")

/* ---- what is remembered ---- */

/* The folder the last export went to, unless that is where this one goes anyhow. */
static void find_folder(const struct session *s, struct str *out)
{
    struct str base = {0}, whole = {0};
    session_path(s, SV("x"), &base);
    bool same = settings_get(KEY_FOLDER, out) &&
                path_absolute(&whole, path_folder(str_sv(&base))) &&
                sv_eq(str_sv(&whole), str_sv(out));
    if (same || !file_is_folder(out->ptr ? out->ptr : ""))
        str_clear(out);
    str_release(&base);
    str_release(&whole);
}

static void tell_habits(struct session *s)
{
    struct str command = {0}, folder = {0};
    settings_get(KEY_PRINT, &command);
    find_folder(s, &folder);
    struct habits habits = {str_sv(&command), str_sv(&folder)};
    session_event(s, &(struct event){.kind = EVENT_HABITS, .habits = &habits});
    str_release(&command);
    str_release(&folder);
}

static void set_command(struct session *s, const struct request *r)
{
    struct err e = {0};
    if (s->writes && !settings_set(KEY_PRINT, str_sv(&r->text), &e))
        session_fail(s, REQUEST_SET_PRINT, &e);
    tell_habits(s);
}

void session_remember_folder(const struct session *s, const char *path)
{
    struct str folder = {0};
    struct err e = {0};
    if (s->writes && path_absolute(&folder, path_folder(sv_from(path))))
        settings_set(KEY_FOLDER, str_sv(&folder), &e);
    err_clear(&e);
    str_release(&folder);
}

/* ---- to a file ---- */

static bool is_docx(const struct request *r)
{
    return sv_eq(r->wish.format, SV("docx"));
}

/* It is seen before the work begins. Keys pressed meanwhile were meant for a program that does not
 * answer, not for what comes after: they are dropped. */
static bool make(struct session *s, const struct request *r, struct document *out, struct err *e)
{
    struct document_wish wish = {.paper = r->wish.paper,
                                 .profile = r->wish.profile,
                                 .encoding = r->wish.encoding,
                                 .substitute = r->wish.substitute,
                                 .folder = path_folder(str_sv(&s->file.path))};
    session_show(s);
    /* A page bears the code of the pictures as they are now. */
    session_look_at_files(s);
    bool ok = document_format_by_name(r->wish.format, &wish.format, e) &&
              document_make(s->w->draft, &s->w->facts, &wish, out, e);
    if (s->term)
        term_drop_input(s->term);
    return ok;
}

static bool write_document(struct session *s, const char *path, bool replace, struct sv bytes,
                           struct err *e)
{
    struct str folder = {0};
    if (!s->writes)
        return true;
    str_set(&folder, path_folder(sv_from(path)));
    bool ok = folder_has_room(folder.ptr, bytes.len, e) &&
              (replace ? file_write : file_write_new)(path, bytes, 0600, e);
    str_release(&folder);
    return ok;
}

static void add_next_step(struct str *out, const struct request *r)
{
    bool dense = sv_eq(r->wish.profile, SV("dense"));
    str_add_byte(out, '\n');
    if (is_docx(r))
        str_add(out,
                sv_from(_("下一步：用 WPS、Word 或 LibreOffice 打开，核对页数，用 A4 纸双面打印"
                          "（长边翻页）。")));
    else if (sv_eq(r->wish.encoding, SV("utf-8")))
        str_add_f(out,
                  _("下一步：用 paps 打印，字号 %s 磅；或用 LibreOffice 打开打印。不要直接用 lp。"),
                  print_points(dense));
    else
        str_add_f(
            out,
            _("下一步：用 WPS、Word 或记事本打开，字体选等宽的宋体或仿宋，%s 磅，用 A4 纸打印。"),
            print_points(dense));
}

/* The characters themselves, each with its place, are on a page of their own. */
static void add_beyond(struct str *out, const struct document *document)
{
    if (document->replaced.len)
        str_add_f(out, _("\n换了 %zu 处旧程序显示不了的字，草稿没有改动。"),
                  document->replaced.len);
    if (document->outside.len)
        str_add_f(out, _("\n有 %zu 个字只认 GBK 的旧程序显示不出来，都照写在文件里。"),
                  beyond_kinds(&document->outside));
    if (document_can_substitute(document))
        str_add(out, sv_from(_("其中有的可以用 □ √ 等代替。")));
}

static void tell_written(struct session *s, const struct request *r, const char *path,
                         const struct document *document)
{
    struct str told = {0};
    struct beyonds beyond = {0};
    if (document->pages)
        str_add_f(&told, _("已写到 %s，共 %zu 页。"), path, document->pages);
    else
        str_add_f(&told, _("已写到 %s，页数由打开它的程序排。"), path);
    add_next_step(&told, r);
    if (document->left_out.len)
        str_add_f(&told, _("\n这些图片读不到，或者不是 PNG、JPEG，文件里只写了图题和文件名：%s。"),
                  document->left_out.ptr);
    add_beyond(&told, document);
    for (size_t i = 0; i < document->outside.len; i++)
        vec_push(&beyond, document->outside.ptr[i]);
    for (size_t i = 0; i < document->replaced.len; i++)
        vec_push(&beyond, document->replaced.ptr[i]);
    session_event(s, &(struct event){.kind = EVENT_WRITTEN,
                                     .request = REQUEST_EXPORT,
                                     .text = str_sv(&told),
                                     .beyond = &beyond});
    vec_release(&beyond);
    str_release(&told);
}

/* "a.txt" taken: "a-2.txt", …; empty if none is free that near. */
static void find_free_name(const struct session *s, struct sv taken, struct str *out)
{
    enum { LAST = 99 };
    struct sv name = path_name(taken);
    size_t dot = taken.len;
    for (size_t i = taken.len; i-- > taken.len - name.len + 1 && dot == taken.len;)
        if (taken.ptr[i] == '.')
            dot = i;
    for (int n = 2; n <= LAST; n++) {
        struct str path = {0};
        str_clear(out);
        str_add_f(out, "%.*s-%d%.*s", SV_ARG(sv_sub(taken, 0, dot)), n,
                  SV_ARG(sv_from_offset(taken, dot)));
        session_path(s, str_sv(out), &path);
        bool there = file_exists(path.ptr);
        str_release(&path);
        if (!there)
            return;
    }
    str_clear(out);
}

static void ask_about(struct session *s, const struct request *r, const char *path)
{
    struct str other = {0};
    find_free_name(s, str_sv(&r->path), &other);
    session_event(s, &(struct event){.kind = EVENT_EXISTS,
                                     .request = REQUEST_EXPORT,
                                     .path = sv_from(path),
                                     .text = str_sv(&other)});
    str_release(&other);
}

static void export_document(struct session *s, const struct request *r)
{
    struct str path = {0};
    struct err e = {0};
    struct document document = {0};
    session_path(s, str_sv(&r->path), &path);
    if (!document_target(path.ptr, &e)) {
        session_fail(s, REQUEST_EXPORT, &e);
    } else if (!r->replace && file_exists(path.ptr)) {
        ask_about(s, r, path.ptr);
    } else if (make(s, r, &document, &e) &&
               write_document(s, path.ptr, r->replace, str_sv(&document.bytes), &e)) {
        session_remember_folder(s, path.ptr);
        tell_written(s, r, path.ptr, &document);
    } else {
        session_fail(s, REQUEST_EXPORT, &e);
    }
    document_release(&document);
    str_release(&path);
}

/* ---- through the print command ---- */

static bool run_command(struct session *s, const struct str *script, const char *path,
                        struct str *said, struct err *e)
{
    int status = 0;
    /* Whatever becomes of us meanwhile, what was written here is on disk. */
    session_save(s);
    struct child child = {.script = script->ptr, .name = "sh", .path = path, .output = said};
    term_release(s->term);
    say(s->c, "%s", _("正在打印……（^C 停止）"));
    int number = child_run(&child, &status);
    term_resume(s->term);
    s->reaction |= REACTION_REDRAW | REACTION_CLEAR;
    return number ? err_errno(e, _("启动打印命令"), number) : print_succeeded(status, said, e);
}

static bool print_document(struct session *s, const struct request *r, const struct str *command,
                           struct document *document, struct str *said, struct err *e)
{
    struct str script = {0}, path = {0};
    print_script(str_sv(command), sv_eq(r->wish.profile, SV("dense")), &script);
    bool ok = make(s, r, document, e) && file_write_private(str_sv(&document->bytes), &path, e);
    if (ok) {
        ok = run_command(s, &script, path.ptr, said, e);
        file_remove(path.ptr);
    }
    str_release(&script);
    str_release(&path);
    return ok;
}

static void tell_printed(struct session *s, const struct document *document, const struct str *said)
{
    struct str told = {0};
    if (document->pages)
        str_add_f(&told, _("已送去打印，共 %zu 页。"), document->pages);
    else
        str_add(&told, sv_from(_("已送去打印。")));
    print_add_said(&told, str_sv(said));
    session_event(
        s, &(struct event){.kind = EVENT_WRITTEN, .request = REQUEST_PRINT, .text = str_sv(&told)});
    str_release(&told);
}

/* What paps takes is UTF-8 without a mark, whatever a file would be written in. */
static void print(struct session *s, const struct request *r)
{
    struct request plain = {.wish = r->wish};
    struct str command = {0}, said = {0};
    struct document document = {0};
    struct err e = {0};
    plain.wish.encoding = SV("utf-8");
    plain.wish.substitute = false;
    bool ok =
        settings_get(KEY_PRINT, &command) || err_set(&e, ERR_USAGE, "%s", _("还没有设打印命令。"));
    ok = ok && (s->term || err_set(&e, ERR_IO, "%s", _("这里没有终端，不能运行打印命令。")));
    if (ok && print_document(s, &plain, &command, &document, &said, &e))
        tell_printed(s, &document, &said);
    else
        session_fail(s, REQUEST_PRINT, &e);
    document_release(&document);
    str_release(&command);
    str_release(&said);
}

void session_export_request(struct session *s, const struct request *r)
{
    switch (r->kind) {
    case REQUEST_PRINT:
        print(s, r);
        break;
    case REQUEST_HABITS:
        tell_habits(s);
        break;
    case REQUEST_SET_PRINT:
        set_command(s, r);
        break;
    default:
        if (sv_eq(r->wish.format, SV("package")))
            session_pack(s, r);
        else
            export_document(s, r);
    }
}
