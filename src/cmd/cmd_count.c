#include "cmd/command.h"
#include "cmd/import.h"
#include "cmd/json.h"
#include "cmd/output.h"
#include "text/count.h"
#include "text/norm.h"

struct counter {
    struct context *c;
    enum count_rule order[COUNT_RULES]; /* in which the numbers are printed */
    struct json *json;                  /* NULL: lines */
};

/* What is counted is what a field would hold after the text was put into it. */
static bool count_file(struct counter *k, const char *path, struct counts *out, struct err *e)
{
    struct str raw = {0}, text = {0};
    struct import_report import = {0};
    struct norm_report norm = {0};
    bool ok = import_file(path, &raw, &import, e);
    if (ok) {
        norm_text(str_sv(&raw), &text, &norm);
        *out = count_text(str_sv(&text));
    }
    if (import.doubtful)
        say(k->c, _("%s：既可能是 UTF-8 也可能是 GB18030，按 GB18030 数。"), path);
    str_release(&raw);
    str_release(&text);
    return ok;
}

static void add_numbers(struct json *j, struct counts n)
{
    for (enum count_rule rule = 0; rule < COUNT_RULES; rule++)
        json_number(j, count_rule_name(rule), counts_by(n, rule));
    json_number(j, SV("chinese"), n.fe);
    json_number(j, SV("other"), n.latin);
}

static void show(struct counter *k, struct counts n, struct sv name)
{
    struct str line = {0};
    if (k->json) {
        json_open(k->json, SV(""), '{');
        json_text(k->json, SV("file"), name);
        add_numbers(k->json, n);
        json_close(k->json);
        return;
    }
    for (int i = 0; i < COUNT_RULES; i++)
        str_add_f(&line, "%u ", counts_by(n, k->order[i]));
    add_visible(&line, name);
    str_add_byte(&line, '\n');
    put(k->c, str_sv(&line));
    str_release(&line);
}

static int count_all(struct counter *k, const struct args *args)
{
    static const char *const standard_input[] = {"-"};
    const char *const *paths = args->operands.len ? args->operands.ptr : standard_input;
    size_t len = args->operands.len ? args->operands.len : 1;
    struct counts total = {0};
    int code = 0;
    for (size_t i = 0; i < len; i++) {
        struct counts n;
        struct err e = {0};
        if (!count_file(k, paths[i], &n, &e)) {
            int failed = fail(k->c, &e);
            code = failed > code ? failed : code;
            continue;
        }
        total = counts_add(total, n);
        show(k, n, sv_from(paths[i]));
    }
    if (k->json) {
        json_close(k->json);
        json_open(k->json, SV("total"), '{');
        add_numbers(k->json, total);
        json_close(k->json);
    } else if (len > 1) {
        show(k, total, SV("total"));
    }
    return code;
}

/* The rule asked for first, the others behind it as they always stand. */
static bool make_order(struct counter *k, const char *name, struct err *e)
{
    enum count_rule first = COUNT_WORD;
    size_t n = 0;
    if (name && !count_rule_by_name(sv_from(name), &first))
        return err_set(e, ERR_USAGE,
                       _("--rule 可选 word（字数）、chars（字符数）、chars-with-spaces（字符数计"
                         "空格），不是“%s”。"),
                       name);
    k->order[n++] = first;
    for (enum count_rule rule = 0; rule < COUNT_RULES; rule++)
        if (rule != first)
            k->order[n++] = rule;
    return true;
}

int cmd_count(struct context *c, const struct args *args)
{
    struct counter k = {.c = c};
    struct json json = {0};
    struct err e = {0};
    if (!make_order(&k, args->values[OPT_RULE], &e))
        return fail(c, &e);
    if (!args_given(args, OPT_JSON))
        return count_all(&k, args);
    k.json = &json;
    json_open(&json, SV(""), '{');
    json_text(&json, SV("rule"), count_rule_name(k.order[0]));
    json_open(&json, SV("files"), '[');
    int code = count_all(&k, args);
    json_close(&json);
    str_add_byte(&json.text, '\n');
    put(c, str_sv(&json.text));
    str_release(&json.text);
    return code;
}
