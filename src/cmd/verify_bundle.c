#include "cmd/output.h"
#include "cmd/verify.h"
#include "office/bundle_io.h"

static void add_shown(struct str *out, struct sv text)
{
    str_add_byte(out, '\t');
    add_visible(out, text);
}

/* A line on the whole, then one a case: package, check code, applicant, case. */
static void put_bundle(struct context *c, const struct bundle *b)
{
    struct str out = {0};
    str_add_f(&out, _("%s：完整。"), b->path.ptr);
    add_visible(&out, str_sv(&b->county));
    if (b->time.len) /* a list may do without */
        str_add_f(&out, _("，%.*s %.*s 做成"), 10, b->time.ptr, 5, b->time.ptr + 11);
    str_add_f(&out, _("，%zu 件，%zu 个文件。\n"), b->cases.len, b->files.len);
    for (size_t i = 0; i < b->cases.len; i++) {
        const struct bundle_case *one = &b->cases.ptr[i];
        add_visible(&out, str_sv(&one->package));
        add_shown(&out, str_sv(&one->check_code));
        add_shown(&out, str_sv(&one->name));
        add_shown(&out, str_sv(&one->title));
        str_add_byte(&out, '\n');
    }
    put(c, str_sv(&out));
    str_release(&out);
}

static void put_json(struct context *c, const struct bundle *b, const struct bundle_troubles *list)
{
    struct json j = {0};
    json_open(&j, SV(""), '{');
    json_text(&j, SV("file"), str_sv(&b->path));
    json_text(&j, SV("form"), str_sv(&b->form));
    json_text(&j, SV("county"), str_sv(&b->county));
    json_text(&j, SV("round"), str_sv(&b->round));
    json_text(&j, SV("time"), str_sv(&b->time));
    json_number(&j, SV("files"), (int64_t)b->files.len);
    json_open(&j, SV("cases"), '[');
    for (size_t i = 0; i < b->cases.len; i++) {
        const struct bundle_case *one = &b->cases.ptr[i];
        json_open(&j, SV(""), '{');
        json_text(&j, SV("id"), str_sv(&one->id));
        json_text(&j, SV("name"), str_sv(&one->name));
        json_text(&j, SV("title"), str_sv(&one->title));
        json_text(&j, SV("code"), str_sv(&one->check_code));
        json_text(&j, SV("package"), str_sv(&one->package));
        json_close(&j);
    }
    json_close(&j);
    json_open(&j, SV("troubles"), '[');
    for (size_t i = 0; i < list->len; i++)
        json_text(&j, SV(""), str_sv(&list->ptr[i]));
    json_close(&j);
    json_close(&j);
    str_add_byte(&j.text, '\n');
    put(c, str_sv(&j.text));
    str_release(&j.text);
}

static bool prove(struct context *c, const struct bundle *b, bool json, struct err *e)
{
    struct bundle_troubles troubles = {0};
    bundle_verify(b, &troubles);
    size_t count = troubles.len;
    if (json)
        put_json(c, b, &troubles);
    else if (count == 0)
        put_bundle(c, b);
    for (size_t i = 0; !json && i < count; i++)
        say(c, "%s", troubles.ptr[i].ptr);
    bundle_troubles_release(&troubles);
    return count == 0 || err_set(e, ERR_REFUSED, _("%s：有 %zu 处和清单不一样，不能当作原件。"),
                                 b->path.ptr, count);
}

int verify_bundle(struct context *c, const struct args *args)
{
    struct bundle b = {0};
    struct err e = {0};
    if (args->operands.len > 1)
        err_set(&e, ERR_USAGE, "%s",
                _("报送件和归档件里有许多份，校验码请对照里面的清单，或者核对其中一个送审包。"));
    else if (bundle_read(args->operands.ptr[0], &b, &e))
        (void)prove(c, &b, args_given(args, OPT_JSON), &e);
    int code = e.class ? fail(c, &e) : 0;
    bundle_release(&b);
    return code;
}
