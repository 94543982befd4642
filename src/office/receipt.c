#include "office/receipt.h"

#include "base/i18n.h"
#include "draft/file_names.h"
#include "draft/naming.h"

enum { DIGEST_SHOWN = 16 };

/* "名称：值", where there is a value. */
static void add_answer(struct str *out, struct sv label, struct sv value)
{
    if (value.len)
        str_add_f(out, "%.*s%s%.*s\n", SV_ARG(label), _("："), SV_ARG(value));
}

static void add_line(struct str *out, const char *label, struct sv value)
{
    add_answer(out, sv_from(label), value);
}

static void add_desk(struct str *out, const struct receipt *r)
{
    const struct desk *d = r->desk;
    add_line(out, _("收件单位"), str_sv(d->office.len ? &d->office : &d->name));
    add_line(out, _("联系人"), str_sv(&d->contact));
    add_line(out, _("电话"), str_sv(&d->phone));
    struct str time = {0};
    stamp_add_shown(&time, &r->intake->stamp);
    add_line(out, _("收件时间"), str_sv(&time));
    add_line(out, _("经办人"), str_sv(&r->intake->stamp.by));
    str_release(&time);
}

static struct sv label_of(const struct form *form, uint32_t field)
{
    const struct field *f = &form->fields[field];
    return f->brief.len ? f->brief : f->label;
}

static void add_case(struct str *out, const struct receipt *r)
{
    const struct intake *in = r->intake;
    const struct form *form = r->draft->form;
    struct str text = {0};
    add_answer(out, label_of(form, form->desk.name), str_sv(&r->head->name));
    add_answer(out, label_of(form, form->desk.code), str_sv(&r->head->code));
    add_answer(out, label_of(form, form->desk.title), str_sv(&r->head->title));
    str_add_f(&text, _("%s，第 %u 次送来（%s）"), r->head->id.ptr, in->number,
              taking_label(r->taking));
    add_line(out, _("编号"), str_sv(&text));
    str_clear(&text);
    if (in->code.len)
        str_add_f(&text, _("第 %u 稿，校验码 %s"), in->revision, in->code.ptr);
    else
        str_add(&text, sv_from(_("没有定稿，没有校验码")));
    add_line(out, _("稿次"), str_sv(&text));
    add_line(out, in->bare ? _("送来的草稿") : _("送来的送审包"), str_sv(&in->file));
    str_clear(&text);
    str_add_f(&text, _("%u 个，SHA-256 开头是 %.*s"), r->files, DIGEST_SHOWN, in->digest.ptr);
    add_line(out, _("内含文件"), str_sv(&text));
    str_release(&text);
}

/* A message may quote the answer. */
static void add_error(struct str *out, const struct receipt *r, const struct finding *f)
{
    struct str place = {0};
    if (f->place.field != NO_FIELD)
        naming_add_place(&place, r->draft, f->place);
    if (!field_is_private(r->draft->form, f->place.field))
        str_add_f(out, "%s%s%.*s%.*s\n", place.ptr ? place.ptr : "", place.len ? _("：") : "",
                  SV_ARG(str_sv(&f->message)), SV_ARG(str_sv(&f->fix)));
    else
        str_add_f(out, _("%s：没有填，或者填得不对。\n"), place.ptr);
    str_release(&place);
}

static void add_errors(struct str *out, const struct receipt *r)
{
    uint32_t errors = findings_tally(r->findings).errors, told = 0;
    if (errors == 0) {
        str_add(out, sv_from(_("按汇总这一关检查，没有发现错误。\n")));
        return;
    }
    str_add_f(out, _("按汇总这一关检查，还有 %u 处要补要改：\n"), errors);
    for (size_t i = 0; i < r->findings->len && told < RECEIPT_MOST_LISTED; i++) {
        if (r->findings->ptr[i].severity != SEVERITY_ERROR)
            continue;
        str_add_f(out, "%u. ", ++told);
        add_error(out, r, &r->findings->ptr[i]);
    }
    if (errors > told)
        str_add_f(out, _("……另有 %u 处，请用 tianbiao 打开草稿，按 F2 看全。\n"), errors - told);
}

/* What an answer names and was not sent along: a package cannot be like that, a bare draft can. */
static void add_missing(struct str *out, const struct receipt *r)
{
    struct named_files names = {0};
    size_t missing = 0;
    draft_file_names(r->draft, SIZE_MAX, &names);
    for (size_t i = 0; r->facts && i < names.len; i++) {
        const struct file_fact *fact = facts_find(r->facts, names.ptr[i].name);
        if (!names.ptr[i].relevant || !fact || fact->state == FILE_THERE)
            continue;
        if (missing++ == 0)
            str_add(out, sv_from(_("草稿里记了、没有一起送来的文件：\n")));
        if (missing > RECEIPT_MOST_LISTED)
            continue;
        str_add(out, SV("  "));
        naming_add_quoted(out, names.ptr[i].name, names.ptr[i].name.len);
        str_add_byte(out, '\n');
    }
    if (missing > RECEIPT_MOST_LISTED)
        str_add_f(out, _("  ……共 %zu 个\n"), missing);
    vec_release(&names);
}

void receipt_add(struct str *out, const struct receipt *r)
{
    str_add_f(out, "%s\n\n", _("收件回执"));
    add_desk(out, r);
    str_add_byte(out, '\n');
    add_case(out, r);
    str_add_byte(out, '\n');
    add_errors(out, r);
    add_missing(out, r);
    if (r->intake->bare)
        str_add(out, sv_from(_("这次交的是草稿，不是送审包。请定稿、盖章、备齐材料后，用 tianbiao "
                               "pack 做成送审包再交。\n")));
    if (r->open)
        str_add_f(out, _("上次的退回意见里，还有 %u 条没有答复。\n"), r->open);
    str_add_f(
        out, "\n%s\n",
        _("本回执只说明材料已经收到，不表示审核通过。要询问，请联系上面的收件单位，并说明编号。"));
}
