#include "base/i18n.h"
#include "cmd/packing.h"
#include "draft/finals.h"

/* ---- what is in it ---- */

static size_t count_of(const struct package *p, enum package_part what)
{
    size_t count = 0;
    for (size_t i = 0; i < p->files.len; i++)
        count += sv_eq(str_sv(&p->files.ptr[i].what), package_part_name(what));
    return count;
}

static void add_contents(struct str *out, const struct packing *p)
{
    enum { MB = 1 << 20 };
    const struct package *package = &p->package;
    size_t files = count_of(package, PACKAGE_PART_FILE);
    str_add_f(out, _("第 %u 稿，校验码 %s。里面有草稿、申报书和附表 %zu 个文件，"),
              package->revision, package->code.ptr, count_of(package, PACKAGE_PART_DOCUMENT));
    if (files)
        str_add_f(out, _("插图和材料 %zu 个文件"), files);
    else
        str_add(out, sv_from(_("没有插图和材料")));
    /* What a mailbox takes is a matter of megabytes. */
    if (p->bytes.len >= MB)
        str_add_f(out, _("，共 %.1f MB"), (double)p->bytes.len / MB);
    str_add(out, sv_from(_("。")));
    if (count_of(package, PACKAGE_PART_RETURNED))
        str_add_f(out, _("退回意见的答复也在里面，共 %zu 条。"), p->back.returned.asked.len);
    str_add_byte(out, '\n');
}

static void add_next_step(struct str *out, const struct packing *p)
{
    const struct package *package = &p->package;
    const struct returned *back = &p->back.returned;
    /* A carried case is with the city already, which asked for newer materials. */
    const struct str *county = back->materials.len ? &back->county : &package->county;
    if (county->len)
        str_add_f(out, _("下一步：把它报到“%s”的主管部门"), county->ptr);
    else
        str_add(out, sv_from(_("下一步：把它交给主管部门")));
    str_add_f(out, _("，连同盖了章的纸质件 %u 份；每页印的校验码要和 %s 一样。\n"),
              p->draft->form->copies, package->code.ptr);
}

static void add_head(struct str *out, const struct packing *p, const char *to)
{
    if (p->result == PACKING_SAME)
        str_add_f(out, _("内容和原来的送审包一样，没有另做，还是 %s：\n"), to);
    else if (p->result == PACKING_REPLACED)
        str_add_f(out, _("送审包做好了，替换了这份草稿原来的送审包 %s：\n"), to);
    else
        str_add_f(out, _("送审包做好了，存为 %s：\n"), to);
}

void packing_add_told(struct str *out, const struct packing *p, const char *to)
{
    uint32_t warnings = findings_tally(&p->findings).warnings;
    add_head(out, p, to);
    add_contents(out, p);
    if (warnings)
        str_add_f(out,
                  _("还有提醒 %u 处没有写理由，审核时可能会问到（tianbiao check --for pack "
                    "%s 逐条列出）。\n"),
                  warnings, p->path);
    if (p->back.trouble.len)
        str_add_f(out, "%s\n", p->back.trouble.ptr);
    packing_add_late(out, p->draft, p->now.day);
    add_next_step(out, p);
}

/* ---- too late, perhaps ---- */

static bool month_passed(const struct round *round, struct date today)
{
    struct date month;
    return date_parse(round->month, &month) &&
           (today.year > month.year || (today.year == month.year && today.month > month.month));
}

/* 第1轮（拟定2024年8月） */
static void add_round(struct str *out, const struct round *round)
{
    struct date month;
    str_add_f(out, _("%.*s（%.*s"), SV_ARG(round->label), SV_ARG(round->note));
    if (date_parse(round->month, &month))
        date_add_chinese(out, month);
    str_add(out, sv_from(_("）")));
}

static const struct round *chosen_round(const struct draft *d)
{
    const struct form *form = d->form;
    if (form->desk.round == NO_FIELD)
        return NULL;
    struct sv id = draft_text(d, (struct place){form->desk.round, 0});
    for (uint32_t i = 0; i < form->round_count; i++)
        if (sv_eq(form->rounds[i].id, id))
            return &form->rounds[i];
    return NULL;
}

/* Where no round was chosen there is still the last one. */
static const struct round *last_round(const struct form *form)
{
    const struct round *last = NULL;
    for (uint32_t i = 0; i < form->round_count; i++)
        if (!last || sv_cmp(form->rounds[i].month, last->month) > 0)
            last = &form->rounds[i];
    return last;
}

void packing_add_late(struct str *out, const struct draft *d, struct date today)
{
    const struct round *chosen = chosen_round(d), *round = chosen ? chosen : last_round(d->form);
    struct str named = {0};
    if (!round || !today.year || !month_passed(round, today))
        return;
    add_round(&named, round);
    str_add_f(out,
              chosen
                  ? _("提醒：选的是%s，这个月已经过去了。请先问主管部门还收不收，或者改选后面的一"
                      "轮。\n")
                  : _("提醒：最后一轮是%s，这个月已经过去了。请先问主管部门还收不收。\n"),
              named.ptr);
    str_release(&named);
}
