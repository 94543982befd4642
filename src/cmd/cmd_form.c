#include "cmd/command.h"
#include "cmd/form_show.h"
#include "cmd/forms.h"
#include "cmd/output.h"
#include "form/form_load.h"
#include "store/file.h"
#include "store/yaml_read.h"

int cmd_form_list(struct context *c, const struct args *args)
{
    struct found_forms all = {0};
    struct str text = {0};
    int code = 0;
    (void)args;
    forms_all(c->forms, &all);
    for (size_t i = 0; i < all.len; i++) {
        const struct found_form *found = all.ptr[i];
        if (!found->form) {
            say(c, "tianbiao: %s", found->trouble.message.ptr);
            code = ERR_REFUSED;
            continue;
        }
        str_add_f(&text, "%.*s\t%u\t%.*s\t", SV_ARG(found->form->id), found->form->version,
                  SV_ARG(found->form->title));
        add_visible(&text, str_sv(&found->path));
        str_add_byte(&text, '\n');
    }
    if (all.len == 0)
        say(c, "%s", _("一份表单也没有找到。用 --form-path 可以指定表单的文件夹。"));
    put(c, str_sv(&text));
    str_release(&text);
    vec_release(&all);
    return code;
}

int cmd_form_show(struct context *c, const struct args *args)
{
    struct err e = {0};
    struct str text = {0};
    const struct form *form = forms_open(c->forms, args->operands.ptr[0], &e);
    if (!form)
        return fail(c, &e);
    if (args_given(args, OPT_IDS))
        form_show_ids(&text, form);
    else
        form_show_text(&text, form);
    put(c, str_sv(&text));
    str_release(&text);
    return 0;
}

/* ---- lint ---- */

struct linter {
    struct context *c;
    size_t files;
    size_t mistakes;
    int code;
};

static void note(struct linter *l, int code)
{
    l->code = code > l->code ? code : l->code;
}

static void show_mistakes(struct linter *l, const char *path, const struct form_mistakes *mistakes)
{
    struct str text = {0};
    for (size_t i = 0; i < mistakes->len; i++) {
        form_mistake_add_line(&text, path, &mistakes->ptr[i]);
        str_add_byte(&text, '\n');
    }
    put(l->c, str_sv(&text));
    str_release(&text);
    l->mistakes += mistakes->len;
}

static void lint_file(struct linter *l, const char *path)
{
    struct str source = {0};
    struct form_mistakes mistakes = {0};
    struct form *form;
    struct err e = {0};
    l->files++;
    bool read = file_read(path, YAML_MAX_BYTES, &source, &e);
    if (read && form_load(str_sv(&source), path, &form, &mistakes, &e)) {
        form_free(form);
    } else if (mistakes.len) {
        show_mistakes(l, path, &mistakes);
        note(l, ERR_FOUND);
    } else {
        note(l, fail(l->c, &e)); /* not read, or no YAML at all */
    }
    err_clear(&e);
    form_mistakes_release(&mistakes);
    str_release(&source);
}

static void lint_path(struct linter *l, const char *path)
{
    struct form_paths found = {0};
    form_paths_find(path, &found);
    if (found.len == 0) {
        say(l->c, _("tianbiao: %s 里没有 form.yaml。"), path);
        note(l, ERR_IO);
    }
    for (size_t i = 0; i < found.len; i++)
        lint_file(l, found.ptr[i].ptr);
    form_paths_release(&found);
}

int cmd_form_lint(struct context *c, const struct args *args)
{
    struct linter l = {.c = c};
    for (size_t i = 0; i < args->operands.len; i++)
        lint_path(&l, args->operands.ptr[i]);
    say(c, _("共查 %zu 份表单定义：错误 %zu 处。"), l.files, l.mistakes);
    return l.code;
}
