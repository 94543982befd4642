#include "cmd/command.h"
#include "cmd/forms.h"
#include "cmd/output.h"
#include "draft/draft_io.h"

int cmd_new(struct context *c, const struct args *args)
{
    const char *path = args->operands.ptr[0], *id = args->values[OPT_FORM];
    struct draft_file file = {0};
    struct draft *draft = NULL;
    struct err e = {0};
    const struct form *form = id ? forms_open(c->forms, id, &e) : forms_only(c->forms, &e);
    bool named = path[0] && !sv_eq(sv_from(path), SV("-"));
    bool ok = form && (named || err_set(&e, ERR_USAGE, "%s", _("请写出新草稿的文件名。")));
    if (ok) {
        draft = draft_new(form);
        str_set(&file.path, sv_from(path));
        ok = draft_save(draft, &file, &e);
    }
    if (ok)
        say(c, _("已新建 %s，表单是“%.*s”。"), path, SV_ARG(form->title));
    int code = ok ? 0 : fail(c, &e);
    draft_free(draft);
    draft_file_release(&file);
    return code;
}
