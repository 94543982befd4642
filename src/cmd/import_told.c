#include "cmd/import_told.h"

#include "base/i18n.h"
#include "cmd/output.h"
#include "draft/computed.h"
#include "draft/path.h"
#include "text/utf8.h"

/* ---- what was taken ---- */

static void add_whole_row(struct str *out, const struct draft *d, struct place row)
{
    const struct field *table = &d->form->fields[row.field];
    for (uint32_t f = table->index + 1; f < table->end; f++)
        if (kind_flags(d->form->fields[f].kind) & KIND_LEAF)
            draft_add_shown(out, d, (struct place){f, row.row});
}

static void add_line(struct str *out, const struct draft *d, const struct taken *t)
{
    const struct field *field = &d->form->fields[t->place.field];
    struct str shown = {0};
    bool row = (kind_flags(field->kind) & KIND_ROWS) && t->place.row;
    if (row)
        add_whole_row(&shown, d, t->place);
    else
        draft_add_shown(&shown, d, t->place);
    path_add(out, d, t->place);
    str_add_byte(out, '\t');
    str_add(out, field->brief.len ? field->brief : field->label);
    str_add_f(out, _("\t%u 字\t第 %u 段\n"), counts_by(count_text(str_sv(&shown)), d->form->count),
              t->number);
    str_release(&shown);
}

void import_put_taken(struct context *c, const struct draft *d, const struct recognised *found)
{
    struct str text = {0};
    for (size_t i = 0; i < found->taken.len; i++)
        add_line(&text, d, &found->taken.ptr[i]);
    put(c, str_sv(&text));
    str_release(&text);
}

/* ---- the document ---- */

void import_say_reading(struct context *c, const char *path, const struct reading *reading,
                        const struct document_facts *facts)
{
    const struct norm_report *norm = &facts->norm;
    if (facts->doubtful)
        say(c, _("%s：既可能是 UTF-8 也可能是 GB18030，按 GB18030 读。"), path);
    if (norm->spaces || norm->invisible || norm->controls)
        say(c, _("%s：有 %u 个特殊空格换成了普通空格，去掉了 %u 个看不见的字符和 %u 个控制字符。"),
            path, norm->spaces, norm->invisible, norm->controls);
    if (reading->demo)
        say(c, "%s", _("这是演示数据导出的，新草稿也记作演示数据，不能送审。"));
    if (reading->over)
        say(c, _("去掉了导出时印上的 %u 处“超出”标记。"), reading->over);
    if (reading->deleted)
        say(c, _("修订里删去的 %u 处文字没有取。"), reading->deleted);
    if (reading->hidden)
        say(c, _("有 %u 处隐藏文字没有取。"), reading->hidden);
    if (reading->symbols)
        say(c, _("有 %u 个符号字体的字符换成了相近的字，请核对。"), reading->symbols);
    if (reading->notes)
        say(c, _("文档里的 %u 处脚注、尾注或批注没有取。"), reading->notes);
    if (reading->pictures)
        say(c,
            _("文档里的 %u 张图片没有取：请另存成图片文件，放在草稿旁边，再在草稿里写上文件名。"),
            reading->pictures);
}

/* Nobody would look for a part of the application inside another one. */
static void say_odd(struct context *c, const struct draft *d, const struct recognised *found)
{
    for (size_t i = 0; i < found->odd.len; i++) {
        const struct odd_heading *odd = &found->odd.ptr[i];
        struct str shown = {0};
        add_visible(&shown, str_sv(&odd->text));
        say(c,
            _("第 %u "
              "段“%s”像是标题，没有认作标题：它和后面的文字都放在“%.*s”里了，请核对。"),
            odd->number, shown.ptr, SV_ARG(d->form->fields[odd->field].label));
        str_release(&shown);
    }
}

/* Prose that is printed and that nothing was found for: whoever has half a document sees which
 * half. */
static void say_empty(struct context *c, const struct draft *d)
{
    const struct form *form = d->form;
    struct str names = {0};
    for (uint32_t i = 0; i < form->print.sections.len; i++) {
        uint32_t section = form->print.sections.ptr[i];
        for (uint32_t f = form->sections[section].first; f < form->sections[section].end;
             f = form->fields[f].end) {
            struct place p = {f, 0};
            if (form->fields[f].kind != FIELD_TEXT || !form->fields[f].print ||
                draft_filled(d, p) || !draft_relevant(d, p))
                continue;
            str_add_f(&names, "%s%.*s", names.len ? _("、") : "", SV_ARG(form->fields[f].label));
        }
    }
    if (names.len)
        say(c, _("没有找到内容：%s。"), names.ptr);
    str_release(&names);
}

void import_say_result(struct context *c, const char *path, const char *draft,
                       const struct draft *d, const struct recognised *found)
{
    if (found->hints)
        say(c, _("模板自己的标题和说明 %u 段，没有当作内容。"), found->hints);
    if (found->aside)
        say(c, _("订在一起的附表有 %u 段，没有取：它们由草稿里的内容生成。"), found->aside);
    say_odd(c, d, found);
    say_empty(c, d);
    say(c, _("从 %s 取出 %zu 项，新建了草稿 %s，表单是“%.*s”。请打开核对一遍。"), path,
        found->taken.len, draft, SV_ARG(d->form->title));
}

/* ---- what had no place ---- */

enum { MOST_TOLD = 20, MOST_SHOWN = 20 };

static void say_one(struct context *c, const struct unplaced *u)
{
    struct sv text = str_sv(&u->text);
    size_t end = utf8_offset(text, MOST_SHOWN);
    struct str head = {0};
    add_visible(&head, sv_sub(text, 0, end));
    say(c, _("第 %u 段没有放进去：%.*s%s"), u->number, SV_ARG(str_sv(&head)),
        end < text.len ? "……" : "");
    str_release(&head);
}

void import_say_left(struct context *c, const struct recognised *found, const char *file)
{
    for (size_t i = 0; i < found->unplaced.len && i < MOST_TOLD; i++)
        say_one(c, &found->unplaced.ptr[i]);
    if (found->unplaced.len)
        say(c, _("有 %zu 段没有放进草稿，全文存在 %s。"), found->unplaced.len, file);
}
