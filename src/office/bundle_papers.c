#include "office/bundle_papers.h"

#include "base/date.h"
#include "office/selection.h"
#include "text/number.h"

/* ---- the list ---- */

static struct sv label_of(const struct form *form, uint32_t field, struct sv otherwise)
{
    if (!form->desk.given || field == NO_FIELD || form->fields[field].label.len == 0)
        return otherwise;
    return form->fields[field].label;
}

static struct table_column *add_column(struct table *t, struct sv label, uint32_t width)
{
    struct table_column *c = vec_add(&t->columns);
    str_add(&c->label, label);
    c->width = width;
    return c;
}

static void add_cell(struct table_row *row, struct sv text)
{
    str_add(vec_add(&row->cells), text);
}

static void add_number(struct table_row *row, size_t number)
{
    str_add_f(vec_add(&row->cells), "%zu", number);
}

static void add_boxes(struct table_row *row, uint32_t copies)
{
    struct str *cell = vec_add(&row->cells);
    for (uint32_t i = 0; i < copies; i++)
        str_add(cell, SV("□"));
}

/* The day of a time; nothing of a time that is none. */
static void add_day(struct str *out, struct sv time)
{
    struct date day;
    if (date_parse(sv_sub(time, 0, strlen("YYYY-MM-DD")), &day))
        date_add_chinese(out, day);
}

static void add_round(struct str *out, const struct bundle *b, const struct form *form)
{
    if (b->round.len)
        round_add_words(out, form, str_sv(&b->round));
}

static void add_columns(struct table *t, const struct form *form)
{
    struct str copies = {0};
    str_add_f(&copies, "纸质件（%u份）", form->copies);
    add_column(t, SV("序号"), 4)->number = true;
    add_column(t, label_of(form, form->desk.name, SV("申报单位")), 22);
    add_column(t, label_of(form, form->desk.code, SV("代码")), 18)->code = true;
    add_column(t, label_of(form, form->desk.title, SV("名称")), 30);
    add_column(t, SV("稿次"), 4)->number = true;
    add_column(t, SV("校验码"), 16);
    add_column(t, str_sv(&copies), 14);
    str_release(&copies);
}

void bundle_list_make(struct table *out, const struct bundle *b, const struct form *form)
{
    str_add_f(&out->title, "%s报送清单", b->county.ptr);
    str_add_f(&out->head, "%s（盖章）　　共 %zu 件　　",
              b->office.len ? b->office.ptr : b->county.ptr, b->cases.len);
    add_round(&out->head, b, form);
    str_add(&out->head, b->round.len ? SV("　　") : SV(""));
    add_day(&out->head, str_sv(&b->time));
    str_add(&out->foot, SV("送件人：________　　收件人：________　　收到日期：________"));
    add_columns(out, form);
    for (size_t i = 0; i < b->cases.len; i++) {
        const struct bundle_case *c = &b->cases.ptr[i];
        struct table_row *row = vec_add(&out->rows);
        add_number(row, i + 1);
        add_cell(row, str_sv(&c->name));
        add_cell(row, str_sv(&c->code));
        add_cell(row, str_sv(&c->title));
        add_number(row, c->revision);
        add_cell(row, str_sv(&c->check_code));
        add_boxes(row, form->copies);
    }
}

/* ---- practices ---- */

size_t bundle_add_experience(struct str *out, const struct bundle *b, const struct form *form,
                             const struct sv *texts)
{
    size_t count = 0;
    str_add_f(out, "%s典型经验做法\n%.*s\n", b->county.ptr, SV_ARG(form->title));
    for (size_t i = 0; i < b->cases.len; i++) {
        if (texts[i].len == 0)
            continue;
        str_add_byte(out, '\n');
        number_add_chinese(out, (uint32_t)++count);
        str_add_f(out, "、%s", b->cases.ptr[i].name.ptr ? b->cases.ptr[i].name.ptr : "");
        if (b->cases.ptr[i].title.len)
            str_add_f(out, "：%s", b->cases.ptr[i].title.ptr);
        str_add_f(out, "\n%.*s\n", SV_ARG(texts[i]));
    }
    if (count == 0)
        str_add(out, SV("\n（没有记录。）\n"));
    return count;
}

/* ---- the mail ---- */

static struct sv or_line(const struct str *text)
{
    return text->len ? str_sv(text) : SV("________");
}

void bundle_add_mail(struct str *out, const struct bundle *b, const struct form *form,
                     const struct desk *desk)
{
    struct sv title = form->brief.len ? form->brief : form->title;
    str_add_f(out, "收件邮箱：%s\n",
              desk->mailbox.len ? desk->mailbox.ptr : "通知未写明，请向市级主管部门询问");
    str_add_f(out, "主题：%s报送%.*s", b->county.ptr, SV_ARG(title));
    add_round(out, b, form);
    str_add_f(out, "（%zu 件）\n附件：整个文件夹，或者把它压缩成一个文件\n\n", b->cases.len);
    str_add_f(out, "现将%s推荐的“%.*s”%zu 件的电子版报上，请查收。\n", b->county.ptr, SV_ARG(title),
              b->cases.len);
    str_add(out,
            SV("汇总表见 summary.xlsx（或 summary.docx），报送清单见 list.docx，典型经验做法见 "
               "experience.txt，送审包在 packages 里，审核记录在 reviews 里。\n"));
    str_add_f(out, "纸质版一式%u份另行报送，每页下方的校验码和报送清单里的一样。\n", form->copies);
    str_add(out, SV("bundle.yaml 列着每个文件的 SHA-256，可以用 tianbiao verify 核对，用 "
                    "tianbiao desk receive 收件。\n\n"));
    str_add_f(out, "联系人：%.*s　　电话：%.*s\n%s\n", SV_ARG(or_line(&b->contact)),
              SV_ARG(or_line(&b->phone)), b->office.len ? b->office.ptr : b->county.ptr);
    add_day(out, str_sv(&b->time));
    str_add(out, SV("\n\n（这封信由经办人自己发送，程序不发邮件。）\n"));
}
