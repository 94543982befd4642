#include "office/returned_io.h"

#include "base/i18n.h"
#include "office/desk_io.h"
#include "office/note_io.h"
#include "store/file.h"
#include "store/yaml_peek.h"

bool returned_looks_like(struct sv bytes)
{
    return yaml_mentions(bytes, SV("tianbiao_return"));
}

/* ---- reading ---- */

static bool check_format(const struct yaml_node *root, const char *name, struct err *e)
{
    int64_t format;
    if (!root || root->kind != YAML_MAP || !yaml_get(root, SV("tianbiao_return")))
        return err_set(e, ERR_REFUSED, _("%s：这不是退回意见文件。"), name);
    if (!record_number(root, SV("tianbiao_return"), (struct record_bounds){1, INT32_MAX, 0}, name,
                       &format, e))
        return false;
    return format == 1 ||
           err_set(e, ERR_REFUSED,
                   _("%s：这份退回意见是更新的程序写的，请用新版的 tianbiao 打开。"), name);
}

static bool read_head(const struct yaml_node *root, const char *name, struct returned *r,
                      struct err *e)
{
    struct case_head *h = &r->head;
    int64_t number = 0, revision = 0;
    bool ok = record_line(root, SV("draft_id"), MOST_SHORT, name, &h->id, e) &&
              record_line(root, SV("form"), MOST_SHORT, name, &h->form, e) &&
              record_number(root, SV("form_version"), (struct record_bounds){1, INT32_MAX, 1}, name,
                            &h->form_version, e) &&
              record_line(root, SV("name"), MOST_LINE, name, &h->name, e) &&
              record_line(root, SV("title"), MOST_LINE, name, &h->title, e) &&
              record_number(root, SV("number"), (struct record_bounds){1, MOST_RETURNS, 0}, name,
                            &number, e) &&
              record_number(root, SV("revision"), (struct record_bounds){0, INT32_MAX, 0}, name,
                            &revision, e) &&
              record_line(root, SV("code"), MOST_SHORT, name, &r->code, e);
    r->number = (uint32_t)number;
    r->revision = (uint32_t)revision;
    if (ok && !case_id_is_good(str_sv(&h->id)))
        ok = record_refuse(yaml_get(root, SV("draft_id")), name, e,
                           _("draft_id 不是草稿的编号，看不出这是哪份草稿的退回意见。"));
    return ok;
}

static bool read_sender(const struct yaml_node *root, const char *name, struct returned *r,
                        struct err *e)
{
    return record_line(root, SV("county"), MOST_LINE, name, &r->county, e) &&
           record_line(root, SV("office"), MOST_LINE, name, &r->office, e) &&
           record_line(root, SV("contact"), MOST_LINE, name, &r->contact, e) &&
           record_line(root, SV("phone"), MOST_LINE, name, &r->phone, e) &&
           stamp_read(root, name, &r->stamp, e) &&
           record_line(root, SV("round"), MOST_SHORT, name, &r->round, e) &&
           record_prose(root, SV("reason"), name, &r->reason, e);
}

static const struct yaml_node *list_of(const struct yaml_node *root, struct sv key, uint32_t most,
                                       const char *name, bool *ok, struct err *e)
{
    const struct yaml_node *list = yaml_get(root, key);
    *ok = !list || (list->kind == YAML_LIST && list->count <= most) ||
          record_refuse(list, name, e, _("这里应当是一个列表，而且不能太长。"));
    return *ok && list ? list->first : NULL;
}

static bool read_materials(const struct yaml_node *root, const char *name, struct returned *r,
                           struct err *e)
{
    bool ok;
    const struct yaml_node *item = list_of(root, SV("materials"), MOST_MATERIALS, name, &ok, e);
    for (; ok && item; item = item->next) {
        if (item->kind != YAML_SCALAR || !text_is_line(item->text, MOST_LINE))
            ok = record_refuse(item, name, e, _("这里应当是一项材料。"));
        else
            str_set(vec_add(&r->materials), item->text);
    }
    return ok;
}

/* The applicant answers what was open, and says why where he changes nothing. */
static bool is_asked_soundly(const struct returned *r, uint32_t number)
{
    const struct note *n = returned_find_note(r, number);
    if (!n || n->state == REMARK_ACCEPTED)
        return false;
    return n->state != REMARK_KEPT || n->turns.ptr[n->turns.len - 1].text.len > 0;
}

static bool read_asked(const struct yaml_node *root, const char *name, struct returned *r,
                       struct err *e)
{
    bool ok;
    const struct yaml_node *item = list_of(root, SV("asked"), MOST_NOTES, name, &ok, e);
    for (; ok && item; item = item->next) {
        int64_t number;
        if (item->kind != YAML_SCALAR || !sv_number(item->text, 1, MOST_NOTE_NUMBER, &number) ||
            !is_asked_soundly(r, (uint32_t)number))
            ok = record_refuse(item, name, e,
                               _("这里应当是一条要答复的意见的号；答复“不改”的，要写明理由。"));
        else if (!returned_asks(r, (uint32_t)number))
            vec_push(&r->asked, (uint32_t)number);
    }
    for (size_t i = 0; ok && i < r->notes.len; i++)
        if (r->notes.ptr[i].state == REMARK_OPEN && !returned_asks(r, r->notes.ptr[i].number))
            vec_push(&r->asked, r->notes.ptr[i].number);
    return ok;
}

bool returned_parse(struct sv source, const char *name, struct returned *out, struct err *e)
{
    struct yaml_doc doc;
    if (source.len > RETURNED_MAX_BYTES)
        return err_set(e, ERR_REFUSED, _("%s：文件太大，不像退回意见。"), name);
    if (!yaml_read(source, name, &doc, e))
        return false;
    const struct yaml_node *root = doc.root;
    bool ok = check_format(root, name, e) && read_head(root, name, out, e) &&
              read_sender(root, name, out, e) && read_materials(root, name, out, e) &&
              notes_read(yaml_get(root, SV("remarks")), name, &out->notes, e) &&
              read_asked(root, name, out, e);
    yaml_release(&doc);
    if (!ok)
        returned_release(out);
    return ok;
}

/* ---- writing ---- */

static void want_materials(struct yaml_want *root, struct arena *a, const struct returned *r)
{
    struct yaml_want *list = yaml_want_new(a, r->materials.len ? WANT_LIST : WANT_ABSENT);
    yaml_want_add(root, SV("materials"), list);
    for (size_t i = 0; i < r->materials.len; i++)
        yaml_want_add(list, SV(""), yaml_want_new(a, WANT_SCALAR))->text =
            str_sv(&r->materials.ptr[i]);
}

static void want_asked(struct yaml_want *root, struct arena *a, const struct returned *r)
{
    struct yaml_want *list = yaml_want_new(a, r->asked.len ? WANT_LIST : WANT_ABSENT);
    yaml_want_add(root, SV("asked"), list);
    list->flow = true;
    for (size_t i = 0; i < r->asked.len; i++)
        record_want_number(list, a, SV(""), r->asked.ptr[i]);
}

static struct yaml_want *want_returned(const struct returned *r, struct arena *a)
{
    const struct case_head *h = &r->head;
    struct yaml_want *root = yaml_want_new(a, WANT_MAP);
    record_want_number(root, a, SV("tianbiao_return"), 1);
    record_want(root, a, SV("draft_id"), str_sv(&h->id));
    record_want(root, a, SV("form"), str_sv(&h->form));
    record_want_number(root, a, SV("form_version"), h->form_version);
    record_want_number(root, a, SV("number"), r->number);
    record_want_number(root, a, SV("revision"), r->revision);
    record_want(root, a, SV("code"), str_sv(&r->code));
    record_want(root, a, SV("name"), str_sv(&h->name));
    record_want(root, a, SV("title"), str_sv(&h->title));
    record_want(root, a, SV("county"), str_sv(&r->county));
    record_want(root, a, SV("office"), str_sv(&r->office));
    record_want(root, a, SV("contact"), str_sv(&r->contact));
    record_want(root, a, SV("phone"), str_sv(&r->phone));
    stamp_want(root, a, &r->stamp);
    record_want(root, a, SV("round"), str_sv(&r->round));
    want_materials(root, a, r);
    record_want_prose(root, a, SV("reason"), str_sv(&r->reason));
    want_asked(root, a, r);
    notes_want(root, a, SV("remarks"), &r->notes);
    return root;
}

bool returned_compose(const struct returned *r, struct sv source, struct str *out, struct err *e)
{
    struct yaml_doc doc;
    struct arena a = {0};
    if (!yaml_read(source, "", &doc, e))
        return false;
    if (source.len == 0)
        str_add_f(
            out, "# %s\n",
            _("退回意见。请放在草稿旁边，用 tianbiao 打开，逐条修改、答复，再重新定稿、送审。"));
    bool ok = yaml_merge(source, &doc, want_returned(r, &a), out, e);
    if (ok && out->len > RETURNED_MAX_BYTES)
        ok = err_set(e, ERR_REFUSED, "%s", _("退回意见太大，写不进一个文件。"));
    yaml_release(&doc);
    arena_release(&a);
    return ok;
}

/* ---- files ---- */

void returned_file_release(struct returned_file *f)
{
    str_release(&f->path);
    str_release(&f->source);
    returned_release(&f->returned);
    str_release(&f->trouble);
    *f = (struct returned_file){0};
}

bool returned_load(const char *path, struct returned_file *out, struct err *e)
{
    bool ok = file_read(path, RETURNED_MAX_BYTES, &out->source, e) &&
              returned_parse(str_sv(&out->source), path, &out->returned, e);
    if (ok)
        str_set(&out->path, sv_from(path));
    else
        str_clear(&out->source);
    return ok;
}

bool returned_save(struct returned_file *f, struct err *e)
{
    struct str bytes = {0}, now = {0};
    bool ok = returned_compose(&f->returned, str_sv(&f->source), &bytes, e);
    bool same = ok && sv_eq(str_sv(&bytes), str_sv(&f->source));
    if (ok && !same)
        ok = file_read(f->path.ptr, RETURNED_MAX_BYTES, &now, e) &&
             (sv_eq(str_sv(&now), str_sv(&f->source)) ||
              err_set(e, ERR_IO, _("%s：文件刚才在别处被改过，没有覆盖它。请再试一次。"),
                      f->path.ptr)) &&
             file_write(f->path.ptr, str_sv(&bytes), RETURNED_MODE, e);
    if (ok && !same)
        str_move(&f->source, &bytes);
    str_release(&bytes);
    str_release(&now);
    return ok;
}

/* Is it still the return it was: another one may have been put in its place. */
static bool is_same_return(const struct returned *a, const struct returned *b)
{
    return a->number == b->number && sv_eq(str_sv(&a->head.id), str_sv(&b->head.id));
}

bool returned_reply(struct returned_file *f, const struct reply *a, const struct form *form,
                    struct err *e)
{
    struct returned_file now = {0};
    bool ok = returned_load(f->path.ptr, &now, e);
    if (ok && !is_same_return(&f->returned, &now.returned))
        ok = err_set(e, ERR_IO, _("%s：这个文件已经换成了另一份退回意见，请重新打开草稿。"),
                     f->path.ptr);
    ok = ok && returned_answer(&now.returned, a, form, e) && returned_save(&now, e);
    if (ok) {
        str_move(&now.trouble, &f->trouble);
        returned_file_release(f);
        *f = now;
        now = (struct returned_file){0};
    }
    returned_file_release(&now);
    return ok;
}
