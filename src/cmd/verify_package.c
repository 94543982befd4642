#include "cmd/output.h"
#include "cmd/verify.h"
#include "codec/digest.h"
#include "codec/picture.h"
#include "draft/file_names.h"
#include "office/package_io.h"
#include "store/file.h"

/* ---- opening ---- */

static void measure(const struct package_file *file, bool picture, struct file_fact *fact)
{
    struct picture size = {0};
    struct err e = {0};
    fact->state = FILE_THERE;
    fact->size = (int64_t)file->bytes.len;
    if (!picture)
        return;
    fact->picture = picture_read(file->bytes, &size, &e) && picture_is_whole(file->bytes, &e);
    if (fact->picture) {
        struct digest digest = digest_of(file->bytes);
        fact->width = size.width;
        fact->height = size.height;
        fact->hashed = true;
        memcpy(fact->sha256, digest.bytes, sizeof fact->sha256);
    }
    str_set(&fact->trouble, str_sv(&e.message));
    err_clear(&e);
}

/* What is in the package stands for what would lie beside the draft. */
static void look(const struct package *p, const struct draft *d, struct facts *facts)
{
    struct named_files names = {0};
    draft_file_names(d, PACKAGE_MOST_FILES, &names);
    for (size_t i = 0; i < names.len; i++) {
        const struct package_file *file = package_named(p, names.ptr[i].name);
        struct file_fact *fact = facts_add(facts, names.ptr[i].name);
        if (file)
            measure(file, names.ptr[i].picture, fact);
        else
            fact->state = FILE_MISSING;
    }
    vec_release(&names);
}

/* A draft carried over to another version is composed by another form: its code cannot be worked
 * out any more, and the manifest's stands, which the draft's own log bears out. */
static bool judge(struct verifying *v, const struct package *p, const char *typed, struct err *e)
{
    struct facts facts = {0};
    bool ok = true;
    look(p, v->o.draft, &facts);
    if (v->o.other_version)
        str_set(&v->now, str_sv(&p->code));
    else
        code_add_of_draft(&v->now, v->o.draft, &facts);
    if (p->code.len && !sv_eq(str_sv(&p->code), str_sv(&v->now)))
        ok = err_set(e, ERR_REFUSED,
                     _("%s：包里的草稿和插图算出来的校验码是 %s，清单里写的是 %s：定稿以后改动过，"
                       "或者两边的表单不是同一份。请让送来的人重新定稿、重新做一个送审包。"),
                     v->path, v->now.ptr, p->code.ptr);
    else
        verify_judge(v, typed, &facts);
    facts_release(&facts);
    return ok;
}

static bool open_package(struct context *c, struct verifying *v, struct package *p, struct err *e)
{
    struct str bytes = {0};
    bool ok =
        file_read(v->path, ZIP_MAX_BYTES, &bytes, e) && package_read(str_sv(&bytes), v->path, p, e);
    if (ok) {
        str_set(&bytes, package_find(p, SV(PACKAGE_DRAFT))->bytes);
        ok = draft_open_bytes(c, v->path, &bytes, 0, &v->o, e) &&
             package_fits(p, v->o.draft, v->path, e);
    }
    str_release(&bytes);
    return ok;
}

/* ---- telling ---- */

/* 2024-06-02 10:30 */
static void add_time(struct str *out, struct sv time)
{
    str_add_f(out, "%.*s %.*s", 10, time.ptr, 5, time.ptr + 11);
}

static void add_head(struct str *out, const struct verifying *v, const struct package *p)
{
    str_add_f(out, p->bare ? _("%s：完整，由办公夹收草稿时做成。") : _("%s：完整。"), v->path);
    add_visible(out, str_sv(&p->name));
    str_add(out, sv_from(_("，“")));
    add_visible(out, str_sv(&p->title));
    str_add(out, sv_from(_("”，")));
    add_time(out, str_sv(&p->time));
    str_add_f(out, _(" 打包，共 %zu 个文件。\n"), p->files.len);
}

static void put_package(struct context *c, const struct verifying *v, const struct package *p)
{
    struct str out = {0};
    add_head(&out, v, p);
    for (size_t i = 0; i < p->files.len; i++) {
        const struct package_file *file = &p->files.ptr[i];
        str_add_f(&out, "%s\t%zu\t", file->path.ptr, file->bytes.len);
        add_visible(&out, str_sv(&file->name));
        str_add_byte(&out, '\n');
    }
    put(c, str_sv(&out));
    str_release(&out);
}

static void add_files(struct json *j, const struct package *p)
{
    json_open(j, SV("files"), '[');
    for (size_t i = 0; i < p->files.len; i++) {
        const struct package_file *file = &p->files.ptr[i];
        json_open(j, SV(""), '{');
        json_text(j, SV("path"), str_sv(&file->path));
        json_text(j, SV("name"), str_sv(&file->name));
        json_text(j, SV("what"), str_sv(&file->what));
        json_number(j, SV("bytes"), (int64_t)file->bytes.len);
        json_text(j, SV("sha256"), str_sv(&file->digest));
        json_close(j);
    }
    json_close(j);
}

static void put_json(struct context *c, const struct verifying *v, const struct package *p,
                     bool typed)
{
    struct json j = {0};
    json_open(&j, SV(""), '{');
    json_text(&j, SV("file"), sv_from(v->path));
    verify_add_json(&j, v, typed);
    json_open(&j, SV("package"), '{');
    json_text(&j, SV("form"), str_sv(&p->form));
    json_text(&j, SV("draft_id"), str_sv(&p->draft_id));
    json_number(&j, SV("revision"), p->revision);
    json_text(&j, SV("code"), str_sv(&p->code));
    json_text(&j, SV("name"), str_sv(&p->name));
    json_text(&j, SV("title"), str_sv(&p->title));
    json_text(&j, SV("county"), str_sv(&p->county));
    json_text(&j, SV("packed"), str_sv(&p->time));
    json_bool(&j, SV("bare"), p->bare);
    add_files(&j, p);
    json_close(&j);
    json_close(&j);
    str_add_byte(&j.text, '\n');
    put(c, str_sv(&j.text));
    str_release(&j.text);
}

static void show(struct context *c, const struct verifying *v, const struct package *p,
                 const struct args *args)
{
    bool typed = args->operands.len > 1;
    if (!args_given(args, OPT_JSON)) {
        verify_put(c, v, typed);
        if (!typed)
            put_package(c, v, p);
        return;
    }
    put_json(c, v, p, typed);
    if (v->verdict == VERDICT_MISTYPED)
        verify_say_mistyped(c, v);
}

int verify_package(struct context *c, const struct args *args)
{
    struct verifying v = {.path = args->operands.ptr[0]};
    struct package p = {0};
    struct err e = {0};
    const char *typed = args->operands.len > 1 ? args->operands.ptr[1] : NULL;
    int code;
    if (open_package(c, &v, &p, &e) && judge(&v, &p, typed, &e)) {
        opened_tell_version(c, &v.o);
        show(c, &v, &p, args);
        code = verdict_exit(v.verdict);
    } else {
        code = fail(c, &e);
    }
    verifying_release(&v);
    package_release(&p);
    return code;
}
