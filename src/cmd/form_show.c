#include "cmd/form_show.h"

#include "base/i18n.h"

/* ---- for scripts ---- */

/* "enterprises[].name" becomes "enterprises[1].name". */
static void add_address(struct str *out, struct sv path)
{
    size_t brackets = sv_find(path, SV("[]"), 0);
    if (brackets == SV_NONE) {
        str_add(out, path);
        return;
    }
    str_add(out, sv_sub(path, 0, brackets));
    str_add(out, SV("[1]"));
    str_add(out, sv_from_offset(path, brackets + 2));
}

static void add_options(struct str *out, const struct field *field)
{
    for (uint32_t i = 0; i < field->option_count; i++) {
        if (i)
            str_add_byte(out, ',');
        str_add(out, field->options[i].id);
    }
    if (field->kind == FIELD_YESNO)
        str_add(out, SV("yes,no"));
}

void form_show_ids(struct str *out, const struct form *form)
{
    for (uint32_t f = 0; f < form->field_count; f++) {
        const struct field *field = &form->fields[f];
        unsigned flags = kind_flags(field->kind);
        if (!(flags & (KIND_LEAF | KIND_ROWS | KIND_INFO)))
            continue;
        add_address(out, field->path);
        str_add_f(out, "\t%.*s\t%.*s\t", SV_ARG(kind_name(field->kind)), SV_ARG(field->label));
        add_options(out, field);
        str_add_byte(out, '\n');
    }
}

/* ---- for people ---- */

static void add_indent(struct str *out, int depth)
{
    str_add_bytes(out, ' ', (size_t)depth * 4);
}

/* A text of several lines, each indented. */
static void add_lines(struct str *out, struct sv text, int depth)
{
    struct sv line;
    while (sv_next(&text, '\n', &line)) {
        add_indent(out, depth);
        str_add(out, line);
        str_add_byte(out, '\n');
    }
}

/* "（必填，不超过 50 字）" */
static void add_demands(struct str *out, const struct form *form, const struct field *field)
{
    struct str demands = {0};
    bool required = false;
    for (uint32_t i = 0; i < form->rule_count; i++)
        required |= form->rules[i].op == RULE_REQUIRED && form->rules[i].field == field->index &&
                    form->rules[i].severity == SEVERITY_ERROR;
    if (required)
        str_add(&demands, sv_from(field->when ? _("需要时必填") : _("必填")));
    if (field->limit)
        str_add_f(&demands, _("%s不超过 %u 字"), demands.len ? _("，") : "", field->limit);
    if (field->min_rows)
        str_add_f(&demands, _("%s至少 %u 行"), demands.len ? _("，") : "", field->min_rows);
    if (field->max_rows && kind_flags(field->kind) & (KIND_ROWS | KIND_LIST))
        str_add_f(&demands, _("%s最多 %u 项"), demands.len ? _("，") : "", field->max_rows);
    if (demands.len)
        str_add_f(out, _("（%s）"), demands.ptr);
    str_release(&demands);
}

static void add_boxes(struct str *out, const struct field *field, int depth)
{
    for (uint32_t i = 0; i < field->option_count; i++) {
        add_indent(out, depth);
        str_add_f(out, "□ %.*s\n", SV_ARG(field->options[i].label));
    }
    if (field->other) {
        add_indent(out, depth);
        str_add_f(out, _("□ 其他：%s\n"), "____________");
    }
}

static void add_field(struct str *out, const struct form *form, const struct field *field,
                      int depth)
{
    unsigned flags = kind_flags(field->kind);
    add_indent(out, depth);
    str_add_f(out, "%.*s%.*s", SV_ARG(field->number), SV_ARG(field->label));
    add_demands(out, form, field);
    if (field->kind == FIELD_YESNO)
        str_add(out, sv_from(_("：□ 是　□ 否")));
    else if (flags & KIND_INFO)
        str_add(out, sv_from(_("：（自动算出）")));
    else if ((flags & KIND_LEAF) && !(flags & KIND_OPTIONS))
        str_add_f(out, _("：%s"), "____________________");
    if (field->unit.len && (flags & KIND_LEAF))
        str_add_f(out, " %.*s", SV_ARG(field->unit));
    str_add_byte(out, '\n');
    add_lines(out, field->guidance, depth + 1);
    add_boxes(out, field, depth + 1);
    for (const struct field *child = field_first_child(form, field); child;
         child = field_next_child(form, field, child))
        add_field(out, form, child, depth + 1);
}

static void add_section(struct str *out, const struct form *form, const struct section *section)
{
    str_add_f(out, "\n%.*s%.*s", SV_ARG(section->number), SV_ARG(section->title));
    if (section->limit)
        str_add_f(out, _("（%u 字以内）"), section->limit);
    str_add_byte(out, '\n');
    add_lines(out, section->guidance, 1);
    for (uint32_t f = section->first; f < section->end; f = form->fields[f].end)
        add_field(out, form, &form->fields[f], 1);
}

static void add_limits(struct str *out, const struct form *form)
{
    for (uint32_t i = 0; i < form->limit_count; i++)
        if (form->limits[i].section == NO_FIELD)
            str_add_f(out, _("%.*s不超过 %u 字（%s）\n"), SV_ARG(form->limits[i].title),
                      form->limits[i].max, count_rule_label(form->count));
}

/* What else it prints, by the names --paper takes. */
static void add_papers(struct str *out, const struct form *form)
{
    const struct print *print = &form->print;
    if (print->paper_count)
        str_add_f(out, "\n%s\n", _("另外可以打印（export --paper 名称）"));
    for (uint32_t i = 0; i < print->paper_count; i++)
        str_add_f(out, "    %.*s　%.*s\n", SV_ARG(print->papers[i].id),
                  SV_ARG(print->papers[i].title));
}

void form_show_text(struct str *out, const struct form *form)
{
    str_add_f(out, "%.*s\n", SV_ARG(form->title));
    if (form->issuer.len)
        str_add_f(out, "%.*s %.*s %.*s\n", SV_ARG(form->issuer), SV_ARG(form->document),
                  SV_ARG(form->date));
    add_limits(out, form);
    for (uint32_t s = 0; s < form->section_count; s++)
        add_section(out, form, &form->sections[s]);
    add_papers(out, form);
}
