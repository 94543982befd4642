#include <signal.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "cmd/command.h"
#include "cmd/forms.h"
#include "cmd/language.h"
#include "cmd/output.h"
#include "store/file.h"

/* The language is needed before the command line is read, for what there is to say about it. */
static const char *asked_language(int argc, char **argv)
{
    const char *asked = NULL;
    for (int i = 1; i < argc && !sv_eq(sv_from(argv[i]), SV("--")); i++) {
        struct sv word = sv_from(argv[i]);
        if (sv_starts(word, SV("--lang=")))
            asked = argv[i] + 7;
        else if (sv_eq(word, SV("--lang")) && i + 1 < argc)
            asked = argv[i + 1];
    }
    return asked;
}

static void start(struct context *c, int argc, char **argv)
{
    const char *asked = asked_language(argc, argv);
    enum terminal_text text = language_init_terminal();
    bool words = language_init_words(asked);
    output_init(c, text == TERMINAL_GB);
    if (text == TERMINAL_OTHER && c->talk.terminal)
        say(c, "tianbiao: this terminal's character set cannot show Chinese; "
               "please set LC_ALL=C.UTF-8 or another UTF-8 locale.");
    if (!words && asked)
        say(c, "%s", _("tianbiao: 没有找到这种语言的词句，仍用中文。"));
}

/* What the options that every command takes ask for. */
static bool settle(struct context *c, const struct args *args, struct err *e)
{
    const char *language = args->values[OPT_LANG], *now = args->values[OPT_NOW];
    if (language && language_known(sv_from(language)).len == 0)
        return err_set(e, ERR_USAGE, _("--lang 只能是 zh（中文）或 en（英语），不是“%s”。"),
                       language);
    c->now = moment_now();
    if (now && !moment_parse(sv_from(now), &c->now, e))
        return false;
    for (size_t i = 0; i < args->form_paths.len; i++)
        if (!forms_add(c->forms, args->form_paths.ptr[i], e))
            return false;
    forms_add_usual(c->forms);
    return true;
}

static int show_version(struct context *c)
{
    put(c, SV("tianbiao " PACKAGE_VERSION "\n"));
    return 0;
}

static int show_help(struct context *c, const struct command *command, struct sv group)
{
    struct str text = {0};
    if (command)
        command_add_help(&text, command);
    else
        command_add_group_help(&text, group);
    put(c, str_sv(&text));
    str_release(&text);
    return 0;
}

static int run(struct context *c, struct args *args)
{
    struct err e = {0};
    bool help = args_given(args, OPT_HELP);
    if (args_given(args, OPT_VERSION))
        return show_version(c);
    if (help && args->operands.len == 1 && command_is_group(sv_from(args->operands.ptr[0])))
        return show_help(c, NULL, sv_from(args->operands.ptr[0]));
    const struct command *command = command_find(args, &e);
    if (!command)
        return fail(c, &e);
    if (help)
        return show_help(c, command, SV(""));
    if (!command_accepts(command, args, &e) || !settle(c, args, &e))
        return fail(c, &e);
    return command->run(c, args);
}

int main(int argc, char **argv)
{
    struct context c = {0};
    struct args args = {0};
    struct err e = {0};
    file_open_standard();
    /* A mask that takes the owner's own rights would lock him out of his drafts, and of their
     * locks. */
    umask(umask(0) & 0077);
    bug_set_hook(main_die, NULL);
    /* A file that may not grow any more is an error of the write, not our death. */
    signal(SIGXFSZ, SIG_IGN);
    start(&c, argc, argv);
    c.forms = forms_new();
    int code = args_parse(argc, argv, &args, &e) ? run(&c, &args) : fail(&c, &e);
    code = output_finish(&c, code);
    forms_free(c.forms);
    args_release(&args);
    return code;
}
