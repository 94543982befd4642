#include "cmd/command.h"
#include "text/width.h"

#define OPTION_ROW(id, name, letter, value, help) {letter, value, help},
static const struct {
    char letter;
    const char *value;
    const char *help;
} rows[OPTION_COUNT] = {OPTIONS(OPTION_ROW)};
#undef OPTION_ROW

/* "  left          right", the right on a line of its own where the left is long. */
static void add_two(struct str *out, struct sv left, const char *right)
{
    enum { COLUMN = 26 };
    size_t width = 2 + width_text(left, WIDTH_SCREEN);
    str_add_f(out, "  %.*s", SV_ARG(left));
    if (width + 2 > COLUMN) {
        str_add_byte(out, '\n');
        width = 0;
    }
    str_add_bytes(out, ' ', COLUMN - width);
    str_add_f(out, "%s\n", right);
}

static void add_option(struct str *out, enum option_id option)
{
    struct str left = {0};
    if (rows[option].letter)
        str_add_f(&left, "-%c, ", rows[option].letter);
    option_add_name(&left, option);
    if (rows[option].value)
        str_add_f(&left, " %s", _(rows[option].value));
    add_two(out, str_sv(&left), _(rows[option].help));
    str_release(&left);
}

static void add_options(struct str *out, const struct command *command)
{
    str_add(out, sv_from(_("\n选项：\n")));
    for (int i = 0; i < OPTION_COUNT; i++)
        if (command_takes(command, (enum option_id)i))
            add_option(out, (enum option_id)i);
}

static void add_usage(struct str *left, const struct command *command)
{
    const char *usage = command->usage[0] ? _(command->usage) : "";
    str_add_f(left, "%s%s%s", command->name, command->name[0] && usage[0] ? " " : "", usage);
}

static void add_overview(struct str *out)
{
    str_add(out, sv_from(_("填表：离线填写申报书。\n\n用法：\n")));
    for (const struct command *c = command_next(NULL); c; c = command_next(c)) {
        struct str left = {0};
        str_add(&left, SV("tianbiao "));
        add_usage(&left, c);
        str_add_f(out, "  %s\n      %s\n", left.ptr, _(c->brief));
        str_release(&left);
    }
    add_options(out, command_next(NULL));
    str_add(out, sv_from(_("\n退出码：0 没有错误，1 查出错误，2 用法不对，3 读写出错，4 输入损坏或"
                           "不予接受。\n每条命令都有自己的说明，如 tianbiao check --help。\n")));
}

void command_add_help(struct str *out, const struct command *command)
{
    struct str usage = {0};
    if (!command->name[0]) {
        add_overview(out);
        return;
    }
    add_usage(&usage, command);
    str_add_f(out, _("用法：tianbiao %s\n\n%s。\n%s\n"), usage.ptr, _(command->brief),
              _(command->help));
    add_options(out, command);
    str_release(&usage);
}

void command_add_group_help(struct str *out, struct sv group)
{
    bool first = true;
    for (const struct command *c = command_next(NULL); c; c = command_next(c)) {
        struct sv name = sv_from(c->name);
        if (!sv_starts(name, group) || name.len <= group.len || name.ptr[group.len] != ' ')
            continue;
        if (!first)
            str_add_byte(out, '\n');
        first = false;
        command_add_help(out, c);
    }
}
